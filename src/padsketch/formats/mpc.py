"""Drum programs of the MPC (`.xpm`) as kits."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.losses import Losses
from padsketch.formats.sample_finder import AUDIO_SUFFIXES
from padsketch.formats.sources import Sources
from padsketch.formats.xml import flag_of, number_of, read_xml, text_of
from padsketch.units import gain_to_db

MAX_INSTRUMENTS = 1000
MAX_LAYERS = 256
"""What is looked at; programs have 128 instruments with 4 layers, or 8 in later ones."""
_CYCLE, _RANDOM = 0, 2
"""Values of ZonePlay; with 1 the velocity chooses the layer."""
_REVERSE = 1


def read_mpc(path: Path) -> Arrival:
    """A kit by its `.xpm` file of XML, its samples beside it or below; raises InvalidFile."""
    program = read_xml(path).find("Program")
    if program is None or program.get("type", "").lower() != "drum":
        raise InvalidFile(
            f"{safe(str(path))} is no drum program of the MPC", "Keygroups cannot be pads."
        )
    arriving = Arriving(
        name=text_of(program, "ProgramName", "Name") or path.stem, path=path, format="MPC"
    )
    reader = _Reader(path.parent, arriving)
    instruments = program.findall("Instruments/Instrument")[:MAX_INSTRUMENTS]
    return arriving.arrival(reader.pads(instruments))


class _Reader:
    """Instruments, which are the pads of a program, in the order of their numbers."""

    def __init__(self, folder: Path, arriving: Arriving) -> None:
        self._sources = Sources(folder, arriving)
        self._arriving = arriving

    def pads(self, instruments: list[Element]) -> list[PadDraft]:
        """Pads that have a sample, those among them whose samples are missing too."""
        used = [one for one in instruments if any(map(_file_of, _layers_of(one)))]
        return [self._pad(one) for one in sorted(used, key=_place)]

    def _pad(self, instrument: Element) -> PadDraft:
        elements = _layers_of(instrument)
        layers = [self._layer(element) for element in elements]
        name = Path(_file_of(elements[0]).replace("\\", "/")).name or "Pad"
        _tell_losses(instrument, elements, name, self._arriving.losses)
        mute_group = number_of(instrument, "MuteGroup", 0.0)
        return PadDraft(
            name=_without_suffix(name),
            layers=[layer for layer in layers if layer is not None],
            mode=_mode(instrument),
            choke=f"{mute_group:g}" if mute_group > 0 else "",
            layering=_layering(instrument),
            settings=_settings(instrument, elements[0]),
        )

    def _layer(self, element: Element) -> LayerDraft | None:
        path = self._path(element)
        if path is None:
            return None
        start, end = (
            self._sources.milliseconds(number_of(element, f"Sample{name}", 0.0), path)
            for name in ("Start", "End")
        )
        return LayerDraft(
            path=path,
            low=int(number_of(element, "VelStart", 0.0)),
            high=int(number_of(element, "VelEnd", 127.0)),
            level_db=gain_to_db(number_of(element, "Volume", 1.0)),
            pan=_pan(element),
            tune=_tune(element) + number_of(element, "Pitch", 0.0),
            start=start,
            end=end,
        )

    def _path(self, element: Element) -> Path | None:
        """The file; some programs name it without its suffix."""
        name = _file_of(element)
        return self._sources.find(name, *(f"{name}{suffix}" for suffix in AUDIO_SUFFIXES))


def _tell_losses(instrument: Element, layers: list[Element], name: str, losses: Losses) -> None:
    if number_of(instrument, "FilterType", 0.0) > 0 and number_of(instrument, "Cutoff", 1.0) < 1:
        losses.tell("Filters are left out", name)
    if number_of(instrument, "VolumeAttack", 0.0) > 0:
        losses.tell("Envelopes are left out", name)
    if any(number_of(instrument, f"MuteTarget{n}", 0.0) > 0 for n in range(1, 5)):
        losses.tell("Mute targets are left out, mute groups are kept", name)
    if any(flag_of(layer, "Loop") for layer in layers):
        losses.tell("Loops are left out", name)
    if any(number_of(layer, "Direction", 0.0) == _REVERSE for layer in layers[1:]):
        losses.tell("Layers are read in the direction of the first", name)


def _place(instrument: Element) -> float:
    try:
        return float(instrument.get("number", "0"))
    except ValueError:
        return 0.0


def _layers_of(instrument: Element) -> list[Element]:
    """The layers that are switched on and name a sample."""
    layers = instrument.findall("Layers/Layer")[:MAX_LAYERS]
    return [one for one in layers if flag_of(one, "Active", default=True) and _file_of(one)]


def _file_of(layer: Element) -> str:
    return text_of(layer, "SampleFile", "SampleName")


def _without_suffix(name: str) -> str:
    stem, dot, suffix = name.rpartition(".")
    return stem if f"{dot}{suffix}".lower() in AUDIO_SUFFIXES else name


def _mode(instrument: Element) -> str:
    if instrument.find("OneShot") is not None:
        return "one-shot" if flag_of(instrument, "OneShot") else "gate"
    return "one-shot" if number_of(instrument, "TriggerMode", 0.0) == 0 else "gate"


def _layering(instrument: Element) -> str:
    play = number_of(instrument, "ZonePlay", 1.0)
    return {_CYCLE: "round-robin", _RANDOM: "random"}.get(int(play), "stack")


def _settings(instrument: Element, layer: Element) -> dict[str, float]:
    settings = {
        "level_db": gain_to_db(number_of(instrument, "Volume", 1.0)),
        "pan": _pan(instrument),
        "tune": _tune(instrument),
        "direction": float(number_of(layer, "Direction", 0.0) == _REVERSE),
    }
    return {name: value for name, value in settings.items() if value}


def _pan(element: Element) -> float:
    """From 0 to 1 there, from -1 to 1 here."""
    return 2.0 * number_of(element, "Pan", 0.5) - 1.0


def _tune(element: Element) -> float:
    """Semitones of whole steps and of cents."""
    fine = number_of(element, "TuneFine", 0.0)
    return number_of(element, "TuneCoarse", 0.0) + fine / 100.0

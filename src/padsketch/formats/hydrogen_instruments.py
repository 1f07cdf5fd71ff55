"""Instruments of Hydrogen, of every age since 0.9, as pads."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path, PurePath
from xml.etree.ElementTree import Element

from padsketch.formats.arriving import Arriving
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.hydrogen_filter import filter_settings
from padsketch.formats.sources import Sources
from padsketch.formats.velocities import first_wins
from padsketch.formats.xml import flag_of, number_of, text_of
from padsketch.model.kit import MAX_VELOCITY
from padsketch.units import gain_to_db

MAX_INSTRUMENTS = 1000
MAX_LAYERS = 256
"""What is looked at; Hydrogen itself has at most 16 layers."""
_ENVELOPE_RATE = 44_100
"""Hydrogen counts envelopes in frames of its output, which is this unless someone changed it."""
_LAYERINGS = {"VELOCITY": "stack", "ROUND_ROBIN": "round-robin", "RANDOM": "random"}
_EMPTY = "emptySample"
"""What Hydrogen itself gives to an instrument without a sound."""
_MS = 1000.0


class InstrumentReader:
    """The instruments of a kit, or of a song, as pads.

    sources: where the samples of an instrument are; is_song: their volumes, pans and mutes are a
    mixer's, which is read elsewhere, and ranges of velocity are as loud as those of a song's notes.
    """

    def __init__(
        self,
        root: Element,
        sources: Callable[[Element], Sources],
        arriving: Arriving,
        is_song: bool = False,
    ) -> None:
        self.instruments = root.findall("instrumentList/instrument")[:MAX_INSTRUMENTS]
        self._levels = {
            text_of(part, "id"): number_of(part, "volume", 1.0)
            for part in root.iterfind("componentList/drumkitComponent")
        }
        self._sources_of = sources
        self._arriving = arriving
        self._is_song = is_song
        self._excluded = _exclusions(self.instruments)

    def pads(self) -> list[PadDraft]:
        """Every instrument that means something; empty rows have neither name nor sample."""
        return [self._pad(one) for one in self.instruments if _is_something(one)]

    def _pad(self, instrument: Element) -> PadDraft:
        name = text_of(instrument, "name") or "Instrument"
        layering = _LAYERINGS.get(text_of(instrument, "sampleSelectionAlgo"), "stack")
        draft = PadDraft(
            name=name,
            layers=self._layers(instrument, name, layering),
            note=_note(instrument),
            mode="gate" if flag_of(instrument, "isStopNote") else "one-shot",
            choke=self._choke(instrument),
            layering=layering,
            settings=_settings(instrument, self._is_song),
            key=text_of(instrument, "id"),
        )
        self._tell_losses(instrument, name)
        return draft

    def _layers(self, instrument: Element, name: str, layering: str) -> list[LayerDraft]:
        """The layers of every component; by velocity only the first one that matches plays."""
        self._sources = self._sources_of(instrument)
        parts = instrument.findall("instrumentComponent") or [instrument]
        if layering != "stack" and len(parts) > 1:
            self._arriving.losses.tell("Components that take turns are left out", name)
            parts = parts[:1]
        layers: list[LayerDraft] = []
        for part in parts:
            found = self._layers_of(part, name)
            layers += first_wins(found) if layering == "stack" else found
        return layers

    def _layers_of(self, part: Element, pad: str) -> list[LayerDraft]:
        level = self._level(part)
        elements = part.findall("layer")[:MAX_LAYERS] or [part]
        found = [self._layer(element, level, pad) for element in elements]
        return [layer for layer in found if layer is not None]

    def _level(self, part: Element) -> float:
        """Decibels of a component, which old kits do not have."""
        if part.tag != "instrumentComponent":
            return 0.0
        volume = self._levels.get(text_of(part, "component_id"), 1.0)
        return gain_to_db(volume * number_of(part, "gain", 1.0))

    def _layer(self, element: Element, level: float, pad: str) -> LayerDraft | None:
        file = text_of(element, "filename")
        if not file:
            return None
        path = self._sources.find(file)
        if path is None:
            return None
        is_layer = element.tag == "layer"
        start, end = self._part_of_sample(element, path, pad)
        return LayerDraft(
            path=path,
            low=self._velocity(number_of(element, "min", 0.0), is_low=True),
            high=self._velocity(number_of(element, "max", 1.0), is_low=False),
            level_db=level + (gain_to_db(number_of(element, "gain", 1.0)) if is_layer else 0.0),
            tune=number_of(element, "pitch", 0.0) if is_layer else 0.0,
            start=start,
            end=end,
        )

    def _velocity(self, share: float, is_low: bool) -> int:
        """The first or the last velocity of a range between 0 and 1."""
        exact = round(loudness(share) if self._is_song else _within(share) * MAX_VELOCITY, 3)
        return -int(-exact // 1) if is_low else int(exact // 1)

    def _part_of_sample(self, element: Element, path: Path, pad: str) -> tuple[float, float]:
        """Milliseconds of start and end, of samples that were edited in Hydrogen."""
        if not flag_of(element, "ismodified"):
            return 0.0, 0.0
        if number_of(element, "loops", 0.0) > 0 or flag_of(element, "userubber"):
            self._arriving.losses.tell("Loops and stretching of layers are left out", pad)
        start, end = (number_of(element, name, 0.0) for name in ("startframe", "endframe"))
        return self._sources.milliseconds(start, path), self._sources.milliseconds(end, path)

    def _choke(self, instrument: Element) -> str:
        group = number_of(instrument, "muteGroup", -1.0)
        return f"{group:g}" if group >= 0 else self._excluded.get(text_of(instrument, "id"), "")

    def _tell_losses(self, instrument: Element, name: str) -> None:
        tell = self._arriving.losses.tell
        if number_of(instrument, "randomPitchFactor", 0.0) > 0:
            tell("Random pitch is left out", name)
        if number_of(instrument, "isHihat", -1.0) >= 0:
            tell("Hi-hat pedal positions are pads of their own", name)
        if any(number_of(instrument, f"FX{n}Level", 0.0) > 0 for n in range(1, 5)):
            tell("Effect sends are left out", name)
        if not flag_of(instrument, "applyVelocity", default=True):
            tell("Velocity changes the level all the same", name)
        if flag_of(instrument, "isMuted") and not self._is_song:
            tell("Muted instruments can be heard", name)


def _is_something(instrument: Element) -> bool:
    files = ((one.text or "").strip() for one in instrument.iter("filename"))
    return any(file and PurePath(file).stem != _EMPTY for file in files)


def _note(instrument: Element) -> int | None:
    note = number_of(instrument, "midiOutNote", -1.0)
    return int(note) if 0 <= note <= 127 else None


def loudness(share: float) -> float:
    """The velocity, 0 to 127 and exact, that is as loud as a velocity of Hydrogen, 0 to 1.

    There it is a gain; ours is the square of v / 127.
    """
    return math.sqrt(_within(share)) * MAX_VELOCITY


def mixed(instrument: Element) -> tuple[float, float]:
    """Level in decibels and pan -1 to 1 of an instrument in the mixer."""
    pan, spread = _pan(instrument)
    return gain_to_db(number_of(instrument, "volume", 1.0) * spread), pan


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))


def _settings(instrument: Element, is_song: bool) -> dict[str, float]:
    """Pad parameters by name; envelopes last as many frames of the output as Hydrogen says."""
    level_db, pan = (0.0, 0.0) if is_song else mixed(instrument)
    settings = {
        "level_db": level_db + gain_to_db(number_of(instrument, "gain", 1.0)),
        "pan": pan,
        "tune": number_of(instrument, "pitchOffset", 0.0),
        "attack": _frames(instrument, "Attack"),
        **_decay(instrument),
        **filter_settings(instrument),
    }
    if flag_of(instrument, "isStopNote"):
        settings["release"] = release(instrument)
    return {name: value for name, value in settings.items() if value}


def release(instrument: Element) -> float:
    """Milliseconds that an instrument fades for when it is let go of."""
    return max(1.0, _frames(instrument, "Release"))


def _decay(instrument: Element) -> dict[str, float]:
    sustain = _within(number_of(instrument, "Sustain", 1.0))
    if sustain == 1.0:
        return {}
    return {"decay": max(1.0, _frames(instrument, "Decay")), "sustain": 100.0 * sustain}


def _frames(instrument: Element, name: str) -> float:
    return max(0.0, number_of(instrument, name, 0.0)) * _MS / _ENVELOPE_RATE


def _pan(instrument: Element) -> tuple[float, float]:
    """Pan from -1 to 1 and the gain of the louder side; until 1.1 there was a gain a side."""
    if instrument.find("pan") is not None:
        return number_of(instrument, "pan", 0.0), 1.0
    left, right = (max(0.0, number_of(instrument, name, 1.0)) for name in ("pan_L", "pan_R"))
    louder = max(left, right)
    return ((right - left) / louder, louder) if louder > 0 else (0.0, 0.0)


def _exclusions(instruments: list[Element]) -> dict[str, str]:
    """A group by instrument: until 0.9.5 an instrument named those that it silences."""
    groups: dict[str, str] = {}
    for instrument in instruments:
        own = text_of(instrument, "id")
        others = [(one.text or "").strip() for one in instrument.iterfind("exclude/id")]
        linked = [one for one in (own, *others) if one]
        if others and linked:
            group = next((groups[one] for one in linked if one in groups), f"of {linked[0]}")
            groups |= dict.fromkeys(linked, group)
    return groups

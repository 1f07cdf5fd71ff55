"""A kit as the `drumkit.xml` of Hydrogen 1.2."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from padsketch.display import safe
from padsketch.formats.hydrogen_filter import cutoff_hz
from padsketch.formats.losses import Losses
from padsketch.formats.parting import (
    FIRST_NOTE,
    common_author,
    common_licence,
    credit_lines,
    heard_settings,
    spread,
    tell_left_out,
)
from padsketch.model.kit import MAX_VELOCITY, Kit, Layer, Pad
from padsketch.units import db_to_gain

_NAMESPACE = "http://www.hydrogen-music.org/drumkit"
_ENVELOPE_RATE = 44_100
"""Frames a second in which Hydrogen counts envelopes."""
_RELEASE = 1000
_ALGORITHMS = {"stack": "VELOCITY", "round-robin": "ROUND_ROBIN", "random": "RANDOM"}
_KEPT = ("tune", "level_db", "pan", "attack", "decay", "sustain", "release", "cutoff", "resonance")
_LOW_PASS = 0.0


def hydrogen_text(kit: Kit) -> tuple[str, tuple[str, ...]]:
    """The text of a `drumkit.xml`, and what is lost in finished sentences.

    The files of the kit are whole and untreated: start, end and direction are not read.
    """
    losses = Losses()
    root = Element("drumkit_info", xmlns=_NAMESPACE)
    info = "\n".join(filter(None, (kit.description, *credit_lines(kit))))
    _texts(root, {"name": kit.name, "author": common_author(kit), "info": info})
    _texts(root, {"license": common_licence(kit), "image": "", "imageLicense": ""})
    instruments = [_instrument(pad, at, losses) for at, pad in enumerate(kit.pads)]
    n_components = max(len(one.findall("instrumentComponent")) for one in instruments)
    components = SubElement(root, "componentList")
    for at in range(n_components):
        name = "Main" if at == 0 else f"Stack {at + 1}"
        _texts(SubElement(components, "drumkitComponent"), {"id": at, "name": name, "volume": 1})
    SubElement(root, "instrumentList").extend(instruments)
    indent(root, " ")
    text = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n', losses.sentences()


def _instrument(pad: Pad, at: int, losses: Losses) -> Element:
    _tell_losses(pad, losses)
    instrument = Element("instrument")
    _texts(
        instrument,
        {
            "id": at,
            "name": pad.name,
            "volume": _number(db_to_gain(pad.level_db)),
            "isMuted": "false",
            "isSoloed": "false",
            "pan": _number(pad.pan),
            "pitchOffset": _number(pad.tune),
            "randomPitchFactor": 0,
            "gain": 1,
            "applyVelocity": "true",
            **_filter(pad),
            **_envelope(pad),
            "muteGroup": pad.choke or -1,
            "midiOutChannel": -1,
            "midiOutNote": FIRST_NOTE + at,
            "isStopNote": str(pad.mode == "gate").lower(),
            "sampleSelectionAlgo": _ALGORITHMS[pad.layering],
            "isHihat": -1,
            "lower_cc": 0,
            "higher_cc": 127,
            **{f"FX{number}Level": 0 for number in range(1, 5)},
        },
    )
    groups = spread(pad.layers) if pad.layering == "stack" else [list(pad.layers)]
    for number, layers in enumerate(groups):
        component = SubElement(instrument, "instrumentComponent")
        _texts(component, {"component_id": number, "gain": 1})
        component.extend(map(_layer, layers))
    return instrument


def _filter(pad: Pad) -> dict[str, object]:
    is_on = pad.filter == _LOW_PASS and "cutoff" in heard_settings(pad)
    return {
        "filterActive": str(is_on).lower(),
        "filterCutoff": _number(_cutoff_of(pad.cutoff, pad.resonance) if is_on else 1.0),
        "filterResonance": _number(pad.resonance if is_on else 0.0),
    }


def _cutoff_of(hertz: float, resonance: float) -> float:
    """The coefficient from 0 to 1 whose poles lie nearest to a frequency."""
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2.0
        low, high = (middle, high) if cutoff_hz(middle, resonance) < hertz else (low, middle)
    return high


def _envelope(pad: Pad) -> dict[str, object]:
    """Times in frames of the output."""
    return {
        "Attack": _frames(pad.attack),
        "Decay": _frames(pad.decay),
        "Sustain": _number(pad.sustain / 100.0 if pad.decay else 1.0),
        "Release": _frames(pad.release) if pad.mode == "gate" else _RELEASE,
    }


def _layer(layer: Layer) -> Element:
    """Where two layers touch, the softer one plays: of those that match, Hydrogen takes the first.

    A velocity between 0 and 1 has no gap to fall into then.
    """
    element = Element("layer")
    low, high = layer.velocity
    _texts(
        element,
        {
            "filename": layer.file,
            "min": _number((low - 1) / MAX_VELOCITY),
            "max": _number(high / MAX_VELOCITY),
            "gain": _number(db_to_gain(layer.level_db)),
            "pitch": _number(layer.tune),
        },
    )
    return element


def _tell_losses(pad: Pad, losses: Losses) -> None:
    kept = set(_KEPT) | ({"filter"} if pad.filter == _LOW_PASS else set())
    if pad.filter != _LOW_PASS:
        kept -= {"cutoff", "resonance"}
    tell_left_out(pad, kept, losses)
    if pad.mode == "loop":
        losses.tell("Loops play once", pad.name)
    if any(layer.pan for layer in pad.layers):
        losses.tell("The places of layers between left and right are left out", pad.name)


def _texts(parent: Element, texts: Mapping[str, object]) -> None:
    for name, text in texts.items():
        lines = str(text).split("\n")
        SubElement(parent, name).text = "\n".join(map(safe, lines))


def _frames(milliseconds: float) -> int:
    return round(milliseconds * _ENVELOPE_RATE / 1000.0)


def _number(value: float) -> str:
    """A number without an exponent, which the schema would refuse."""
    return f"{value:.7f}".rstrip("0").rstrip(".")

"""One parameter as it is drawn: its label, where its value lies in the range, the value."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, log, log1p
from typing import NamedTuple

from rich.style import Style

from padsketch.display import cells
from padsketch.model.parameters import Parameter
from padsketch.tui.controls.values import is_level, round_stops, value_text
from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING, REVERSE
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, padded
from padsketch.units import db_to_gain

LABEL_ROOM = 7
VALUE_ROOM = 9
SMALL_MS = 10.0
"""Where a time that may be zero begins to move through octaves."""
TAPER = 0.25
"""A fader stands at this power of the gain: near 0 dB a decibel is wide, near silence narrow."""


class ControlLook(NamedTuple):
    """What of a parameter can be seen; filled: shares of the range, None for a word.

    is_changed: it is not what it would be if nobody had touched it; is_here: it is in hand.
    """

    label: str
    text: str
    filled: tuple[float, float] | None
    is_changed: bool
    is_here: bool = False


def control_look(
    parameter: Parameter,
    value: float,
    default: float | None = None,
    is_here: bool = False,
    is_set: bool = False,
) -> ControlLook:
    """The look of a value; default: what it would be untouched, where that is not the table's.

    is_set: it was set, even to what it would be untouched.
    """
    untouched = parameter.default if default is None else default
    filled = None if parameter.choices else _filled(parameter, value)
    text = value_text(parameter, value)
    return ControlLook(parameter.label, text, filled, is_set or value != untouched, is_here)


def share(parameter: Parameter, value: float) -> float:
    """Where a value lies in its range, 0 to 1."""
    low, high = parameter.low, parameter.high
    if is_level(parameter):
        return float(db_to_gain(value - high) ** TAPER) if value > low else 0.0
    if not parameter.is_logarithmic:
        return (value - low) / (high - low)
    if low > 0.0:
        return log(value / low) / log(high / low)
    return log1p(value / SMALL_MS) / log1p(high / SMALL_MS)


def value_at(parameter: Parameter, place: float) -> float:
    """The round value that lies nearest to a share of the range."""
    return min(round_stops(parameter), key=lambda value: abs(share(parameter, value) - place))


@lru_cache(maxsize=4096)
def control_parts(look: ControlLook, width: int, ink: Style, glyphs: Glyphs) -> tuple[Part, ...]:
    """A line of `width` cells: label, bar, value; what was changed is bright, the rest dim."""
    shown = ink + BOLD if look.is_changed else NOTHING
    is_bright = look.is_changed or look.is_here
    label = (f" {look.label:<{LABEL_ROOM}}", NOTHING if is_bright else DIM)
    space = width - cells(label[0]) - 2
    words = glyphs.text(look.text, space if look.filled is None else VALUE_ROOM)
    value = " " * (VALUE_ROOM - cells(words)) + words
    middle = _bar_parts(look, space - cells(value), ink, glyphs)
    return (label, *middle, (" ", NOTHING), (value, REVERSE if look.is_here else shown), _GAP)


_GAP: Part = (" ", NOTHING)


def _bar_parts(look: ControlLook, room: int, ink: Style, glyphs: Glyphs) -> list[Part]:
    if look.filled is None:
        return [(padded("", room), NOTHING)]
    text = bar_text(look.filled, room, glyphs)
    start, end = int(look.filled[0] * room), ceil(look.filled[1] * room)
    heavy = ink if look.is_changed else DIM
    return [(text[:start], DIM), (text[start:end], heavy), (text[end:], DIM)]


def bar_text(filled: tuple[float, float], width: int, glyphs: Glyphs) -> str:
    """A line of `width` cells, heavy between two shares of it, to half a cell.

    Where nothing is heavy, a mark stands at that share, unless it is the very beginning.
    """
    start, end = (round(at * 2 * width) for at in filled)
    if 0 < start == end < 2 * width:
        return (
            glyphs.rule * (start // 2) + glyphs.separator + glyphs.rule * (width - start // 2 - 1)
        )
    halves = [start <= half < end for half in range(2 * width)]
    faces = {
        (True, True): glyphs.heavy,
        (True, False): glyphs.heavy_left,
        (False, True): glyphs.heavy_right,
    }
    pairs = zip(halves[::2], halves[1::2], strict=True)
    return "".join(faces.get(pair, glyphs.rule) for pair in pairs)


def _filled(parameter: Parameter, value: float) -> tuple[float, float]:
    """From the lowest value to this one; from zero where it may lie on either side."""
    here = share(parameter, value)
    has_sides = parameter.low < 0.0 < parameter.high and not is_level(parameter)
    origin = share(parameter, 0.0) if has_sides else 0.0
    return min(origin, here), max(origin, here)

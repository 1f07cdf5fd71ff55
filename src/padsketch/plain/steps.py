"""Lanes and steps as they are typed: `kick x..x`, `kick 5 chance 50`."""

from __future__ import annotations

from collections.abc import Sequence

from padsketch.errors import UsageError
from padsketch.model import Pattern, Step
from padsketch.model.edits import Cell
from padsketch.model.edits.cells import DETAILS
from padsketch.model.parameters import LOCKS
from padsketch.model.step import GLYPH_VELOCITY
from padsketch.storage.pattern_reading import read_steps
from padsketch.storage.reading import Place

TEXTS = ("when", "roll_rate")
SWITCH = {"on": True, "off": False}


def typed_lane(pattern: Pattern, pad: str, text: str) -> dict[Cell, Step]:
    """The cells of a lane as its text has them; rests behind its end, `*` there begins it anew.

    Raises UsageError for a glyph that is no step, and for more steps than the lane has.
    """
    length = pattern.lane_length(pad)
    repeats = text.endswith("*")
    try:
        steps = read_steps(text.rstrip("*"), Place([]))
    except ValueError as error:
        raise UsageError(f"{pad}: {error}", ". rests, o x X play, 1-9 are velocities.") from None
    written = len(text.rstrip("*").translate(str.maketrans("", "", " |")))
    if written > length:
        raise UsageError(f"{written} steps are more than the {length} of {pad}", "See `length`.")
    row = [*steps, *[Step()] * (written - len(steps))] or [Step()]
    rests = [Step()] * (length - len(row))
    return {
        Cell(pad, at): row[at % len(row)] if repeats else [*row, *rests][at] for at in range(length)
    }


def is_lane_text(word: str) -> bool:
    """Whether a word is made of steps alone."""
    return set(word) <= {*GLYPH_VELOCITY, *" |*"}


def typed_details(words: Sequence[str]) -> tuple[dict[str, object], dict[str, float | None]]:
    """Pairs of a name and a value: fields of a step, and locks (`free` takes one back)."""
    if not words or len(words) % 2:
        raise UsageError("A detail is a name and a value", "As in: kick 5 chance 50.")
    details: dict[str, object] = {}
    locks: dict[str, float | None] = {}
    for name, text in zip(words[::2], words[1::2], strict=True):
        if name in DETAILS:
            details[name] = _detail(name, text)
        elif name in LOCKS:
            locks[name] = _lock(name, text)
        else:
            known = ", ".join(DETAILS)
            raise UsageError(f"'{name}' is no detail of a step", f"{known}, or a parameter.")
    return details, locks


def number(text: str) -> float:
    """A number as it is typed."""
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a number") from None


def whole(text: str) -> int:
    """A whole number as it is typed."""
    try:
        return int(text)
    except ValueError:
        raise UsageError(f"'{text}' is not a whole number") from None


def switch(text: str) -> bool:
    """`on` or `off`."""
    if text not in SWITCH:
        raise UsageError(f"'{text}' is neither on nor off")
    return SWITCH[text]


def _detail(name: str, text: str) -> object:
    if name in TEXTS:
        return "" if text == "off" else text
    if name == "slide":
        return switch(text)
    return number(text) if name == "length" else whole(text)


def _lock(name: str, text: str) -> float | None:
    if text == "free":
        return None
    choices = LOCKS[name].choices
    return float(choices.index(text)) if text in choices else number(text)

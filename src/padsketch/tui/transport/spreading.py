"""What a key does to the sixteen keys: levels of one pad, its notes, their octave."""

from __future__ import annotations

from padsketch.errors import UsageError
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing import moving
from padsketch.tui.keyboard.spread import HIGHEST_OCTAVE, LOWEST_OCTAVE, PADS, Spread

AFTER = {"velocities": "tunes", "tunes": "pads"}
"""The levels that follow each other."""
SPREAD_WORDS = {"pads": "", "velocities": "vel", "tunes": "tune", "notes": "key"}
"""How the transport calls what the keys are spread over."""


def next_levels(desk: Desk) -> None:
    """Spread the keys over the velocities of the pad in front, over its tunes, over the pads."""
    _spread(desk, Spread(AFTER.get(desk.fingers.spread.kind, "velocities")))


def toggle_notes(desk: Desk) -> None:
    """Spread the keys over the notes of the pad in front, or over the pads again."""
    _spread(desk, PADS if desk.fingers.spread.kind == "notes" else Spread("notes"))


def let_keys_be_pads(desk: Desk) -> None:
    """Spread the keys over the pads again."""
    _spread(desk, PADS)


def bank_or_octave(bank: int) -> Gesture:
    """Put sixteen other pads in front; while the keys are notes the first two are octaves."""

    def gesture(desk: Desk) -> None:
        if desk.fingers.spread.kind == "notes" and bank < 2:
            _move_octave(desk, 1 if bank else -1)
        else:
            moving.choose_bank(bank)(desk)

    return gesture


def _move_octave(desk: Desk, by: int) -> None:
    octave = desk.fingers.spread.octave + by
    if not LOWEST_OCTAVE <= octave <= HIGHEST_OCTAVE:
        raise UsageError(f"There are no notes {'above' if by > 0 else 'below'} these")
    _spread(desk, Spread("notes", octave))


def _spread(desk: Desk, spread: Spread) -> None:
    keys = f"{desk.lane.name}, {spread.words}" if spread.is_of_one_pad else "pads"
    desk.fingers.spread = spread
    desk.say(f"the keys are {keys}")

"""What the mouse does to the picture of a sound: it goes there, selects, drags marks and ends."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.tui.desk import Desk
from padsketch.tui.waves import chopping, listening, treating, wave

NEAR_COLUMNS = 1
"""How far beside a mark the mouse still takes it."""
WHEEL_SCROLL = 0.125
"""Of what is seen, with every turn."""


class Selecting(NamedTuple):
    """A drag that selects from a frame on."""

    frame: int


class MovingMark(NamedTuple):
    """A drag of a mark, by its place from 0."""

    at: int


class MovingEnd(NamedTuple):
    """A drag of the start or the end of what is played; number: which drag this is."""

    is_end: bool
    number: int


Grip = Selecting | MovingMark | MovingEnd


def take(desk: Desk, row: str, x: int, is_right: bool) -> Grip | None:
    """Take hold of what is in a column of a line; of nothing where the press did it all."""
    if row == "marks":
        return _take_mark(desk, x, is_right)
    if row == "range":
        return _take_end(desk, x)
    frame = wave.page(desk).place.window.frame_at(x)
    wave.go_to(desk, frame)
    if is_right or desk.session.player.snapshot().listened >= 0:
        listening.listen_on(desk)
    return Selecting(frame)


def drag(desk: Desk, grip: Grip, x: int) -> None:
    """Move what is held to a column, also one beside the picture."""
    found = wave.page(desk)
    frame = max(0, min(found.place.window.frame_at(x), found.wave.length - 1))
    if isinstance(grip, Selecting):
        if frame != grip.frame or desk.wave.place.anchor is not None:
            wave.go_to(desk, grip.frame)
            wave.go_to(desk, frame, extends=True)
    elif isinstance(grip, MovingMark):
        chopping.move_mark(desk, grip.at, frame)
    else:
        treating.set_end(desk, grip.is_end, frame, ("range", grip.number))


def hear_slice(desk: Desk, x: int) -> None:
    """Hear the slice in a column."""
    found = wave.page(desk)
    listening.listen_to(desk, found.slice_at(found.place.window.frame_at(x)))


def wheel(desk: Desk, x: int, by: int, scrolls: bool) -> None:
    """Look nearer at what is under the mouse, or from farther away; or scroll."""
    window = wave.page(desk).place.window
    if scrolls:
        wave.scroll(desk, window.first - by * max(1, round(window.length * WHEEL_SCROLL)))
    else:
        wave.zoom_at(desk, by, x)


def _take_mark(desk: Desk, x: int, is_right: bool) -> Grip | None:
    """The mark that is near a column; else a new one. The right button removes it."""
    found = wave.page(desk)
    window = found.place.window
    near = [m for m in found.marks if abs(window.column_of(m) - x) <= NEAR_COLUMNS]
    mark = min(near, key=lambda m: abs(window.column_of(m) - x), default=None)
    if is_right:
        if mark is not None:
            chopping.remove_mark(desk, mark)
        return None
    if mark is None:
        mark = chopping.add_mark(desk, window.frame_at(x))
    wave.go_to(desk, mark)
    return MovingMark(wave.page(desk).marks.index(mark))


def _take_end(desk: Desk, x: int) -> Grip:
    """The nearer end of what is played, put into a column."""
    found = wave.page(desk)
    window = found.place.window
    start, end = (window.column_of(frame) for frame in found.played)
    grip = MovingEnd(abs(x - end) < abs(x - start), next(desk.numbers))
    drag(desk, grip, x)
    return grip

"""The left column: the key cap, the name, and whether the lane is muted or soloed."""

from __future__ import annotations

from functools import lru_cache

from textual.strip import Strip

from padsketch.display import cells
from padsketch.model import Lane
from padsketch.model.pattern import DIRECTIONS
from padsketch.tui.drawing.colours import BOLD, DIM, KEY, NOTHING, REVERSE, WARNING, lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import blank, line, padded
from padsketch.tui.editing.rows import Row

CAP_WIDTH = 3
FLAGS_WIDTH = 2
SHARES = {"1/8": "⅛", "1/4": "¼", "1/2": "½", "3/4": "¾", "3/2": "1½"}
LEAST_NAME = 4
"""Columns that a name keeps beside its marks, with the gap behind it."""


@lru_cache(maxsize=1024)
def label_strips(
    row: Row | None,
    place: int,
    width: int,
    rows: int,
    state: tuple[bool, bool, bool, bool],
    glyphs: Glyphs,
    marks: str = "",
) -> tuple[Strip, ...]:
    """The label of a lane; state: is it under the cursor, muted, soloed, hit just now.

    marks: how it runs, which shortens its name.
    """
    if row is None:
        return (blank(width),) * rows
    is_here, is_muted, is_solo, is_hit = state
    marks = marks[: width - CAP_WIDTH - FLAGS_WIDTH - LEAST_NAME]
    room = width - CAP_WIDTH - FLAGS_WIDTH - cells(marks)
    name = padded(glyphs.name(row.name, room - 1), room)
    ink = DIM if is_muted or row.pad_index is None else lane_style(place)
    last = line(
        width,
        (glyphs.here if is_here else " ", BOLD),
        (row.cap.upper(), REVERSE if is_hit else KEY),
        (" ", NOTHING),
        (name, ink + BOLD if is_here else ink),
        (marks, NOTHING),
        ("m" if is_muted else glyphs.rest, WARNING + BOLD if is_muted else DIM),
        ("s" if is_solo else glyphs.rest, WARNING + BOLD if is_solo else DIM),
    )
    return (*(blank(width) for _ in range(rows - 1)), last)


def lane_marks(lane: Lane, glyphs: Glyphs) -> str:
    """How a lane runs where it does not run as its pattern: length, speed, direction, rotation."""
    length = str(lane.length) if lane.length else ""
    speed = "" if lane.speed == "1" else f"{_speed(lane.speed, glyphs)}x"
    direction = glyphs.directions[DIRECTIONS.index(lane.direction)].strip()
    return f"{length}{' ' if length and speed else ''}{speed}{direction}{_rotated(lane, glyphs)}"


def _speed(speed: str, glyphs: Glyphs) -> str:
    return speed if glyphs.is_ascii else SHARES.get(speed, speed)


def _rotated(lane: Lane, glyphs: Glyphs) -> str:
    if not lane.rotation:
        return ""
    return f"{glyphs.late if lane.rotation > 0 else glyphs.early}{abs(lane.rotation)}"


def label_part(x: int, width: int) -> str:
    """What of a label lies under the mouse: "cap", "name", "mute" or "solo"."""
    if x < CAP_WIDTH:
        return "cap"
    if x == width - 2:
        return "mute"
    return "solo" if x == width - 1 else "name"

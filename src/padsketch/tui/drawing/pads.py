"""The sixteen pads as the fingers sit, drawn and found by one geometry."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING, REVERSE, lane_style
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, padded
from padsketch.tui.rows import Row

SIDE = 4


def pad_rect(place: int, width: int, height: int) -> Region:
    """Where the pad of a place 0-15 is; place 0 is bottom left."""
    up, across = divmod(place, SIDE)
    return Region(across * (width // SIDE), (SIDE - 1 - up) * height, width // SIDE, height)


def pad_at(x: int, y: int, width: int, height: int) -> int | None:
    """The place of the pad under the mouse."""
    across, down = x // (width // SIDE), y // height
    if not (0 <= across < SIDE and 0 <= down < SIDE):
        return None
    return (SIDE - 1 - down) * SIDE + across


def pads_strips(
    rows: Sequence[Row | None],
    lit: Sequence[bool],
    width: int,
    height: int,
    cursor: int,
    glyphs: Glyphs,
) -> list[Strip]:
    """The lines of all pads; lit are those that were hit just now."""
    faces = [
        _face(rows[place], place, lit[place], place == cursor, width // SIDE, height, glyphs)
        for place in range(SIDE * SIDE)
    ]
    return [
        line(width, *_joined(faces[(SIDE - 1 - band) * SIDE :][:SIDE], down))
        for band in range(SIDE)
        for down in range(height)
    ]


def _joined(faces: Sequence[tuple[tuple[Part, ...], ...]], down: int) -> list[Part]:
    return [part for face in faces for part in face[down]]


@lru_cache(maxsize=512)
def _face(
    row: Row | None,
    place: int,
    is_lit: bool,
    is_here: bool,
    width: int,
    height: int,
    glyphs: Glyphs,
) -> tuple[tuple[Part, ...], ...]:
    """A pad: its key, its name, a bar in its colour; the last column keeps pads apart."""
    inner = width - 1
    ink = _ink(row, place, is_lit)
    cap = row.cap.upper() if row else " "
    mark = glyphs.here if is_here else " "
    name = glyphs.text(row.name, inner - 1) if row else ""
    lines = [
        ((padded(f"{mark}{cap}", inner), ink + BOLD), (" ", NOTHING)),
        ((padded(f" {name}", inner), ink), (" ", NOTHING)),
        ((glyphs.bar * inner if row else glyphs.rule * inner, ink), (" ", NOTHING)),
    ]
    empty = ((" " * width, NOTHING),)
    return tuple([*lines, *([empty] * height)][:height])


def _ink(row: Row | None, place: int, is_lit: bool) -> Style:
    if row is None or row.pad_index is None:
        return DIM
    return lane_style(place) + REVERSE if is_lit else lane_style(place)

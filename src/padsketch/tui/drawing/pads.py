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
from padsketch.tui.editing.rows import Row

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
    bands = [
        _band(
            tuple(rows[first : first + SIDE]),
            tuple(lit[first : first + SIDE]),
            first,
            cursor if first <= cursor < first + SIDE else -1,
            (width, height),
            glyphs,
        )
        for first in range((SIDE - 1) * SIDE, -1, -SIDE)
    ]
    return [strip for band in bands for strip in band]


@lru_cache(maxsize=512)
def _band(
    rows: tuple[Row | None, ...],
    lit: tuple[bool, ...],
    first: int,
    cursor: int,
    size: tuple[int, int],
    glyphs: Glyphs,
) -> tuple[Strip, ...]:
    """The lines of four pads: the same objects as long as none of them changes."""
    width, height = size
    faces = [
        _face(row, place, is_lit, place == cursor, width // SIDE, height, glyphs)
        for place, (row, is_lit) in enumerate(zip(rows, lit, strict=True), first)
    ]
    return tuple(
        line(width, *(part for face in faces for part in face[down])) for down in range(height)
    )


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
    name = glyphs.name(row.name, inner - 1) if row else ""
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

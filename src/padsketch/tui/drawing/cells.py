"""The steps of one lane within one beat."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.model import Step
from padsketch.tui.drawing.colours import (
    BOLD,
    CURSOR,
    DIM,
    HEARD,
    NOTHING,
    SELECTED,
    UNDER_HEARD,
    lane_style,
)
from padsketch.tui.drawing.geometry import cell_width
from padsketch.tui.drawing.glyphs import Glyphs, velocity_level
from padsketch.tui.drawing.ink import Part, line

EMPTY = "   "
"""The narrowest cell with nothing in it."""


class CellLook(NamedTuple):
    """What of a step can be seen: velocity 0-127 and one mark for its details.

    height: 0-1, of a bar that stands for more than four velocities; text: three characters that
    stand in its place where there is no height, or too few rows for it.
    """

    velocity: int
    mark: str = " "
    height: float | None = None
    text: str = ""


class BeatLook(NamedTuple):
    """One lane of one beat: its cells (None behind the lane's end) and what lies on them.

    cursor: a cell or -1; selected: half-open range of cells.
    """

    cells: tuple[CellLook | None, ...]
    row: int
    is_muted: bool = False
    cursor: int = -1
    selected: tuple[int, int] = (0, 0)


def cell_look(step: Step, glyphs: Glyphs) -> CellLook:
    """The look of a step: a roll's number before a lock, a chance, a nudge."""
    if not step.has_details:
        return CellLook(step.velocity)
    return CellLook(step.velocity, _mark(step, glyphs))


def _mark(step: Step, glyphs: Glyphs) -> str:
    if step.rolls > 1:
        return str(step.rolls)
    if step.locks:
        return glyphs.lock
    if step.chance < 100 or step.when:
        return "?"
    if step.nudge:
        return glyphs.early if step.nudge < 0 else glyphs.late
    return " "


@lru_cache(maxsize=16_384)
def beat_strips(
    look: BeatLook, playhead: int, glyphs: Glyphs, is_last: bool, rows: int
) -> tuple[Strip, ...]:
    """The lines of a lane in a beat; playhead: the cell that is heard, or -1.

    With two rows a height is drawn in sixteenths.
    """
    faces = [_faces(cell, glyphs, rows) for cell in look.cells]
    width = cell_width(len(look.cells))
    edge = (" " if is_last else glyphs.separator, DIM)
    return tuple(
        line(
            len(faces) * width + 1,
            *_row_parts(look, [f[row] for f in faces], playhead, width),
            edge,
        )
        for row in range(rows)
    )


def _row_parts(look: BeatLook, faces: list[str], playhead: int, width: int) -> list[Part]:
    return [
        part
        for place, face in enumerate(faces)
        for part in _cell_parts(look, place, face, place == playhead, width)
    ]


def _cell_parts(look: BeatLook, place: int, face: str, is_heard: bool, width: int) -> list[Part]:
    """A cell: what lies on it is told by its rims, so that the glyph between can be read."""
    is_here, is_full = place == look.cursor, face[0] != " "
    ink = _ink(look, look.cells[place]) + _under(look, place, is_heard)
    if is_here and is_full:
        return [(face.ljust(width), CURSOR)]
    if is_full and place % 2:
        # Texts without a gap between them would be read as one.
        ink += BOLD
    left, right = ("[", "]") if is_here else (" ", " ")
    rim = _rim(look, place, is_heard) or ink
    last = (face[2], ink) if face[2] != " " else (right, rim)
    return [
        (face[0] if is_full else left, rim),
        (face[1], ink),
        (last[0].ljust(width - 2), last[1]),
    ]


def _faces(cell: CellLook | None, glyphs: Glyphs, rows: int) -> tuple[str, ...]:
    """The rows of a cell from top to bottom, three characters each."""
    empty = (EMPTY,) * (rows - 1)
    if cell is None:
        return (*empty, EMPTY)
    if cell.text and (rows == 1 or cell.height is None):
        return (*empty, cell.text)
    if not cell.velocity and cell.height is None:
        return (*empty, f" {glyphs.rest}{cell.mark}")
    if rows == 1 or glyphs.is_ascii:
        return (*empty, f" {_bar(cell, glyphs)}{cell.mark}")
    share = cell.velocity / 127 if cell.height is None else cell.height
    height = max(1, round(share * 16))
    upper, lower = glyphs.blocks[max(0, height - 8)], glyphs.blocks[min(8, height)]
    return (*empty[1:], f" {upper} ", f" {lower}{cell.mark}")


def _bar(cell: CellLook, glyphs: Glyphs) -> str:
    if cell.height is None:
        return glyphs.levels[velocity_level(cell.velocity)]
    return glyphs.bars[max(1, round(cell.height * len(glyphs.bars))) - 1]


def _ink(look: BeatLook, cell: CellLook | None) -> Style:
    plays = cell is not None and cell.velocity > 0 and not look.is_muted
    return lane_style(look.row) if plays else DIM


def _under(look: BeatLook, place: int, is_heard: bool) -> Style:
    first, end = look.selected
    if first <= place < end:
        return SELECTED
    return UNDER_HEARD if is_heard else NOTHING


def _rim(look: BeatLook, place: int, is_heard: bool) -> Style | None:
    """The style of a cell's edges where it is not that of its middle."""
    if place == look.cursor:
        return CURSOR
    return HEARD if is_heard else None

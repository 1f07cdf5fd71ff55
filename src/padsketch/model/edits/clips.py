"""Copying and pasting a rectangle of the grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec

from padsketch.errors import UsageError
from padsketch.model.edits.cells import Cell, put_steps
from padsketch.model.edits.change import pattern_of
from padsketch.model.project import Project
from padsketch.model.step import Step


class Clip(msgspec.Struct, frozen=True):
    """A rectangle of steps, row by row; None is a cell that was not copied and stays as it is."""

    rows: tuple[tuple[Step | None, ...], ...] = ()


def copy_cells(project: Project, pattern: str, cells: Iterable[Cell]) -> Clip:
    """The steps of cells as a rectangle; its rows are in the order in which their pads come."""
    wanted = dict.fromkeys(cells)
    if not wanted:
        return Clip()
    source = pattern_of(project, pattern)
    first = min(cell.step for cell in wanted)
    last = max(cell.step for cell in wanted)

    def row(pad: str) -> tuple[Step | None, ...]:
        at = (Cell(pad, step) for step in range(first, last + 1))
        return tuple(source.lane(pad).step(cell.step) if cell in wanted else None for cell in at)

    return Clip(tuple(map(row, dict.fromkeys(cell.pad for cell in wanted))))


def _copied(there: Step, copied: Step) -> Step:
    return copied


def paste_clip(
    project: Project,
    pattern: str,
    at: Cell,
    clip: Clip,
    pads: Sequence[str],
    blend: Callable[[Step, Step], Step] = _copied,
) -> Project:
    """Write a clip with its corner at a cell, rows down the pads as the grid shows them.

    What would fall below the last pad or behind the end of a lane is left out. blend: what
    becomes of a step that is there and the copied one.
    """
    if at.pad not in pads:
        raise UsageError(f"There is no lane '{at.pad}' here", "Move the cursor to a lane.")
    edited = pattern_of(project, pattern)
    rows = zip(pads[pads.index(at.pad) :], clip.rows, strict=False)
    steps = {
        Cell(pad, position): blend(edited.lane(pad).step(position), step)
        for pad, row in rows
        for position, step in enumerate(row, start=at.step)
        if step is not None and position < edited.lane_length(pad)
    }
    return put_steps(project, pattern, steps)

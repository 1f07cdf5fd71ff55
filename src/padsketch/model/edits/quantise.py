"""Bringing steps to the grid."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from padsketch.model.edits.cells import Cell, put_steps
from padsketch.model.edits.change import clamped_whole, pattern_of
from padsketch.model.project import Project
from padsketch.model.step import Step


def quantise_steps(project: Project, pattern: str, cells: Iterable[Cell], strength: int) -> Project:
    """Bring steps nearer to the grid: nudges shrink by a strength of 0-100 percent."""
    edited = pattern_of(project, pattern)
    left = 100 - clamped_whole(strength, 0, 100)
    steps = {cell: edited.lane(cell.pad).step(cell.step) for cell in cells}
    nudged = {cell: _nearer(step, left) for cell, step in steps.items() if step.nudge}
    return put_steps(project, pattern, nudged)


def _nearer(step: Step, left: int) -> Step:
    return replace(step, nudge=round(step.nudge * left / 100))

"""The same steps in another order; what a step knows goes with it."""

from __future__ import annotations

from collections.abc import Iterable

from padsketch.model.edits.cells import Cell
from padsketch.model.edits.spans import Span, rewrite
from padsketch.model.project import Project


def rotate_steps(project: Project, pattern: str, cells: Iterable[Cell], by: int) -> Project:
    """Move the steps of each lane later by so many of its cells; what falls out comes in again."""

    def write(_: str, span: Span) -> Span:
        places, steps = list(span), list(span.values())
        return {at: steps[(n - by) % len(steps)] for n, at in enumerate(places)}

    return rewrite(project, pattern, cells, write)


def reverse_steps(project: Project, pattern: str, cells: Iterable[Cell]) -> Project:
    """Write the steps of each lane backwards."""

    def write(_: str, span: Span) -> Span:
        return dict(zip(span, reversed(span.values()), strict=True))

    return rewrite(project, pattern, cells, write)

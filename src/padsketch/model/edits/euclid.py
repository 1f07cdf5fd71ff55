"""Hits as evenly spread over steps as they can be."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

from padsketch.errors import UsageError
from padsketch.model.edits.cells import Cell
from padsketch.model.edits.change import clamped_whole
from padsketch.model.edits.spans import Span, rewrite
from padsketch.model.pattern import MAX_STEPS
from padsketch.model.project import Project
from padsketch.model.step import REST, Step

Group = tuple[bool, ...]


def euclid(hits: int, length: int, rotation: int = 0) -> Group:
    """Which of `length` steps are hit; a rotation lets it begin so many steps later.

    The first step is hit without one. Bjorklund's algorithm, as Toussaint reads it ("The Euclidean
    Algorithm Generates Traditional Musical Rhythms", 2005): the shorter groups are dealt out to
    the longer ones until at most one is left over.
    """
    if not 0 <= hits <= length or not 1 <= length <= MAX_STEPS:
        raise UsageError(f"{hits} hits in {length} steps cannot be", f"1 to {MAX_STEPS} steps.")
    if hits in (0, length):
        return (hits > 0,) * length
    heads, tails = _dealt([(True,)] * hits, [(False,)] * (length - hits))
    while len(tails) > 1:
        heads, tails = _dealt(heads, tails)
    steps = [step for group in (*heads, *tails) for step in group]
    start = -rotation % length
    return (*steps[start:], *steps[:start])


def fill_euclid(
    project: Project,
    pattern: str,
    cells: Iterable[Cell],
    hits: int,
    length: int,
    rotation: int = 0,
    velocity: int = 100,
) -> Project:
    """Write a Euclidean rhythm over the cells of each lane, again and again to their end."""
    rhythm = euclid(min(hits, length), length, rotation)
    hit = Step(velocity=clamped_whole(velocity, 1, 127))

    def write(_: str, span: Span) -> Span:
        return {at: hit if on else REST for at, on in zip(span, cycle(rhythm), strict=False)}

    return rewrite(project, pattern, cells, write)


def _dealt(heads: list[Group], tails: list[Group]) -> tuple[list[Group], list[Group]]:
    """One group of the tails behind each of the heads; the groups left over are the next tails."""
    count = min(len(heads), len(tails))
    longer = [head + tail for head, tail in zip(heads, tails, strict=False)]
    return longer, heads[count:] + tails[count:]

"""What the edits that write many steps share: which steps of which lanes, and all at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from math import floor

from padsketch.model.edits.cells import Cell, put_steps
from padsketch.model.edits.change import pattern_of
from padsketch.model.lane_grid import LaneGrid, lane_grid
from padsketch.model.metre import Stress, stress
from padsketch.model.pattern import Pattern
from padsketch.model.project import Project
from padsketch.model.step import Step
from padsketch.units import POSITIONS_PER_TICK

Span = dict[int, Step]
"""Some steps of a lane by their place, in order."""


def rewrite(
    project: Project, pattern: str, cells: Iterable[Cell], write: Callable[[str, Span], Span]
) -> Project:
    """Let `write` give each lane among the cells its new steps, those that it changes."""
    edited = pattern_of(project, pattern)
    changed: dict[Cell, Step] = {}
    for pad, span in spans(edited, cells).items():
        changed |= {Cell(pad, at): step for at, step in write(pad, span).items()}
    return put_steps(project, pattern, changed)


def spans(pattern: Pattern, cells: Iterable[Cell]) -> dict[str, Span]:
    """The steps that stand in the cells, by lane; what is behind its end is left alone."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for cell in cells:
        if cell.step < pattern.lane_length(cell.pad):
            places[cell.pad].add(cell.step)
    return {
        pad: {at: pattern.lane(pad).step(at) for at in sorted(steps)}
        for pad, steps in places.items()
    }


def written(grid: LaneGrid, place: int) -> int:
    """The step that is heard at a place; of a lane that plays at random, as it is written."""
    return place % grid.length if grid.is_random else grid.written(place)


def first_places(grid: LaneGrid) -> dict[int, int]:
    """The place at which each step of a lane is first heard."""
    return {written(grid, place): place for place in reversed(range(grid.length))}


def straight_tick(grid: LaneGrid, place: int) -> int:
    """When a place comes if nothing is swung."""
    return floor(place * grid.step) // POSITIONS_PER_TICK


def stresses(project: Project, pattern: Pattern, pad: str) -> dict[int, Stress]:
    """How heavy the place of the bar is at which each step of a lane is first heard."""
    grid = lane_grid(pattern, pad, project.swing)
    return {
        at: stress(straight_tick(grid, place), project.meter)
        for at, place in first_places(grid).items()
    }


def playing(span: Span) -> Span:
    """The steps that are no rests."""
    return {at: step for at, step in span.items() if step.plays}


def moved_velocity(step: Step, velocity: float) -> int:
    """A velocity as near as a step that plays can have it."""
    return min(max(round(velocity), 1), 127) if step.plays else 0

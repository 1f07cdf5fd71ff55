"""Accents and feels, put on what is written and taken from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.cells import Cell
from padsketch.model.edits.change import clamped, pattern_of
from padsketch.model.edits.spans import (
    Span,
    first_places,
    moved_velocity,
    playing,
    rewrite,
    straight_tick,
    written,
)
from padsketch.model.grooves import Accent, Feel, feel_of_places
from padsketch.model.lane_grid import LaneGrid, lane_grid
from padsketch.model.pattern import Pattern
from padsketch.model.project import Project
from padsketch.model.step import Step
from padsketch.units import POSITIONS_PER_TICK


def set_accents(
    project: Project,
    pattern: str,
    cells: Iterable[Cell],
    accent: Accent,
    soft: int = 80,
    loud: int = 120,
    strength: float = 100.0,
) -> Project:
    """Bring velocities towards those between `soft` and `loud` that an accent asks for.

    strength in percent of the way.
    """
    share, edited = _share(strength), pattern_of(project, pattern)

    def write(pad: str, span: Span) -> Span:
        grid = lane_grid(edited, pad, project.swing)
        places = first_places(grid)
        hits = playing(span).items()
        return {at: accented(straight_tick(grid, places[at]), step) for at, step in hits}

    def accented(tick: int, step: Step) -> Step:
        asked = soft + (loud - soft) * accent.level(tick)
        reached = step.velocity + (asked - step.velocity) * share
        return replace(step, velocity=moved_velocity(step, reached))

    return rewrite(project, pattern, cells, write)


def apply_feel(
    project: Project,
    pattern: str,
    cells: Iterable[Cell],
    feel: Feel,
    timing: float = 100.0,
    velocity: float = 100.0,
) -> Project:
    """Move hits towards the places of a feel, and velocities by its factors, by percentages.

    Where a hit shall sound does not depend on the swing: the nudge makes up the difference.
    """
    edited, later, harder = pattern_of(project, pattern), _share(timing), _share(velocity)

    def write(pad: str, span: Span) -> Span:
        grid = lane_grid(edited, pad, project.swing)
        places = first_places(grid)
        return {at: felt(grid, places[at], step) for at, step in playing(span).items()}

    def felt(grid: LaneGrid, place: int, step: Step) -> Step:
        tick, swung = straight_tick(grid, place), _swing_ticks(grid, place)
        asked = feel.offset(tick) if feel.timing else swung + step.nudge
        nudge = step.nudge + later * (asked - swung - step.nudge)
        reached = step.velocity * (1.0 + harder * (feel.factor(tick) - 1.0))
        return replace(step, nudge=round(nudge), velocity=moved_velocity(step, reached))

    return rewrite(project, pattern, cells, write)


def extract_feel(project: Project, pattern: str, pads: Collection[str], name: str) -> Feel:
    """The feel with which the lanes of some pads are played: swing, nudges and accents.

    Raises UsageError where nothing plays.
    """
    source = pattern_of(project, pattern)
    notes: list[list[tuple[float, float]]] = [[] for _ in range(source.length)]
    for pad in pads:
        for place, late, velocity in _notes(project, source, pad):
            notes[place % source.length].append((late, velocity))
    if not any(notes):
        raise UsageError("There is no hit to take a feel from", "Write some steps first.")
    return feel_of_places(name, source.step, notes)


def _notes(project: Project, pattern: Pattern, pad: str) -> Iterator[tuple[int, float, int]]:
    """Every hit of a lane in a pass of the pattern: its place, how late in places, its velocity."""
    grid, lane = lane_grid(pattern, pad, project.swing), pattern.lane(pad)
    ticks = pattern.step_ticks
    for place in range(grid.first_place(1)):
        step = lane.step(written(grid, place))
        if step.plays:
            tick = straight_tick(grid, place)
            nearest = round(tick / ticks)
            late = tick + _swing_ticks(grid, place) + step.nudge - nearest * ticks
            yield nearest, late / ticks, step.velocity


def _share(percent: float) -> float:
    return clamped(percent, 0.0, 100.0) / 100.0


def _swing_ticks(grid: LaneGrid, place: int) -> float:
    """Ticks by which swing makes a place late."""
    return float(grid.position(place) - place * grid.step) / POSITIONS_PER_TICK

"""Edits of single steps, by the cells of the grid that they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_choice,
    clamped_parameter,
    clamped_whole,
    pattern_of,
    with_lane,
    with_pattern,
)
from padsketch.model.edits.steps import fitted
from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import MAX_STEPS, Lane
from padsketch.model.project import Project
from padsketch.model.step import REST, Step

DETAILS = tuple(name for name in Step.__struct_fields__ if name != "locks")


class Cell(NamedTuple):
    """A place in the grid: the pad of its lane and the step from 0."""

    pad: str
    step: int


def put_steps(project: Project, pattern: str, steps: Mapping[Cell, Step]) -> Project:
    """Write steps; numbers out of range are brought into it."""
    edited = pattern_of(project, pattern)
    for pad, written in _by_pad(steps).items():
        fitting = {at: fitted(step, edited.max_nudge) for at, step in written.items()}
        edited = with_lane(edited, pad, _written(edited.lane(pad), fitting))
    return with_pattern(project, pattern, edited)


def put_step(project: Project, pattern: str, cell: Cell, step: Step) -> Project:
    """Write one step."""
    return put_steps(project, pattern, {cell: step})


def toggle_step(project: Project, pattern: str, cell: Cell, velocity: int = 100) -> Project:
    """Clear a step that plays; let a rest play, with the details that it has."""
    step = _step_at(project, pattern, cell)
    toggled = REST if step.plays else replace(step, velocity=_audible(velocity))
    return put_step(project, pattern, cell, toggled)


def clear_steps(project: Project, pattern: str, cells: Iterable[Cell]) -> Project:
    """Make rests without details."""
    return put_steps(project, pattern, dict.fromkeys(cells, REST))


def change_velocity(project: Project, pattern: str, cells: Iterable[Cell], delta: int) -> Project:
    """Move velocities up or down within 1-127; rests stay rests."""

    def moved(step: Step) -> Step:
        return replace(step, velocity=_audible(step.velocity + delta))

    return _change_playing(project, pattern, cells, moved)


def set_velocity(project: Project, pattern: str, cells: Iterable[Cell], velocity: int) -> Project:
    """Give every step that plays one velocity, 1-127; rests stay rests."""

    def level(step: Step) -> Step:
        return replace(step, velocity=_audible(velocity))

    return _change_playing(project, pattern, cells, level)


def set_details(project: Project, pattern: str, cell: Cell, **changes: Any) -> Project:
    """Change fields of a step by their names in Step; `set_lock` is for its locks."""
    for name in changes:
        check_choice("a detail of a step", name, DETAILS)
    step = replace(_step_at(project, pattern, cell), **changes)
    return put_step(project, pattern, cell, step)


def set_lock(project: Project, pattern: str, cell: Cell, name: str, value: float | None) -> Project:
    """Lock a parameter for one step, or free it with None."""
    check_choice("a parameter", name, LOCKS)
    step = _step_at(project, pattern, cell)
    locks = {other: old for other, old in step.locks if other != name}
    if value is not None:
        locks[name] = clamped_parameter(LOCKS[name], value)
    return put_step(project, pattern, cell, replace(step, locks=tuple(sorted(locks.items()))))


def _change_playing(
    project: Project, pattern: str, cells: Iterable[Cell], change: Callable[[Step], Step]
) -> Project:
    steps = {cell: _step_at(project, pattern, cell) for cell in cells}
    changed = {cell: change(step) for cell, step in steps.items() if step.plays}
    return put_steps(project, pattern, changed)


def _step_at(project: Project, pattern: str, cell: Cell) -> Step:
    return pattern_of(project, pattern).lane(cell.pad).step(_checked(cell))


def _checked(cell: Cell) -> int:
    if not 0 <= cell.step < MAX_STEPS:
        raise UsageError(f"There is no step {cell.step + 1}", f"A lane has steps 1-{MAX_STEPS}.")
    return cell.step


def _audible(velocity: int) -> int:
    return clamped_whole(velocity, 1, 127)


def _by_pad(steps: Mapping[Cell, Step]) -> dict[str, dict[int, Step]]:
    lanes: defaultdict[str, dict[int, Step]] = defaultdict(dict)
    for cell, step in steps.items():
        lanes[cell.pad][_checked(cell)] = step
    return lanes


def _written(lane: Lane, steps: Mapping[int, Step]) -> Lane:
    row = list(lane.steps)
    row.extend([REST] * (max(steps) + 1 - len(row)))
    for at, step in steps.items():
        row[at] = step
    return replace(lane, steps=tuple(row))

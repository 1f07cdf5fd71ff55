"""Edits of whole lanes."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.cells import Cell, put_steps
from padsketch.model.edits.change import (
    check_choice,
    clamped_swing,
    clamped_whole,
    pattern_of,
    with_lane,
    with_pattern,
)
from padsketch.model.pattern import DIRECTIONS, MAX_STEPS, SPEEDS
from padsketch.model.project import Project
from padsketch.model.step import REST, Step

LANE_OPTIONS = ("length", "swing", "speed", "rotation", "direction")


def fill_every(
    project: Project, pattern: str, pad: str, start: int, every: int, velocity: int = 100
) -> Project:
    """A hit every so many steps from `start` (from 0) to the lane's end, rests between them."""
    if every < 1:
        raise UsageError(f"A hit every {every} steps makes no sense", "Give 1 or more.")
    hit = Step(velocity=clamped_whole(velocity, 1, 127))
    end = pattern_of(project, pattern).lane_length(pad)
    steps = {Cell(pad, at): REST if (at - start) % every else hit for at in range(start, end)}
    return put_steps(project, pattern, steps)


def clear_lane(project: Project, pattern: str, pad: str) -> Project:
    """Make every step of a lane a rest; its options stay."""
    edited = pattern_of(project, pattern)
    lane = replace(edited.lane(pad), steps=())
    return with_pattern(project, pattern, with_lane(edited, pad, lane))


def set_lane_length(project: Project, pattern: str, pad: str, length: int | None) -> Project:
    """Let a lane repeat after 1-128 steps of its own, or with the pattern (None)."""
    return set_lane_options(project, pattern, pad, length=length)


def set_lane_options(project: Project, pattern: str, pad: str, **changes: Any) -> Project:
    """Change the length, swing, speed, rotation or direction of a lane."""
    for name in changes:
        check_choice("an option of a lane", name, LANE_OPTIONS)
    edited = pattern_of(project, pattern)
    fitting = {name: _fitted(name, value) for name, value in changes.items()}
    lane = replace(edited.lane(pad), **fitting)
    return with_pattern(project, pattern, with_lane(edited, pad, lane))


def _fitted(name: str, value: Any) -> Any:
    match name:
        case "length":
            return None if value is None else clamped_whole(value, 1, MAX_STEPS)
        case "swing":
            return clamped_swing(value)
        case "rotation":
            return clamped_whole(value, 1 - MAX_STEPS, MAX_STEPS - 1)
    check_choice(f"a {name}", value, SPEEDS if name == "speed" else DIRECTIONS)
    return value

"""Edits of whole patterns."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from padsketch.model.edits.change import (
    check_choice,
    check_text,
    clamped_swing,
    clamped_whole,
    pattern_of,
    with_pattern,
)
from padsketch.model.edits.steps import fitted
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS, Lane, Pattern
from padsketch.model.project import Project
from padsketch.model.step import Step


def double_pattern(project: Project, pattern: str) -> Project:
    """Twice as long, at most 128 steps, with the content played again in the new half.

    Lanes with a length of their own repeat anyway and stay as they are.
    """
    edited = pattern_of(project, pattern)
    length = min(edited.length * 2, MAX_STEPS)
    if length == edited.length:
        return project

    def doubled(lane: Lane) -> Lane:
        if lane.length is not None:
            return lane
        steps = (lane.step(at % edited.length) for at in range(length))
        return replace(lane, steps=(*steps, *lane.steps[length:]))

    return with_pattern(project, pattern, replace(_each_lane(edited, doubled), length=length))


def set_pattern_length(project: Project, pattern: str, length: int) -> Project:
    """Let a pattern last 1-128 steps; what stands behind its end is kept."""
    edited = pattern_of(project, pattern)
    length = clamped_whole(length, 1, MAX_STEPS)
    return with_pattern(project, pattern, replace(edited, length=length))


def set_step_size(project: Project, pattern: str, step: str) -> Project:
    """Let every step last another note value; nudges stay within the new step."""
    check_choice("a step size", step, STEP_TICKS)
    edited = replace(pattern_of(project, pattern), step=step)
    return with_pattern(project, pattern, _fitted_steps(edited))


def set_pattern_swing(project: Project, pattern: str, swing: float | None) -> Project:
    """Give a pattern its own swing in percent, or that of the project (None)."""
    edited = pattern_of(project, pattern)
    return with_pattern(project, pattern, replace(edited, swing=clamped_swing(swing)))


def set_pattern_name(project: Project, pattern: str, name: str) -> Project:
    """Call a pattern something that says more than A1."""
    edited = pattern_of(project, pattern)
    return with_pattern(project, pattern, replace(edited, name=check_text(name)))


def copy_pattern(project: Project, pattern: str) -> Pattern:
    """The pattern, to be pasted somewhere else."""
    return pattern_of(project, pattern)


def paste_pattern(project: Project, pattern: str, copied: Pattern) -> Project:
    """Replace a pattern with a copied one."""
    pattern_of(project, pattern)
    return with_pattern(project, pattern, copied)


def _each_lane(pattern: Pattern, change: Callable[[Lane], Lane]) -> Pattern:
    return replace(pattern, lanes={pad: change(lane) for pad, lane in pattern.lanes.items()})


def _fitted_steps(pattern: Pattern) -> Pattern:
    def fit(step: Step) -> Step:
        return fitted(step, pattern.max_nudge)

    return _each_lane(pattern, lambda lane: replace(lane, steps=tuple(map(fit, lane.steps))))

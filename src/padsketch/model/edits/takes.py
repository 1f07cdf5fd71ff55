"""Edits of what a hand played: over what is written, or instead of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.cells import Cell, put_steps
from padsketch.model.edits.change import pattern_of, with_lane, with_pattern
from padsketch.model.pattern import Pattern
from padsketch.model.project import Project
from padsketch.model.recording import Take
from padsketch.model.step import Step


def overdub_steps(project: Project, pattern: str, played: Mapping[Cell, Step]) -> Project:
    """Play steps over what is written.

    Velocity, nudge, length and tune are those of the hand, also where there was a hit before;
    chance, condition, roll and the other locks of the step stay.
    """
    edited = pattern_of(project, pattern)
    steps = {at: _over(edited.lane(at.pad).step(at.step), step) for at, step in played.items()}
    return put_steps(project, pattern, steps)


def replace_with_take(project: Project, take: Take, pads: Iterable[str]) -> Project:
    """Lanes as a take played them; their lengths and other options stay.

    Raises UsageError where the pattern has another step size by now.
    """
    edited = pattern_of(project, take.pattern)
    _check_grid(edited, take)
    for pad in pads:
        lane = replace(edited.lane(pad), steps=take.played.lane(pad).steps)
        edited = with_lane(edited, pad, lane)
    return with_pattern(project, take.pattern, edited)


def layer_take(project: Project, take: Take, pads: Iterable[str]) -> Project:
    """The hits of a take over what is written in lanes; raises UsageError as replacing does."""
    _check_grid(pattern_of(project, take.pattern), take)
    steps = {
        Cell(pad, at): step
        for pad in pads
        for at, step in enumerate(take.played.lane(pad).steps)
        if step.plays
    }
    return overdub_steps(project, take.pattern, steps)


def _over(old: Step, played: Step) -> Step:
    kept = tuple(lock for lock in old.locks if lock[0] != "tune")
    return replace(
        old,
        velocity=played.velocity,
        nudge=played.nudge,
        length=played.length,
        locks=tuple(sorted((*kept, *played.locks))),
    )


def _check_grid(pattern: Pattern, take: Take) -> None:
    if pattern.step != take.played.step:
        raise UsageError(
            f"Take {take.number} was played on steps of {take.played.step}",
            f"Give {take.pattern} that step size with , g first.",
        )

"""Another take of what is written: a little off, or a little different."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from padsketch.model.chance import Dice, Purpose, dice_of
from padsketch.model.edits.cells import Cell
from padsketch.model.edits.change import clamped, pattern_of
from padsketch.model.edits.spans import Span, moved_velocity, playing, rewrite, stresses
from padsketch.model.metre import Stress
from padsketch.model.project import Project
from padsketch.model.step import REST, Step

_DROPPED, _MOVED = 0.35, 0.7
"""Shares of the loose hits that change: up to here they drop out, up to here they move."""
_GHOSTS = 0.2
"""Share of the rests that become ghost notes at an amount of 100 %."""
_GHOST_VELOCITIES = (22, 45)


def humanise(
    project: Project,
    pattern: str,
    cells: Iterable[Cell],
    velocity: int = 0,
    ticks: int = 0,
    take: int = 1,
) -> Project:
    """Move velocities by up to `velocity`, and hits by up to so many ticks, either way."""
    dice = dice_of(project, pattern, take)

    def write(pad: str, span: Span) -> Span:
        return {at: moved(pad, at, step) for at, step in playing(span).items()}

    def moved(pad: str, at: int, step: Step) -> Step:
        harder = step.velocity + velocity * dice.swing(pad, at, Purpose.VELOCITY)
        later = round(ticks * dice.swing(pad, at, Purpose.TIME))
        return replace(step, velocity=moved_velocity(step, harder), nudge=step.nudge + later)

    return rewrite(project, pattern, cells, write)


def vary(
    project: Project, pattern: str, cells: Iterable[Cell], amount: float, take: int = 1
) -> Project:
    """Another take of each lane that plays: its anchors stay, `amount` percent of the rest changes.

    Anchors are the hits on beats and those louder than the lane is on average. Other hits drop
    out, move by a step or become rolls; ghost notes come into the rests.
    """
    dice, edited = dice_of(project, pattern, take), pattern_of(project, pattern)
    share = clamped(amount, 0.0, 100.0) / 100.0

    def write(pad: str, span: Span) -> Span:
        hits = playing(span)
        if not hits:
            return {}
        heavy = stresses(project, edited, pad)
        average = sum(step.velocity for step in hits.values()) / len(hits)
        soft = (at for at, step in hits.items() if step.velocity <= average)
        loose = [at for at in soft if heavy[at] < Stress.BEAT]
        return _varied(dice, pad, span, loose, share)

    return rewrite(project, pattern, cells, write)


def _varied(dice: Dice, pad: str, span: Span, loose: list[int], share: float) -> Span:
    varied = dict(span)
    for at in loose:
        if dice.share(pad, at, Purpose.PLACE) < share:
            _change(dice, pad, varied, at)
    for at, step in span.items():
        is_empty = not step.plays and not varied[at].plays
        if is_empty and dice.share(pad, at, Purpose.PLACE) < share * _GHOSTS:
            varied[at] = _ghost(dice.share(pad, at, Purpose.VELOCITY))
    return varied


def _change(dice: Dice, pad: str, varied: Span, at: int) -> None:
    """Let a hit drop out, move to a free step beside it, or roll."""
    fate, way = dice.share(pad, at, Purpose.FATE), dice.swing(pad, at, Purpose.WAY)
    if fate < _DROPPED:
        varied[at] = REST
    elif fate < _MOVED:
        beside = (at - 1, at + 1) if way < 0 else (at + 1, at - 1)
        free = [place for place in beside if place in varied and not varied[place].plays]
        if free:
            varied[free[0]], varied[at] = varied[at], REST
    else:
        varied[at] = replace(varied[at], rolls=2 if way < 0 else 3)


def _ghost(share: float) -> Step:
    low, high = _GHOST_VELOCITIES
    return Step(velocity=round(low + (high - low) * share))

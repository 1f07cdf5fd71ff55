"""A pattern's own rows: its lanes, their steps and locks, counted from zero."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

import numpy as np

from padsketch.model import STEP_TICKS, Kit, Pattern, Step
from padsketch.model.chance import lane_key
from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import DIRECTIONS
from padsketch.model.step import parse_condition
from padsketch.score.tables import CONDITIONS, STEP, Table
from padsketch.units import POSITIONS_PER_TICK


@dataclass(frozen=True)
class PatternPart:
    """A pattern's own tables, counted from zero; the compiler moves the counts."""

    pattern: Pattern
    lanes: list[tuple[int, ...]]
    steps: Table
    locks: list[tuple[int, float]]


def compile_pattern(pattern: Pattern, kit: Kit, swing: float) -> PatternPart:
    """The part of a pattern that a kit can play; swing in percent where it has none of its own."""
    rows: list[tuple[Any, ...]] = []
    locks: list[tuple[int, float]] = []
    lanes: list[tuple[int, ...]] = []
    for index, pad in enumerate(kit.pads):
        if pad.id in pattern.lanes:
            lanes.append(_lane_row(pattern, index, pad.id, len(rows), swing))
            rows.extend(_step_row(step, locks) for step in _steps(pattern, pad.id))
    return PatternPart(pattern, lanes, np.array(rows, dtype=STEP), locks)


def late_positions(pattern: Pattern, swing: float) -> int:
    """Positions behind the end of a pattern in which its late hits may still fall."""
    return max((_lane_reach(pattern, pad, swing)[1] for pad in pattern.lanes), default=0)


def _steps(pattern: Pattern, pad: str) -> Iterator[Step]:
    """The steps of a lane that a pass of it plays."""
    return map(pattern.lanes[pad].step, range(pattern.lane_length(pad)))


def _lane_row(
    pattern: Pattern, index: int, pad: str, first_step: int, swing: float
) -> tuple[int, ...]:
    lane = pattern.lanes[pad]
    n_steps = pattern.lane_length(pad)
    speed = Fraction(lane.speed)
    return (
        pattern.step_ticks * POSITIONS_PER_TICK * speed.denominator,
        speed.numerator,
        index,
        first_step,
        n_steps,
        lane_key(pad),
        _hundredths(pattern, pad, swing),
        DIRECTIONS.index(lane.direction),
        lane.rotation % n_steps,
        *_lane_reach(pattern, pad, swing),
    )


def _hundredths(pattern: Pattern, pad: str, swing: float) -> int:
    return round(pattern.lane_swing(pad, swing) * 100)


def _lane_reach(pattern: Pattern, pad: str, swing: float) -> tuple[int, int]:
    """Positions by which the hits of a lane may come before its grid, and behind it."""
    length = pattern.step_ticks * POSITIONS_PER_TICK / Fraction(pattern.lanes[pad].speed)
    moved = [step for step in _steps(pattern, pad) if step.nudge or step.rolls > 1]
    early = max((-step.nudge for step in moved), default=0) * POSITIONS_PER_TICK
    late = max((_last_hit(step, length) for step in moved), default=Fraction(0))
    second = length * (2 * _hundredths(pattern, pad, swing) - 10_000) / 10_000
    return max(0, early), ceil(max(Fraction(0), late) + second)


def _last_hit(step: Step, length: Fraction) -> Fraction:
    """Positions from the grid to the last hit of a step."""
    interval = Fraction(_rate(step)) or length / step.rolls
    return step.nudge * POSITIONS_PER_TICK + (step.rolls - 1) * interval


def _rate(step: Step) -> int:
    """Positions between the hits of a roll, 0 where they share the step."""
    return STEP_TICKS[step.roll_rate] * POSITIONS_PER_TICK if step.roll_rate else 0


_LOCK_PLACES = {name: place for place, name in enumerate(LOCKS)}
_PLAIN_ROWS: dict[Step, tuple[Any, ...]] = {}


def _step_row(step: Step, locks: list[tuple[int, float]]) -> tuple[Any, ...]:
    if not step.locks:
        return _plain_row(step)
    first = len(locks)
    locks.extend((_LOCK_PLACES[name], value) for name, value in step.locks)
    return (*_plain_row(step)[:-2], first, len(locks) - first)


def _plain_row(step: Step) -> tuple[Any, ...]:
    row = _PLAIN_ROWS.get(step)
    if row is None:
        condition = parse_condition(step.when)
        row = (
            step.velocity,
            step.chance,
            CONDITIONS[condition.kind],
            condition.negated,
            condition.a,
            condition.b,
            step.rolls,
            step.ramp,
            step.nudge * POSITIONS_PER_TICK,
            _rate(step),
            step.length,
            step.slide,
            0,
            0,
        )
        if not step.has_details:
            _PLAIN_ROWS[step] = row
    return row

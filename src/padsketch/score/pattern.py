"""A pattern's own rows: its lanes, their steps and locks, counted from zero."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from padsketch.model import STEP_TICKS, Kit, Lane, Pattern, Step
from padsketch.model.chance import lane_key
from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import DIRECTIONS, SPEEDS
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
            lane, n_steps = pattern.lanes[pad.id], pattern.lane_length(pad.id)
            rows.extend(_step_row(lane.step(i), locks) for i in range(n_steps))
    return PatternPart(pattern, lanes, np.array(rows, dtype=STEP), locks)


def late_positions(pattern: Pattern, swing: float) -> int:
    """Positions behind the end of a pattern in which its late hits may still fall."""
    return max((_lane_reach(pattern, pad, swing)[1] for pad in pattern.lanes), default=0)


_SPEEDS = {speed: Fraction(speed).as_integer_ratio() for speed in SPEEDS}


def _lane_row(
    pattern: Pattern, index: int, pad: str, first_step: int, swing: float
) -> tuple[int, ...]:
    lane = pattern.lanes[pad]
    n_steps = pattern.lane_length(pad)
    return (
        *_step_length(pattern, lane),
        index,
        first_step,
        n_steps,
        lane_key(pad),
        _hundredths(pattern, pad, swing),
        DIRECTIONS.index(lane.direction),
        lane.rotation % n_steps,
        *_lane_reach(pattern, pad, swing),
    )


def _step_length(pattern: Pattern, lane: Lane) -> tuple[int, int]:
    """Positions of a step of a lane, as a numerator and a denominator."""
    times, parts = _SPEEDS[lane.speed]
    return pattern.step_ticks * POSITIONS_PER_TICK * parts, times


def _hundredths(pattern: Pattern, pad: str, swing: float) -> int:
    return round(pattern.lane_swing(pad, swing) * 100)


def _lane_reach(pattern: Pattern, pad: str, swing: float) -> tuple[int, int]:
    """Positions by which the hits of a lane may come before its grid, and behind it."""
    lane = pattern.lanes[pad]
    length = _step_length(pattern, lane)
    played = lane.steps[: pattern.lane_length(pad)]
    moved = [step for step in played if step.nudge or step.rolls > 1]
    early = max((-step.nudge for step in moved), default=0) * POSITIONS_PER_TICK
    late = max((_last_hit(step, *length) for step in moved), default=0)
    second = _rounded_up(length[0] * (_hundredths(pattern, pad, swing) - 5000), 5000 * length[1])
    return max(0, early), max(0, late) + second


def _last_hit(step: Step, length: int, parts: int) -> int:
    """Positions from the grid to the last hit of a step that is length / parts long."""
    interval = _rate(step) or _rounded_up(length, parts * step.rolls)
    return step.nudge * POSITIONS_PER_TICK + (step.rolls - 1) * interval


def _rounded_up(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)


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

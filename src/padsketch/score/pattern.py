"""A pattern's own rows: its lanes, their steps and locks, counted from zero."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from padsketch.model import Kit, Pad, Pattern, Step
from padsketch.model.parameters import LOCKS
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
            lane = pattern.lanes[pad.id]
            lanes.append(_lane_row(pattern, index, pad, len(rows), swing))
            n_steps = pattern.lane_length(pad.id)
            rows.extend(_step_row(lane.step(i), locks) for i in range(n_steps))
    return PatternPart(pattern, lanes, np.array(rows, dtype=STEP), locks)


def _lane_row(
    pattern: Pattern, index: int, pad: Pad, first_step: int, swing: float
) -> tuple[int, ...]:
    positions = pattern.step_ticks * POSITIONS_PER_TICK
    hundredths = round(pattern.lane_swing(pad.id, swing) * 100)
    n_steps = pattern.lane_length(pad.id)
    return (positions, index, first_step, n_steps, lane_key(pad.id), hundredths, 0)


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
            step.length,
            0,
            0,
        )
        if not step.has_details:
            _PLAIN_ROWS[step] = row
    return row


def lane_key(pad_id: str) -> int:
    """The 32 bits by which the hash of every chance knows a lane: FNV-1a of its name."""
    key = 0x811C9DC5
    for byte in pad_id.encode():
        key = (key ^ byte) * 0x01000193 & 0xFFFFFFFF
    return key

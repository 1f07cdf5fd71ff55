"""Where the weight of a bar lies."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache

from padsketch.units import TICKS_PER_QUARTER

_COMPOUND = (6, 9, 12)
"""Counts of eighths or shorter that are felt in threes."""


class Stress(IntEnum):
    """How heavy a place is: between, halfway between beats, on a beat, on the one."""

    LIGHT = 0
    OFFBEAT = 1
    BEAT = 2
    ONE = 3


def stress(tick: int, meter: str) -> Stress:
    """The weight of a tick counted from the start of a pattern."""
    bar, beat, part = meter_ticks(meter)
    for span, weight in ((bar, Stress.ONE), (beat, Stress.BEAT), (part, Stress.OFFBEAT)):
        if tick % span == 0:
            return weight
    return Stress.LIGHT


@lru_cache(maxsize=64)
def meter_ticks(meter: str) -> tuple[int, int, int]:
    """Ticks of a bar, of a beat and of what a beat is halved into, or thirds of compound ones."""
    count, unit = map(int, meter.split("/"))
    pulse = 4 * TICKS_PER_QUARTER // unit
    if count in _COMPOUND and unit >= 8:
        return count * pulse, 3 * pulse, pulse
    return count * pulse, pulse, max(pulse // 2, 1)

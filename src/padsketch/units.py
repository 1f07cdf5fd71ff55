"""The small dictionary of time and level: pure `a_to_b` functions, units and rounding stated."""

from __future__ import annotations

import math

TICKS_PER_QUARTER = 960
POSITIONS_PER_TICK = 1000
POSITIONS_PER_QUARTER = TICKS_PER_QUARTER * POSITIONS_PER_TICK
"""A position is an integer in thousandths of a tick, so that a swing in percent is exact."""

SILENCE_DB = -144.0
"""Level shown for a gain of zero: below the last bit of 24."""


def bpm_to_millibpm(bpm: float) -> int:
    """Tempo in thousandths of a beat per minute, rounded to the nearest."""
    return round(bpm * 1000)


def position_to_frame(position: int, rate: int, millibpm: int) -> int:
    """Frame of a position counted from the anchor, rounded half up, in integers only.

    floor(tick * 60 * rate / (bpm * 960) + 1/2) with tick and bpm in thousandths.
    """
    return (2 * position * rate + 16 * millibpm) // (32 * millibpm)


def frame_to_position(frame: int, rate: int, millibpm: int) -> int:
    """Position at the start of a frame, rounded down."""
    return frame * 16 * millibpm // rate


def db_to_gain(level_db: float) -> float:
    """Linear gain of a level in decibels."""
    return float(10.0 ** (level_db / 20.0))


def gain_to_db(gain: float) -> float:
    """Level in decibels of a linear gain; `SILENCE_DB` for zero and below it."""
    return max(SILENCE_DB, 20.0 * math.log10(gain)) if gain > 0.0 else SILENCE_DB


def digit_to_velocity(digit: int) -> int:
    """Velocity of a step written as a digit 1-9: digit * 127 / 9, rounded."""
    return round(digit * 127 / 9)


def seconds_to_clock(seconds: float) -> str:
    """`m:ss.t` of a duration in seconds."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"

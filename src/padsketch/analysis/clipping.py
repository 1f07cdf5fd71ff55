"""Where a sound was clipped at full scale, told from a sound that merely reaches it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]

FULL_SCALE = 1.0 - 2.0**-15
"""The highest level of 16 bits."""
STEEP = 6e-4
"""A round top falls by less than this beside two values at full scale, at any frequency: two that
are within 2^-15 of a sine's top are so near to it that the third is within 3e-4."""
LONG_SECONDS = 1 / 6000
"""So long only what is below 17 Hz stays at its top."""
APART_SECONDS = 0.01
"""Clipped values nearer than this are one place."""


def clipped_places(frames: Audio, rate: int) -> list[float]:
    """Seconds at which (frames, channels) are clipped: at full scale for two frames at least."""
    long = round(LONG_SECONDS * rate)
    starts = sorted(frame for channel in frames.T for frame in _flat_tops(channel, long))
    places: list[float] = []
    last = -np.inf
    for start in starts:
        if start - last > APART_SECONDS * rate:
            places.append(start / rate)
        last = start
    return places


def _flat_tops(values: Audio, long: int) -> list[int]:
    """Frames from which on values stay at full scale, up or down, for long or at a steep edge."""
    tops: list[int] = []
    for signed in (values, -values):
        full = np.concatenate(([False], signed >= FULL_SCALE, [False]))
        edges = np.flatnonzero(full[1:] != full[:-1])
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            beside = [signed[place] for place in (start - 1, end) if 0 <= place < len(signed)]
            is_steep = min(beside, default=0.0) <= 1.0 - STEEP
            if end - start >= (2 if is_steep else long):
                tops.append(int(start))
    return tops

"""Floats to whole numbers: exact in 24 bits, with a dither in 16 that only the frame decides."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]

_STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def to_24_bits(frames: Audio) -> NDArray[np.int32]:
    """The nearest of 2^24 levels, in the upper three bytes; full scale and beyond is clipped."""
    # Exact in single precision: a power of two moves no bit, and above 2^23 there are no halves.
    levels = np.rint(frames * np.float32(2.0**23))
    np.clip(levels, -(2.0**23), 2.0**23 - 1, out=levels)
    whole: NDArray[np.int32] = levels.astype(np.int32)
    whole <<= 8
    return whole


def to_16_bits(frames: Audio, first: int) -> NDArray[np.int16]:
    """One of 2^16 levels with triangular dither of +-1 level; `first` is the index of frames[0]."""
    levels = np.rint(frames.astype(np.float64) * 2.0**15 + dither(first, *frames.shape))
    return np.clip(levels, -(2.0**15), 2.0**15 - 1).astype(np.int16)


def dither(first: int, n_frames: int, n_channels: int) -> NDArray[np.float64]:
    """Triangular noise in (-1, 1), shape (n_frames, n_channels): a function of its index alone.

    The difference of the halves of a SplitMix64 hash (Steele, Lea, Flood 2014).
    """
    start = first * n_channels + 1
    index = np.arange(start, start + n_frames * n_channels, dtype=np.uint64)
    bits = index * np.uint64(_STEP)
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(_FIRST)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(_SECOND)
    bits ^= bits >> np.uint64(31)
    high = (bits >> np.uint64(32)).astype(np.float64)
    low = (bits & np.uint64(0xFFFFFFFF)).astype(np.float64)
    return ((high - low) / 2.0**32).reshape(n_frames, n_channels)

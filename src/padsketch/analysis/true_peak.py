"""True peaks: how high the wave between the frames is (ITU-R BS.1770-4, annex 2)."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

FACTOR = 8
"""Places that are looked at from frame to frame: at 0.45 of the rate a sine reads 0.14 dB low."""
BEFORE, AFTER = 23, 24
"""Frames before and after a place that count for it."""
KAISER_BETA = 6.0
"""About 60 dB of stop band (Kaiser 1974); flat to 0.46 of the rate."""
_BLOCK = 64
"""Frames that one product works out."""
WIDTH = BEFORE + _BLOCK + AFTER

Frames = NDArray[np.float32]


def true_peak(frames: Frames) -> float:
    """The highest magnitude on and between frames, (channels, frames), linear.

    There are `WIDTH` frames at least. Between the first `BEFORE` of them and the last `AFTER`
    nothing is looked for: what is around these is not known.
    """
    places = frames.shape[1] - BEFORE - AFTER
    starts = np.append(np.arange(0, places - _BLOCK, _BLOCK), places - _BLOCK)
    blocks = sliding_window_view(frames, WIDTH, axis=1)[:, starts].reshape(-1, WIDTH)
    on = np.abs(blocks).max(axis=1)
    highest = float(on.max())
    between = blocks[on * _BOUND > highest] @ _BETWEEN
    return max(highest, float(between.max(initial=0.0)), -float(between.min(initial=0.0)))


def _rows() -> NDArray[np.float64]:
    """Windowed sincs, (places between two frames, taps), each scaled to pass a steady value."""
    places = np.arange(1, FACTOR)[:, None] / FACTOR
    times = np.arange(-BEFORE, AFTER + 1) - places
    window = np.i0(KAISER_BETA * np.sqrt(np.maximum(0.0, 1.0 - (times / AFTER) ** 2)))
    rows: NDArray[np.float64] = np.sinc(times) * window
    rows /= rows.sum(axis=1, keepdims=True)
    return rows


def _between() -> Frames:
    """What makes the values between the frames of a block from its frames and their surround."""
    rows = _rows()
    product = np.zeros((WIDTH, _BLOCK, FACTOR - 1))
    for frame in range(_BLOCK):
        product[frame : frame + rows.shape[1], frame] = rows.T
    return product.reshape(WIDTH, -1).astype(np.float32)


_BETWEEN = _between()
_BOUND = float(np.abs(_rows()).sum(axis=1).max())
"""No value between frames whose magnitude is at most 1 is greater than this."""

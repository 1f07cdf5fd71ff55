"""How loud a sound shall be made so that sounds can be compared."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.units import db_to_gain

COMMON_DB = -18.0
"""Level of the loudest moment of a matched sound, in dBFS."""
MOMENT_SECONDS = 0.3
"""How long a moment is: about what the ear takes to judge a loudness."""
MOST_DB = 24.0
"""A sound that is softer by more than this stays softer: there is nothing but noise in it."""

_SLICES = 10
"""Parts of a moment at which the next one may begin."""


def matching_gain(frames: NDArray[np.float32], rate: int, level_db: float = 0.0) -> float:
    """The linear gain that brings the loudest moment of a sound to the common level.

    frames: (frames, channels) at a rate in hertz; level_db is added. No frame gets above full
    scale; silence keeps its level.
    """
    peak = max(float(frames.max(initial=0.0)), -float(frames.min(initial=0.0)))
    moment = loudest_moment(frames, rate)
    if moment == 0.0:
        return 1.0
    wanted = min(db_to_gain(COMMON_DB) / moment, db_to_gain(MOST_DB)) * db_to_gain(level_db)
    return min(wanted, 1.0 / peak)


def loudest_moment(frames: NDArray[np.float32], rate: int) -> float:
    """RMS of the loudest moment; a shorter sound is judged as if silence followed it."""
    part = max(1, round(rate * MOMENT_SECONDS / _SLICES))
    squares = np.einsum("fc,fc->f", frames, frames, dtype=np.float64) / frames.shape[1]
    starts = np.arange(0, len(squares), part)
    energies = np.concatenate([np.add.reduceat(squares, starts), np.zeros(_SLICES)])
    running = np.concatenate([[0.0], np.cumsum(energies)])
    loudest = float((running[_SLICES:] - running[:-_SLICES]).max())
    return float(np.sqrt(max(loudest, 0.0) / (part * _SLICES)))

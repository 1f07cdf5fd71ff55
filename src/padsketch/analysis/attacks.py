"""The very frames at which attacks begin, once they were noticed."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.crossings import crossing_before

Audio = NDArray[np.float32]
Curve = NDArray[np.float64]

EDGE_SECONDS = 0.003
"""The time before and behind an attack whose energies are compared to find its frame."""
SNAP_SECONDS = 0.001
"""How far before the attack its zero crossing may lie."""
FLOOR, TINY = 1e-5, 1e-20
"""Energy that counts as silence: a share of the greatest around, and at all."""
SAME = 1e-6
"""Rises that differ by less are the same: the last of them is nearest to the attack."""


class Attacks:
    """Finds the frames of attacks that were noticed roughly.

    frames (frames, channels) at a rate in hertz; before, after: seconds that an attack may lie
    before and behind where it was noticed.
    """

    def __init__(self, frames: Audio, rate: int, before: float, after: float) -> None:
        self._frames = frames
        self._edge = max(1, round(EDGE_SECONDS * rate))
        self._snap = max(1, round(SNAP_SECONDS * rate))
        self._before, self._after = round(before * rate), round(after * rate)

    def near(self, frame: int) -> int:
        """The zero crossing before the attack around a frame."""
        first = max(0, frame - self._before)
        end = min(len(self._frames), frame + self._after)
        return crossing_before(self._frames, first + self._steepest(first, end), self._snap)

    def _steepest(self, first: int, end: int) -> int:
        """Where energy rises by the greatest factor, of the sound and of its differences."""
        part = self._padded(first - self._edge - 1, end + self._edge)
        factor = sum(_rises(values, self._edge) for values in (part[1:], np.diff(part, axis=0)))
        return int(np.flatnonzero(factor >= np.max(factor) - SAME)[-1])

    def _padded(self, first: int, end: int) -> Curve:
        """Frames of which those beyond the ends are silent."""
        inside = self._frames[max(0, first) : end].astype(np.float64)
        beyond = (max(0, -first), max(0, end - len(self._frames)))
        return np.pad(inside, (beyond, (0, 0)))


def _rises(values: Curve, edge: int) -> Curve:
    """Logarithms of the energy behind each frame over that before it, but for those at the ends."""
    total = np.concatenate([[0.0], np.cumsum(np.square(values).sum(axis=1))])
    sums = total[edge:] - total[:-edge]
    sums += FLOOR * sums.max() + TINY
    return np.asarray(np.log(sums[edge:-1] / sums[: -edge - 1]))

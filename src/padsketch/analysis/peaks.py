"""The lowest and highest values of any stretch of a sound, for pictures of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]
Places = NDArray[np.int64]

FINEST = 16
"""Frames of a part on the lowest floor: below it the frames themselves are looked at."""
PARTS_PER_STRETCH = 16
"""How many parts a stretch has at least, so that its edges are off by a sixteenth at most."""


class _Floor(NamedTuple):
    """The lowest and highest values of parts of so many frames, (parts, channels) each."""

    part: int
    lowest: Values
    highest: Values


class Peaks:
    """A pyramid of extremes over frames (frames, channels), which it keeps and never changes.

    Every floor halves the one below. `loudest` is the highest absolute value of all.
    """

    def __init__(self, frames: Values) -> None:
        self.frames = frames
        self._floors = [_Floor(1, frames, frames)]
        part, by = FINEST, FINEST
        while part * PARTS_PER_STRETCH <= len(frames):
            _, lowest, highest = self._floors[-1]
            starts = np.arange(0, len(lowest), by)
            low = np.minimum.reduceat(lowest, starts, axis=0)
            high = np.maximum.reduceat(highest, starts, axis=0)
            self._floors.append(_Floor(part, low, high))
            part, by = part * 2, 2
        _, lowest, highest = self._floors[-1]
        self.loudest = max(-float(lowest.min()), float(highest.max())) if len(frames) else 0.0

    def extremes(self, edges: Places) -> tuple[Values, Values]:
        """The lowest and highest values between every two edges, (edges - 1, channels) each.

        edges: frames, never falling, within the sound; two of one value stand for that frame.
        """
        stretch = float(edges[-1] - edges[0]) / (len(edges) - 1)
        floor = self._floor_for(stretch)
        last = len(floor.lowest) - 1
        starts = np.minimum(edges[:-1] // floor.part, last)
        end = min(-(-int(edges[-1]) // floor.part), last + 1)
        lowest = np.minimum.reduceat(floor.lowest[:end], starts, axis=0)
        highest = np.maximum.reduceat(floor.highest[:end], starts, axis=0)
        return lowest, highest

    def _floor_for(self, stretch: float) -> _Floor:
        """The highest floor that is fine enough for stretches of so many frames."""
        fine = (f for f in reversed(self._floors) if f.part * PARTS_PER_STRETCH <= stretch)
        return next(fine, self._floors[0])

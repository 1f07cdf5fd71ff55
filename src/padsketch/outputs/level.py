"""The level of what comes in, for a meter before and during a recording."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from padsketch.engine.tape import Tape
from padsketch.units import gain_to_db

FULL_SCALE = 1.0 - 2.0**-15
"""What reaches it has been clipped, in devices of 16 bits too."""
LONGEST_LOOK = 1.0
"""Seconds: what is older when it is looked at has not been on any meter."""


class Level(NamedTuple):
    """Of every channel the peak since the last look and the highest one, in dBFS.

    clips: values at full scale since the meter was reset.
    """

    peaks_db: tuple[float, ...]
    held_db: tuple[float, ...]
    clips: int


class Meter:
    """Looks at what a tape got since the last look; for one who looks several times a second."""

    def __init__(self, tape: Tape) -> None:
        self._tape = tape
        self._next = tape.frames
        self.reset()

    def reset(self) -> None:
        """Forget the highest peaks and the clips."""
        self._held = np.zeros(self._tape.channels)
        self._clips = 0

    def look(self) -> Level:
        """The level now."""
        end = self._tape.frames
        longest = round(LONGEST_LOOK * self._tape.rate)
        _, frames = self._tape.read(max(self._next, end - longest), end)
        self._next = end
        sizes = np.abs(frames)
        peaks = sizes.max(axis=0, initial=0.0)
        self._held = np.maximum(self._held, peaks)
        self._clips += int(np.count_nonzero(sizes >= FULL_SCALE))
        return Level(_decibels(peaks), _decibels(self._held), self._clips)


def _decibels(peaks: np.ndarray) -> tuple[float, ...]:
    return tuple(gain_to_db(float(peak)) for peak in peaks)

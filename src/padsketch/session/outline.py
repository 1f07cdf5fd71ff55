"""What a sample looks like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.course import energy_of
from padsketch.engine.bank import Audio

PARTS = 512


@dataclass(frozen=True)
class Outline:
    """The length and the energy of a sample, and the lowest and highest values of its parts.

    seconds; energy as `energy_of` gives it; lowest and highest: float32 of one shape (parts,) of at
    most 512 parts, over all channels.
    """

    seconds: float
    energy: float
    lowest: NDArray[np.float32]
    highest: NDArray[np.float32]

    @property
    def extremes(self) -> tuple[tuple[float, float], ...]:
        """The lowest and highest value of every part."""
        return tuple(zip(self.lowest.tolist(), self.highest.tolist(), strict=True))


class Outlines(dict[str, Outline]):
    """Outlines by file; a sample that has not been read yet looks like silence."""

    def __missing__(self, file: str) -> Outline:
        return UNREAD


def outline_of(frames: Audio, rate: int) -> Outline:
    """The outline of frames (frames, channels) at a rate in hertz."""
    n_frames, n_channels = frames.shape
    parts = np.arange(min(PARTS, n_frames))
    length, longer = divmod(n_frames, len(parts))
    starts = (parts * length + np.minimum(parts, longer)) * n_channels
    values = frames.reshape(-1)
    lowest = np.minimum.reduceat(values, starts)
    highest = np.maximum.reduceat(values, starts)
    return Outline(n_frames / rate, energy_of(frames, rate), lowest, highest)


UNREAD = Outline(0.0, 0.0, np.zeros(1, dtype=np.float32), np.zeros(1, dtype=np.float32))

"""A sound that is found again wherever it comes back: for measuring how long it was on the way."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]

SECONDS = 0.1
LOWEST_HZ, HIGHEST_HZ = 300.0, 9_000.0
LEVEL = 0.25
"""-12 dBFS: loud enough for a microphone at a speaker, and no danger to either."""
CLEAR = 12.0
"""How far the best place must stand out: noise alone reaches 5 to 6 times its own root mean square
within a second, a chirp 20 dB below the noise around it still 15 times."""


def chirp(rate: int) -> Audio:
    """A tone that rises evenly and fades in and out, float32 (frames,), at a rate in hertz.

    Its correlation with itself is one narrow peak, whatever a room or a speaker adds.
    """
    count = round(SECONDS * rate)
    t = np.arange(count) / rate
    turns = LOWEST_HZ * t + (HIGHEST_HZ - LOWEST_HZ) * t**2 / (2 * SECONDS)
    tone: Audio = (LEVEL * np.hanning(count) * np.sin(2 * np.pi * turns)).astype(np.float32)
    return tone


def find_chirp(frames: Audio, rate: int) -> int | None:
    """The frame of (frames,) at which the chirp begins, either way up; None where it is not."""
    sound = chirp(rate)
    if len(frames) < 2 * len(sound):
        return None
    size = len(frames) + len(sound) - 1
    spectrum = np.fft.rfft(frames, size) * np.conj(np.fft.rfft(sound, size))
    likeness = np.abs(np.fft.irfft(spectrum, size)[: len(frames) - len(sound) + 1])
    best = int(likeness.argmax())
    # What is near the peak belongs to it.
    near = slice(max(0, best - len(sound) // 4), best + len(sound) // 4)
    rest = np.delete(likeness, near)
    return best if likeness[best] > CLEAR * np.sqrt(np.mean(rest**2)) else None

"""What is heard behind a sound: the hum of the mains and the noise, where the sound pauses."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch.units import gain_to_db

Audio = NDArray[np.float32]

WINDOW_SECONDS = 0.4
HOP_SECONDS = 0.05
"""The quietest window is what is listened to: long enough to tell 50 Hz from 60 Hz."""
STEADY_DB = 1.5
"""A background is as loud in the first half of the window as in the second; a tail that decays in
less than eight seconds is not."""
MAINS_HZ = (50, 60)
HARMONICS = (1, 2, 3, 4, 5)
LINE_DB = 15.0
"""How far a line of the hum stands out of what is beside it."""
HISS_HZ = 400.0
"""Noise is measured from here on: below, hum would count as noise."""
FREE_BINS = (3, 8)
"""How far from a line that is looked at which has nothing of it."""


class Background(NamedTuple):
    """hum_hz: 50 or 60, 0 for none, and its level with harmonics; the noise's level; RMS in dBFS.

    quietest_db, loudest_db: of the window that was listened to, and of the loudest one.
    """

    hum_hz: int
    hum_db: float
    noise_db: float
    quietest_db: float
    loudest_db: float


def background(frames: Audio, rate: int) -> Background | None:
    """What is behind (frames,), None where it never is quiet and steady for long enough."""
    size, hop = round(WINDOW_SECONDS * rate), round(HOP_SECONDS * rate)
    if len(frames) < size:
        return None
    starts = range(0, len(frames) - size + 1, hop)
    levels = _window_levels(frames, starts, size)
    quietest = starts[int(levels.argmin())]
    window = frames[quietest : quietest + size].astype(np.float64)
    window -= window.mean()
    first, second = np.split(window[: size // 2 * 2], 2)
    if abs(_rms_db(first) - _rms_db(second)) > STEADY_DB:
        return None
    spectrum = _power(window)
    hum_hz, hum_power = _hum(spectrum, rate / size)
    noise = float(spectrum[round(HISS_HZ * size / rate) :].sum())
    return Background(hum_hz, *(_power_db(p) for p in (hum_power, noise, *_range(levels))))


def _window_levels(frames: Audio, starts: range, size: int) -> NDArray[np.float64]:
    """Mean square of every window, without its direct current."""
    sums = np.concatenate(([0.0], np.cumsum(frames, dtype=np.float64)))
    squares = np.concatenate(([0.0], np.cumsum(np.square(frames, dtype=np.float64))))
    first = np.asarray(starts)
    mean = (sums[first + size] - sums[first]) / size
    power: NDArray[np.float64] = (squares[first + size] - squares[first]) / size - mean**2
    power[power < 0.0] = 0.0
    return power


def _power(window: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean square by frequency; the sum is that of the window (Parseval)."""
    shape = np.hanning(len(window))
    power: NDArray[np.float64] = np.abs(np.fft.rfft(window * shape)) ** 2
    power[1:] *= 2.0
    return power / (len(window) * float(np.sum(shape**2)))


def _hum(spectrum: NDArray[np.float64], bin_hz: float) -> tuple[int, float]:
    """The mains frequency whose lines stand out, the fundamental and one more at least."""
    found = [(0, 0.0)]
    for hz in MAINS_HZ:
        lines = [_line(spectrum, hz * harmonic, bin_hz) for harmonic in HARMONICS]
        standing = [power for power in lines if power > 0.0]
        if lines[0] > 0.0 and len(standing) >= 2:
            found.append((hz, sum(standing)))
    return max(found, key=lambda hum: hum[1])


def _line(spectrum: NDArray[np.float64], hz: float, bin_hz: float) -> float:
    """Power of a line, 0 where none stands out or its middle is elsewhere."""
    middle, (near, far) = round(hz / bin_hz), FREE_BINS
    around = spectrum[middle - far : middle + far + 1]
    if len(around) <= 2 * far or int(around[far - near : far + near + 1].argmax()) != near:
        return 0.0
    beside = float(np.median(np.delete(around, slice(far - near, far + near + 1))))
    is_clear = around[far] > beside * 10 ** (LINE_DB / 10)
    return float(around[far - 1 : far + 2].sum()) if is_clear else 0.0


def _range(levels: NDArray[np.float64]) -> tuple[float, float]:
    return float(levels.min()), float(levels.max())


def _rms_db(values: NDArray[np.float64]) -> float:
    return _power_db(float(np.mean(values**2)))


def _power_db(mean_square: float) -> float:
    return gain_to_db(mean_square**0.5)

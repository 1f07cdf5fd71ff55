"""What a sound is like, in a few numbers: bright or dark, short or long, tone or noise."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.matching import loudest_moment
from padsketch.units import gain_to_db

SPECTRUM_SECONDS = 1.5
"""From the start of the sound: what makes it is over by then, and the rest repeats it."""
DECAY_SECONDS = 10.0

_WINDOW_SECONDS = 0.02
_START_GAIN = 0.01
"""Of the peak: what is quieter before the sound is not yet the sound."""
_DECAYED_GAIN = 0.01
_ENVELOPE_SECONDS = 0.005
_BAND_EDGES = (40.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0, 6400.0, 12800.0, 20000.0)
_PART_EDGES = (0.0, 0.02, 0.06, 0.18, 0.5, SPECTRUM_SECONDS)
"""Seconds: the ear parts an attack finer than what follows it."""
_FLATNESS_EDGES = (100.0, 10000.0)
_NOISE_FLATNESS = math.exp(-0.5772156649015329)
"""What the spectrum of white noise has, by its own scatter."""
_FLOOR_DB = -60.0

_CELL_UNIT_DB = 20.0
_OCTAVE_UNIT = 1.5
_NOISE_UNIT = 0.25
"""Differences that count as one step of distance: of loudness in a cell, of octaves, of noise."""
_DARKEST_HZ, _SHORTEST_S = 20.0, 0.005

Curve = NDArray[np.float64]


class Character(NamedTuple):
    """brightness_hz: centroid of the energy; decay_s: from the loudest moment to 40 dB below it.

    loudness_db: RMS of the loudest 0.3 s in dBFS; noisiness: flatness of the spectrum, 0 for a
    tone, 1 for white noise; vector: a point that lies near those of sounds that sound alike,
    however loud they are.
    """

    brightness_hz: float
    decay_s: float
    loudness_db: float
    noisiness: float
    vector: tuple[float, ...]


def character(frames: NDArray[np.float32], rate: int) -> Character:
    """What a sound of frames (frames, channels) at a rate in hertz is like, by its beginning."""
    heard = frames[: round(DECAY_SECONDS * rate)]
    mono = heard.mean(axis=1, dtype=np.float32)
    mono = mono[_start(mono) :]
    spectrum = _Spectrum(mono[: round(SPECTRUM_SECONDS * rate)], rate)
    brightness, noisiness = spectrum.centroid(), spectrum.flatness()
    decay = _decay(mono, rate)
    scalars = (
        math.log2(max(brightness, _DARKEST_HZ)) / _OCTAVE_UNIT,
        math.log2(max(decay, _SHORTEST_S)) / _OCTAVE_UNIT,
        noisiness / _NOISE_UNIT,
    )
    loudness = gain_to_db(loudest_moment(heard, rate))
    return Character(brightness, decay, loudness, noisiness, (*spectrum.cells(), *scalars))


def _start(mono: NDArray[np.float32]) -> int:
    levels = np.abs(mono)
    return int(np.argmax(levels > _START_GAIN * levels.max(initial=0.0))) if len(mono) else 0


def _decay(mono: NDArray[np.float32], rate: int) -> float:
    part = max(1, round(_ENVELOPE_SECONDS * rate))
    starts = np.arange(0, len(mono), part)
    levels = np.sqrt(np.add.reduceat(np.square(mono, dtype=np.float64), starts))
    loudest = int(np.argmax(levels))
    if levels[loudest] == 0.0:
        return 0.0
    last = int(np.flatnonzero(levels > _DECAYED_GAIN * levels[loudest])[-1])
    return (last - loudest + 1) * part / rate


class _Spectrum:
    """Energies of a sound by time and frequency: windows of 20 ms, half over each other."""

    def __init__(self, mono: NDArray[np.float32], rate: int) -> None:
        size = max(16, 2 * round(_WINDOW_SECONDS * rate / 2))
        padded = np.concatenate([np.zeros(size // 2, np.float32), mono, np.zeros(size, np.float32)])
        windows = np.lib.stride_tricks.sliding_window_view(padded, size)[:: size // 2]
        taper = np.hanning(size).astype(np.float32)
        self._energies = np.square(np.abs(np.fft.rfft(windows * taper))).astype(np.float64)
        self._bin_hz = rate / size
        self._window_s = size / 2 / rate
        self._total = float(self._energies.sum())

    def centroid(self) -> float:
        """Hertz; 0 for silence."""
        if not self._total:
            return 0.0
        weights = self._energies.sum(axis=0)
        return float(weights @ np.arange(len(weights))) * self._bin_hz / self._total

    def flatness(self) -> float:
        """Geometric mean of the energies of a window over the arithmetic one, 1 for white noise."""
        first, end = (self._bin(hertz) for hertz in _FLATNESS_EDGES)
        energies = self._energies[:, first:end]
        if not energies.any():
            return 0.0
        energies = energies[energies.any(axis=1)]
        means = energies.mean(axis=1)
        # Far below the mean counts as that: a gap in the spectrum is no tone.
        logs = np.log(np.maximum(energies / means[:, None], 1e-6))
        flatness = np.exp(logs.mean(axis=1)) @ means / means.sum()
        return min(1.0, float(flatness) / _NOISE_FLATNESS)

    def cells(self) -> tuple[float, ...]:
        """Energies of bands in parts of time, against the loudest cell, in steps of distance."""
        bins = [self._bin(hertz) for hertz in _BAND_EDGES]
        rows = [round(seconds / self._window_s) for seconds in _PART_EDGES]
        sums = np.zeros((len(self._energies) + 1, self._energies.shape[1] + 1))
        sums[1:, 1:] = self._energies.cumsum(axis=0).cumsum(axis=1)
        corners = sums[np.minimum(rows, len(sums) - 1)][:, bins]
        cells = np.maximum(np.diff(np.diff(corners, axis=0), axis=1), 0.0)
        relative = cells / max(float(cells.max()), 1e-30)
        decibels = np.maximum(10.0 * np.log10(np.maximum(relative, 1e-12)), _FLOOR_DB)
        steps = decibels / (_CELL_UNIT_DB * math.sqrt(cells.size))
        return tuple(steps.ravel().tolist())

    def _bin(self, hertz: float) -> int:
        return min(round(hertz / self._bin_hz), int(self._energies.shape[1]))

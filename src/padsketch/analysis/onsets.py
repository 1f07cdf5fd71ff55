"""Where sounds begin: the rise of the spectrum, and the very frame at which it starts."""

from __future__ import annotations

from bisect import bisect
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.attacks import Attacks

Audio = NDArray[np.float32]
Curve = NDArray[np.float64]

HOPS_PER_SECOND = 200
"""Looks at the spectrum in a second."""
WINDOW_SECONDS = 0.023
LAG = 2
"""Looks between which a rise is measured."""
BANDS_PER_OCTAVE = 12
LOWEST_HZ = 40.0
COMPRESSION = 100.0
"""How much quiet sounds count: the gain before the logarithm."""
BAND_FLOOR = 0.03
"""A band whose peak is below this share of the loudest band's is not made louder than that."""
SURROUND_SECONDS = (0.1, 0.07)
"""Before and after: the time that a rise is compared with."""
MIN_SECONDS = 0.03
"""Two onsets are at least so far apart."""
EASIEST, HARDEST = 0.012, 0.36
"""Rises above their surround that count with the highest and the lowest sensitivity."""
SLICE = 1024
"""Windows that are transformed at once."""


class Onset(NamedTuple):
    """The first frame of an attack, and by how much it rises above its surround, 0 to 1."""

    frame: int
    strength: float


@dataclass(frozen=True, eq=False)
class Onsets:
    """All that may be an onset of a sound, so that picking by sensitivity is cheap.

    found: in the order of time; min_distance in frames; rises: as `onset_strength` gives them.
    """

    found: tuple[Onset, ...]
    min_distance: int
    rises: Curve

    @classmethod
    def listen(cls, frames: Audio, rate: int) -> Onsets:
        """Look for onsets in frames (frames, channels) at a rate in hertz."""
        rises = onset_strength(frames, rate)
        above = rises - _surround(rises)
        before, after = (LAG + 1) / HOPS_PER_SECOND, WINDOW_SECONDS / 2 + 2 / HOPS_PER_SECOND
        # A look notices what enters its window, which is half a window before its middle.
        attacks = Attacks(frames, rate, before, after)
        looks = _peaks(above, max(1, round(MIN_SECONDS * HOPS_PER_SECOND / 2)))
        found = {
            attacks.near(look * rate // HOPS_PER_SECOND): float(above[look])
            for look in reversed(looks)
        }
        onsets = tuple(Onset(frame, strength) for frame, strength in sorted(found.items()))
        return cls(onsets, round(MIN_SECONDS * rate), rises)

    def at(self, sensitivity: float = 0.5) -> tuple[Onset, ...]:
        """The onsets that a sensitivity from 0 to 1 lets through; of close ones the stronger."""
        least = HARDEST * (EASIEST / HARDEST) ** min(max(sensitivity, 0.0), 1.0)
        taken: list[Onset] = []
        for onset in sorted(self.found, key=lambda onset: -onset.strength):
            if onset.strength < least:
                break
            at = bisect(taken, onset)
            around = taken[max(0, at - 1) : at + 1]
            if all(abs(onset.frame - other.frame) >= self.min_distance for other in around):
                taken.insert(at, onset)
        return tuple(taken)


def onsets(frames: Audio, rate: int, sensitivity: float = 0.5) -> tuple[int, ...]:
    """The frames at which sounds begin; frames (frames, channels), sensitivity 0 to 1."""
    return tuple(onset.frame for onset in Onsets.listen(frames, rate).at(sensitivity))


def onset_strength(frames: Audio, rate: int) -> Curve:
    """How much the spectrum rises, 0 to 1, in looks of `HOPS_PER_SECOND`, float64 (looks,).

    The positive differences of compressed logarithmic bands, each against the loudest of its
    neighbours before, so that vibrato does not count (SuperFlux, Böck and Widmer 2013).
    """
    bands = _bands(frames, rate)
    if not bands.size or not bands.max():
        return np.zeros(len(bands))
    peaks = bands.max(axis=0)
    bands /= np.maximum(peaks, BAND_FLOOR * peaks.max())
    levels = np.log1p(COMPRESSION * bands) / np.log1p(COMPRESSION)
    widened = levels.copy()
    widened[:, 1:] = np.maximum(widened[:, 1:], levels[:, :-1])
    widened[:, :-1] = np.maximum(widened[:, :-1], levels[:, 1:])
    before = np.concatenate([np.zeros_like(widened[:LAG]), widened[:-LAG]])
    rises: Curve = np.maximum(levels - before, 0.0).mean(axis=1, dtype=np.float64)
    return rises


def _bands(frames: Audio, rate: int) -> NDArray[np.float32]:
    """Magnitudes of logarithmic bands, (looks, bands); a look is centred on its frame."""
    size = 1 << round(np.log2(WINDOW_SECONDS * rate))
    edges = _edges(size, rate)
    # No window reaches over the end: a cut is no attack.
    n_looks = max(0, len(frames) - size // 2) * HOPS_PER_SECOND // rate + 1
    starts = np.arange(n_looks) * rate // HOPS_PER_SECOND
    padded = np.pad(frames, ((size // 2, size), (0, 0)))
    views = np.lib.stride_tricks.sliding_window_view(padded, size, axis=0)
    window = np.hanning(size).astype(np.float32)
    bands = np.empty((n_looks, len(edges)), dtype=np.float32)
    for start in range(0, n_looks, SLICE):
        spectra = np.abs(np.fft.rfft(views[starts[start : start + SLICE]] * window)) ** 2
        power = np.add.reduceat(spectra.sum(axis=1), edges, axis=1)
        bands[start : start + SLICE] = np.sqrt(power)
    return bands


def _edges(size: int, rate: int) -> NDArray[np.int64]:
    """The first bin of every band."""
    octaves = np.log2(rate / 2 / LOWEST_HZ)
    hertz = LOWEST_HZ * 2 ** (np.arange(int(octaves * BANDS_PER_OCTAVE)) / BANDS_PER_OCTAVE)
    return np.unique(np.maximum(1, np.round(hertz * size / rate)).astype(np.int64))


def _surround(rises: Curve) -> Curve:
    """The mean of the looks around each look."""
    before, after = (round(seconds * HOPS_PER_SECOND) for seconds in SURROUND_SECONDS)
    total = np.concatenate([[0.0], np.cumsum(rises)])
    at = np.arange(len(rises))
    first, end = np.maximum(at - before, 0), np.minimum(at + after + 1, len(rises))
    return np.asarray((total[end] - total[first]) / (before + after + 1))


def _peaks(curve: Curve, reach: int) -> list[int]:
    """Where a curve is above zero and the highest within a reach on both sides."""
    if not len(curve):
        return []
    padded = np.pad(curve, reach, constant_values=-1.0)
    around = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1).max(axis=1)
    is_first = np.diff(curve, prepend=-1.0) > 0
    looks: list[int] = np.flatnonzero((curve >= around) & (curve >= EASIEST) & is_first).tolist()
    return looks

"""Tracks that mask each other: two that carry the same low band at the same time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BANDS = (("sub bass", 25.0, 60.0), ("bass", 60.0, 120.0), ("low mids", 120.0, 300.0))
"""Names, lowest and highest hertz: so low, the ear does not tell two sounds in a band apart."""
WINDOW = 4096
"""Frames that are looked at together: 85 ms at 48 kHz."""
MATTERS = 0.15
"""A track carries a band with this share of its energy: it is at most 8 dB below the whole."""
LOUD, AUDIBLE = 0.01, 0.001
"""A band sounds where it is at most 20 dB below its loudest window and 30 below that of the mix."""
LASTS = 2
"""Windows in a row: what overlaps for less takes turns."""
LEAST_SHARE = 0.1
"""Of the windows in which a band sounds: rarer clashes are nothing to mend."""

Energies = NDArray[np.float64]


class Clash(NamedTuple):
    """Two tracks, by their places, that carry one band together.

    share of the time in which the band sounds at all; seconds: when they do first.
    """

    first: int
    second: int
    band: int
    share: float
    seconds: float

    def words(self, names: Sequence[str]) -> str:
        """A sentence for a user."""
        band, low, high = BANDS[self.band]
        return (
            f"{names[self.first]} and {names[self.second]} both carry the {band} "
            f"({low:g} to {high:g} Hz) for {100 * self.share:.0f} % of the time that it sounds."
        )


class Clashes:
    """Hears the tracks of a mix part by part."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._windows: list[Energies] = []
        hertz = np.fft.rfftfreq(WINDOW, 1 / rate)
        self._edges = [np.searchsorted(hertz, (low, high)) for _, low, high in BANDS]
        self._window = np.hanning(WINDOW).astype(np.float32)

    def hear(self, tracks: NDArray[np.float32]) -> None:
        """Take the next frames, (tracks, frames, 2); what is left of a window is one as well."""
        for start in range(0, tracks.shape[1], WINDOW):
            self._windows.append(self._energies(tracks[:, start : start + WINDOW]))

    def found(self) -> list[Clash]:
        """The clashes, the longest ones first."""
        if not self._windows:
            return []
        energies = np.stack(self._windows)
        clashes = (clash for band in range(len(BANDS)) for clash in self._in_band(energies, band))
        return sorted(clashes, key=lambda clash: -clash.share)

    def _energies(self, tracks: NDArray[np.float32]) -> Energies:
        """Energies of bands in a window, and of all of it, (tracks, bands + 1)."""
        energies = np.zeros((len(tracks), len(BANDS) + 1))
        for at, frames in enumerate(tracks):
            if frames.any():
                spectra = np.fft.rfft(frames.T * self._window[: len(frames)], WINDOW)
                power = (np.abs(spectra) ** 2).sum(axis=0)
                energies[at] = [*(power[a:b].sum() for a, b in self._edges), power.sum()]
        return energies

    def _in_band(self, energies: Energies, band: int) -> Iterator[Clash]:
        own = energies[:, :, band]
        whole, mix = own.sum(axis=1), energies[:, :, -1].sum(axis=1)
        sounds = (whole > LOUD * whole.max()) & (whole > AUDIBLE * mix.max())
        carries = (own >= MATTERS * whole[:, None]) & sounds[:, None]
        for first, second in combinations(range(own.shape[1]), 2):
            both = _lasting(carries[:, first] & carries[:, second])
            share = len(both) / max(1, int(np.count_nonzero(sounds)))
            if share >= LEAST_SHARE:
                yield Clash(first, second, band, share, float(both[0]) * WINDOW / self._rate)


def _lasting(windows: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The places of the windows that are true in a row."""
    runs = np.convolve(windows, np.ones(LASTS), mode="valid") == LASTS
    return np.flatnonzero(np.convolve(runs, np.ones(LASTS)) > 0)

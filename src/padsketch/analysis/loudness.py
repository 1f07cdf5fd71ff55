"""Loudness: ITU-R BS.1770-4 with the times of EBU Tech 3341 and the range of EBU Tech 3342."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from padsketch.analysis.k_weighting import HISTORY_SECONDS, KWeighting
from padsketch.analysis.true_peak import AFTER, WIDTH, true_peak
from padsketch.units import gain_to_db

CHANNEL_WEIGHTS = {1: (2.0,), 2: (1.0, 1.0), 5: (1.0, 1.0, 1.0, 1.41, 1.41)}
"""By the number of channels: one is heard from two speakers, five are L, R, C, Ls and Rs."""
MIN_RATE, MAX_RATE = 1_000, 768_000
STEPS_A_SECOND = 100
"""A window that may begin every 10 ms misses at most 0.06 LU of a tone as long as itself."""
MOMENTARY_STEPS, SHORT_TERM_STEPS = 40, 300
STEPS_A_GATE = 10
"""Windows that are gated begin every 100 ms."""
OFFSET = -0.691
"""LU: a sine of 997 Hz at 0 dBFS in one of two channels reads -3.01 LUFS."""
ABSOLUTE_GATE = -70.0
INTEGRATED_GATE, RANGE_GATE = -10.0, -20.0
"""LU below the mean of what passes the absolute gate."""
RANGE_PERCENTILES = (10, 95)

Audio = NDArray[np.float32]
Energies = NDArray[np.float64]


class Loudness(NamedTuple):
    """What meters say of a sound; None where it is too short, too quiet or silent.

    integrated, and the highest momentary (0.4 s) and short-term (3 s) loudness in LUFS; range in
    LU; true_peak_db in dBTP.
    """

    integrated: float | None
    momentary_max: float | None
    short_term_max: float | None
    range: float | None
    true_peak_db: float | None


class LoudnessMeter:
    """Measures frames as they come; a result may be asked for at any time.

    rate in hertz from `MIN_RATE` to `MAX_RATE`, channels a key of `CHANNEL_WEIGHTS`: ValueError for
    others.
    """

    def __init__(self, rate: int, channels: int = 2) -> None:
        if not MIN_RATE <= rate <= MAX_RATE or channels not in CHANNEL_WEIGHTS:
            raise ValueError(f"no meter knows {channels} channels at {rate} Hz")
        self._rate = rate
        self._weights = np.array(CHANNEL_WEIGHTS[channels])
        self._weighting = KWeighting(rate)
        self._history = round(HISTORY_SECONDS * rate)
        self._line = np.zeros((channels, self._history + rate), np.float32)
        self._fresh = 0
        self._seconds: list[Energies] = []
        self._highest = 0.0

    def feed(self, frames: Audio) -> None:
        """Take the next frames, float32 (frames, channels), all of them finite."""
        while len(frames):
            start = self._history + self._fresh
            taken = frames[: self._line.shape[1] - start]
            self._line[:, start : start + len(taken)] = taken.T
            self._fresh += len(taken)
            frames = frames[len(taken) :]
            if self._fresh == self._rate:
                self._end_second()

    def result(self) -> Loudness:
        """What was measured so far."""
        steps = np.concatenate([*self._seconds, self._energies()])
        momentary, short_term = _means(steps, MOMENTARY_STEPS), _means(steps, SHORT_TERM_STEPS)
        gated = _above(momentary[::STEPS_A_GATE], INTEGRATED_GATE)
        peak = max(self._highest, self._last_peak())
        return Loudness(
            _reading(gated.mean()) if len(gated) else None,
            _reading(momentary.max(initial=0.0)),
            _reading(short_term.max(initial=0.0)),
            _range(short_term[::STEPS_A_GATE]),
            gain_to_db(peak) if peak > 0.0 else None,
        )

    def _end_second(self) -> None:
        self._seconds.append(self._energies())
        self._highest = max(self._highest, self._peak())
        self._line[:, : self._history] = self._line[:, self._rate :]
        self._fresh = 0

    def _energies(self) -> Energies:
        """The mean weighted energies of the steps that are whole in the second that is filled."""
        edges = np.arange(STEPS_A_SECOND + 1) * self._rate // STEPS_A_SECOND
        edges = edges[edges <= self._fresh]
        if len(edges) == 1:
            return np.empty(0)
        weighted = self._weighting.weigh(self._line[:, : self._history + edges[-1]])
        energies = self._weights @ np.square(weighted[:, self._history :])
        sums: Energies = np.add.reduceat(energies, edges[:-1])
        return sums / np.diff(edges)

    def _peak(self) -> float:
        """The true peak of the second that is filled, up to the frames that wait for their next."""
        return true_peak(self._line[:, self._history - WIDTH : self._history + self._fresh])

    def _last_peak(self) -> float:
        """The same, with silence after it."""
        heard = self._line[:, self._history - WIDTH : self._history + self._fresh]
        return true_peak(np.pad(heard, ((0, 0), (0, AFTER))))


def loudness_of(frames: Audio, rate: int) -> Loudness:
    """Measure a whole sound, float32 (frames, channels); raises what `LoudnessMeter` raises."""
    meter = LoudnessMeter(rate, frames.shape[1])
    meter.feed(frames)
    return meter.result()


def _means(steps: Energies, width: int) -> Energies:
    """The mean energies of all windows of so many steps."""
    if len(steps) < width:
        return np.empty(0)
    means: Energies = sliding_window_view(steps, width).mean(axis=1)
    return means


def _above(windows: Energies, relative_gate: float) -> Energies:
    """The windows that pass the absolute gate, and one below the mean of those that do."""
    heard = windows[windows > _energy(ABSOLUTE_GATE)]
    return heard[heard > heard.mean() * 10.0 ** (relative_gate / 10.0)] if len(heard) else heard


def _range(windows: Energies) -> float | None:
    gated = _above(windows, RANGE_GATE)
    if not len(gated):
        return None
    low, high = np.percentile(gated, RANGE_PERCENTILES, method="nearest")
    return float(10.0 * np.log10(high / low))


def _reading(energy: float) -> float | None:
    return OFFSET + 10.0 * float(np.log10(energy)) if energy > 0.0 else None


def _energy(loudness: float) -> float:
    return float(10.0 ** ((loudness - OFFSET) / 10.0))

"""The pulse that is heard: how fast a sound repeats itself."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from padsketch.analysis.onsets import HOPS_PER_SECOND, Audio, Curve, Onsets

SLOWEST, FASTEST = 50.0, 220.0
"""Tempos that are looked for; half and double go beyond."""
USUAL_BPM, SPREAD_OCTAVES = 115.0, 0.6
"""Where tempos lie: a bell over octaves, its middle and its width."""
LOOP_BEATS = {2: 1.0, 4: 1.0, 8: 1.0, 16: 1.0, 32: 1.0, 64: 1.0, 6: 0.7, 12: 0.7, 24: 0.7}
"""Beats that a loop may be long, and how usual that is."""
LOOP_SHARE = 0.5
"""A tempo that makes whole bars wins over one that is heard, down to this share of its pulse."""
PULSE_BEATS = (0.5, 1.0, 2.0, 4.0, 8.0)
"""Beats after which a sound with a tempo is like itself; halves keep dotted beats from winning."""
PLAY = 5
"""Looks by which what is played by hand may be early or late."""
LEAST_ONSETS = 4
LEAST_SECONDS = 1.5
"""A sound that is shorter, and no whole beats, has no tempo that one could tell."""
LEAST_STRENGTH, FULL_STRENGTH = 0.03, 0.5
"""Likenesses below which there is no pulse, and from which there is no doubt."""
LONGEST_SHARE = 0.75
"""Of a sound: a longer time is no time after which it could be like itself."""
TEMPOS = SLOWEST * (FASTEST / SLOWEST) ** (np.arange(600) / 599)


class Pulse(NamedTuple):
    """Beats per minute, how sure that is from 0 to 1, whether it makes the length whole bars."""

    bpm: float
    confidence: float
    is_whole: bool

    @classmethod
    def listen(cls, frames: Audio, rate: int) -> Pulse | None:
        """The pulse of frames (frames, channels) at a rate in hertz; None where there is none."""
        heard = Onsets.listen(frames, rate)
        if len(heard.at()) < LEAST_ONSETS:
            return None
        likeness = _likeness(heard.rises)
        seconds = len(frames) / rate
        free = max((_strength(likeness, bpm), bpm) for bpm in TEMPOS.tolist())
        whole = max(_whole(likeness, seconds), default=(0.0, 0.0))
        is_whole = whole[0] >= LOOP_SHARE * free[0]
        strength, bpm = whole if is_whole else free
        if strength < LEAST_STRENGTH or not (is_whole or seconds >= LEAST_SECONDS):
            return None
        return cls(bpm, min(1.0, strength / FULL_STRENGTH), is_whole)


def _whole(likeness: Curve, seconds: float) -> list[tuple[float, float]]:
    """The strengths of the tempos at which the length is whole bars."""
    tempos = ((60.0 * beats / seconds, usual) for beats, usual in LOOP_BEATS.items())
    return [
        (_strength(likeness, bpm) * usual, bpm)
        for bpm, usual in tempos
        if SLOWEST <= bpm <= FASTEST
    ]


def _likeness(rises: Curve) -> Curve:
    """How much a curve is like itself some looks later, 1 for no time (autocorrelation)."""
    smooth = np.convolve(rises, np.hanning(PLAY + 2), mode="same")
    varied, count = smooth - smooth.mean(), len(rises)
    spectrum = np.fft.rfft(varied, 2 * count)
    products = np.fft.irfft(np.abs(spectrum) ** 2)[:count]
    shares = np.arange(count, 0, -1) / count
    longest = max(1, int(count * LONGEST_SHARE))
    return np.asarray((products / shares / max(products[0], 1e-30))[:longest])


def _strength(likeness: Curve, bpm: float) -> float:
    """How much a sound is like itself after beats of a tempo, and how usual that tempo is."""
    lags = np.array(PULSE_BEATS) * (60.0 / bpm * HOPS_PER_SECOND)
    lags = lags[lags <= len(likeness) - 1]
    if not len(lags):
        return 0.0
    likenesses = np.interp(lags, np.arange(len(likeness)), likeness)
    octaves = np.log2(bpm / USUAL_BPM)
    return float(likenesses.mean() * np.exp(-0.5 * (octaves / SPREAD_OCTAVES) ** 2))

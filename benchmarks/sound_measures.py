"""What an ear would say of a mix, in numbers; sounds are float arrays (frames, 2) at 48 kHz."""

from __future__ import annotations

import itertools

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
Sound = NDArray[np.float64]
Frames = NDArray[np.int64]

THIRD_OCTAVES = 1000 * 2.0 ** (np.arange(-13, 12) / 3)
"""Centres from 50 Hz to 12.7 kHz."""
SLOPE_DB = -1.5
"""How a finished mix falls per octave where pink noise is level, about."""
LOW_HZ = 150.0
SILENT_DB = -160.0


def decibels(power: float) -> float:
    """The level of a power, from -160 on."""
    return float(10 * np.log10(max(power, 10 ** (SILENT_DB / 10))))


def crest(sound: Sound) -> float:
    """How far the highest sample is above the RMS, in dB."""
    return decibels(float(np.max(sound**2))) - decibels(float(np.mean(sound**2)))


def third_octaves(sound: Sound) -> Sound:
    """The level of every third of an octave in dB, without their mean."""
    spectrum = np.sum(np.abs(np.fft.rfft(sound, axis=0)) ** 2, axis=1)
    hertz = np.arange(len(spectrum)) * RATE / len(sound)
    edges = np.append(THIRD_OCTAVES / 2 ** (1 / 6), THIRD_OCTAVES[-1] * 2 ** (1 / 6))
    sums = np.add.reduceat(spectrum, np.searchsorted(hertz, edges))[:-1]
    levels = 10 * np.log10(sums + 1e-12)
    return np.asarray(levels - levels.mean())


def balance(sound: Sound) -> Sound:
    """How far every third of an octave is from the slope of a finished mix, in dB."""
    target = SLOPE_DB * np.log2(THIRD_OCTAVES)
    return np.asarray(third_octaves(sound) - (target - target.mean()))


def region(deviations: Sound, low: float, high: float) -> float:
    """The mean of the bands between two frequencies in Hz."""
    return float(deviations[(low <= THIRD_OCTAVES) & (high > THIRD_OCTAVES)].mean())


def correlation(sound: Sound, below: float | None = None) -> float:
    """How alike left and right are, 1: the same; of what is below a frequency in Hz, or of all."""
    left, right = (sound if below is None else lowpassed(sound, below)).T
    return float(np.sum(left * right) / np.sqrt(np.sum(left**2) * np.sum(right**2)))


def lowpassed(sound: Sound, hertz: float) -> Sound:
    """What is below a frequency, and nothing of what is above."""
    spectrum = np.fft.rfft(sound, axis=0)
    spectrum[round(hertz * len(sound) / RATE) :] = 0
    return np.fft.irfft(spectrum, len(sound), axis=0)


def room_for_kick(kick: Sound, bass: Sound, onsets: Frames, seconds: float = 0.12) -> float:
    """How far the kick is above the bass below 150 Hz while it is hit, in dB."""
    low_kick, low_bass = (lowpassed(sound, LOW_HZ) ** 2 for sound in (kick, bass))
    spans = [slice(onset, onset + round(seconds * RATE)) for onset in onsets]
    powers = (sum(float(low[span].sum()) for span in spans) for low in (low_kick, low_bass))
    return decibels(next(powers)) - decibels(next(powers))


def likeness(one: Sound, other: Sound) -> float:
    """The highest correlation of two sounds, whichever is a little later; of a copy 1."""
    size = 1 << (len(one) + len(other)).bit_length()
    first, second = (np.fft.rfft(sound.mean(axis=1), size) for sound in (one, other))
    energy = np.sum(one.mean(axis=1) ** 2) * np.sum(other.mean(axis=1) ** 2)
    return float(np.max(np.abs(np.fft.irfft(first * second.conj(), size))) / np.sqrt(energy))


def repetition(sound: Sound, onsets: Frames, seconds: float = 0.06) -> float:
    """How alike two hits are that follow one another, on average; not a number for fewer."""
    hits = [sound[onset : onset + round(seconds * RATE)] for onset in onsets]
    heard = [hit for hit in hits if np.any(hit)]
    pairs = itertools.pairwise(heard)
    alike = [likeness(one, other) for one, other in pairs]
    return float(np.mean(alike)) if alike else float("nan")

"""What is tonal in a sound: its key, or the one note that it plays."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.analysis.onsets import Audio, Curve

NOTES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""How well each note fits a key, from its tonic on (Krumhansl and Kessler 1982)."""
LEAST_LIKENESS = 0.6
"""Correlation with the nearest key below which tones have none."""
TONAL_SHARE, DOUBT = 0.6, 0.9
"""Share of energy in partials below which a key must be clearer, and by how much for what lacks:
tones beside drums must show their key more plainly, for drums have partials too."""
LEAST_NOTES = 3
"""Pitch classes that a key needs: one note or an interval has none."""
NOTE_SHARE = 0.1
"""Of the strongest pitch class: from this share on a pitch class is played."""
WINDOW_SECONDS = 0.37
PEAK_DB = 12.0
"""How far a partial stands out from the spectrum around it."""
LOWEST_HZ, HIGHEST_HZ = 55.0, 2_000.0
PITCH_HZ = (30.0, 1_500.0)
PITCH_SECONDS = 0.1
PITCH_DOUBT = 0.15
"""Aperiodicity up to which a period counts, as YIN has it."""
STEADY_SHARE = 0.6
"""Of the loud parts of a sound: so many agree on a note that it is its root."""


def key_of(frames: Audio, rate: int) -> str:
    """The key, such as "A minor", of frames (frames, channels); "" where there is none."""
    classes, tonal = _pitch_classes(frames.mean(axis=1, dtype=np.float64), rate)
    if np.count_nonzero(classes > NOTE_SHARE * classes.max(initial=0.0)) < LEAST_NOTES:
        return ""
    likeness, key = max(
        (float(np.corrcoef(np.roll(profile, tonic), classes)[0, 1]), f"{NOTES[tonic]} {mode}")
        for mode, profile in (("major", MAJOR), ("minor", MINOR))
        for tonic in range(12)
    )
    least = LEAST_LIKENESS + DOUBT * max(0.0, TONAL_SHARE - tonal)
    return key if likeness >= least else ""


def root_of(frames: Audio, rate: int) -> str:
    """The note, such as "C2", that frames (frames, channels) play; "" where there is not one.

    The pitch of the loud parts by the difference function of YIN (de Cheveigne and Kawahara 2002).
    """
    notes = [_note(part, rate) for part in _loud_parts(frames.mean(axis=1, dtype=np.float64), rate)]
    pitched = [note for note in notes if note is not None]
    if not pitched or len(pitched) < STEADY_SHARE * len(notes):
        return ""
    middle = round(float(np.median(pitched)))
    agreeing = sum(abs(note - middle) <= 1.0 for note in pitched)
    is_steady = agreeing >= STEADY_SHARE * len(notes)
    return f"{NOTES[middle % 12]}{middle // 12 - 1}" if is_steady else ""


def _pitch_classes(sound: Curve, rate: int) -> tuple[Curve, float]:
    """How strong the partials of each pitch class are, from C on; their share of the energy."""
    size = 1 << round(np.log2(WINDOW_SECONDS * rate))
    padded = np.pad(sound, (0, max(0, size - len(sound))))
    views = np.lib.stride_tricks.sliding_window_view(padded, size)[:: size // 2]
    window = np.hanning(size)
    classes, tonal, whole = np.zeros(12), 0.0, 1e-30
    for view in views:
        power = np.abs(np.fft.rfft(view * window)) ** 2
        bins = _partials(power, rate / size)
        low, high = (int(hertz * size / rate) for hertz in (LOWEST_HZ, HIGHEST_HZ))
        whole += power[low:high].sum()
        tonal += sum(power[bins + shift].sum() for shift in (-1, 0, 1))
        notes = np.round(_midi(_centres(power, bins) * rate / size)).astype(int) % 12
        # Magnitudes, so that the quieter notes of a chord count as well.
        np.add.at(classes, notes, np.sqrt(power[bins]))
    return classes, float(tonal / whole)


def _partials(power: Curve, bin_hertz: float) -> NDArray[np.int64]:
    """The bins of the peaks that stand out."""
    low, high = int(LOWEST_HZ / bin_hertz), int(HIGHEST_HZ / bin_hertz)
    reach = max(4, round(20.0 / bin_hertz))
    around = np.convolve(power, np.ones(2 * reach + 1) / (2 * reach + 1), mode="same")
    bins = np.arange(max(1, low), min(high, len(power) - 1))
    middle = power[bins]
    is_peak = (middle > power[bins - 1]) & (middle >= power[bins + 1])
    stands_out = (middle > around[bins] * 10 ** (PEAK_DB / 20)) & (middle > 1e-4 * power.max())
    return np.asarray(bins[is_peak & stands_out])


def _centres(power: Curve, bins: NDArray[np.int64]) -> Curve:
    """The bins of peaks with their fractions, by a parabola through the logarithms."""
    before, at, after = (np.log(power[bins + shift] + 1e-30) for shift in (-1, 0, 1))
    curve = before - 2 * at + after
    return np.asarray(bins + 0.5 * (before - after) / np.where(curve == 0, 1.0, curve))


def _midi(hertz: Curve) -> Curve:
    return np.asarray(69.0 + 12.0 * np.log2(hertz / 440.0))


def _loud_parts(sound: Curve, rate: int) -> list[Curve]:
    """Parts of a sound within 20 dB of its loudest part."""
    size = round(PITCH_SECONDS * rate)
    parts = [sound[start : start + size] for start in range(0, len(sound) - size + 1, size)]
    energies = [float(np.vdot(part, part)) for part in parts]
    loudest = max(energies, default=0.0)
    return [part for part, energy in zip(parts, energies, strict=True) if energy > loudest / 100]


def _note(part: Curve, rate: int) -> float | None:
    """The pitch of a part as a MIDI note with a fraction; None for noise."""
    shortest, longest = round(rate / PITCH_HZ[1]), min(round(rate / PITCH_HZ[0]), len(part) // 2)
    doubt = _aperiodicity(part, longest)
    below = np.flatnonzero(doubt[shortest:longest] < PITCH_DOUBT)
    if not len(below):
        return None
    period = shortest + int(below[0])
    while period + 1 < longest and doubt[period + 1] < doubt[period]:
        period += 1
    return float(_midi(np.array(rate / _dip(doubt, period))))


def _aperiodicity(part: Curve, longest: int) -> Curve:
    """The cumulative mean normalised difference for every period up to the longest."""
    size = len(part) - longest
    spectrum = np.fft.rfft(part, 2 * len(part))
    products = np.fft.irfft(np.conj(np.fft.rfft(part[:size], 2 * len(part))) * spectrum)[
        : longest + 1
    ]
    energies = np.concatenate([[0.0], np.cumsum(part**2)])
    periods = np.arange(longest + 1)
    difference = energies[size] + energies[periods + size] - energies[periods] - 2 * products
    means = np.cumsum(difference[1:]) / periods[1:]
    return np.concatenate([[1.0], np.maximum(difference[1:], 0.0) / np.maximum(means, 1e-30)])


def _dip(doubt: Curve, period: int) -> float:
    """A period with its fraction, by a parabola."""
    before, at, after = doubt[period - 1], doubt[period], doubt[min(period + 1, len(doubt) - 1)]
    curve = before - 2 * at + after
    return period + (0.5 * float((before - after) / curve) if curve > 0 else 0.0)

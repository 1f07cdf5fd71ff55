"""Two sounds that shall be one: how to lay their attacks over each other, and what the sum does."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Audio = NDArray[np.float32]
Curve = NDArray[np.float64]

ATTACK_SECONDS = 0.25
"""How much of the louder beginning of two sounds is compared."""
SHIFT_SECONDS = 0.012
"""Two sounds that lie further apart are heard as two hits."""
NEARLY = 0.95
"""A smaller shift is better where the sounds fit nearly as well: waves repeat."""
BANDS = (("low end", 20.0, 150.0), ("middle", 150.0, 2500.0), ("top", 2500.0, 20_000.0))
"""Hertz, half-open."""
NOTICED_DB = 1.0
"""Less is not said."""
LEAST_SHIFT_MS = 0.05
LEAST_SHARE = 1e-4
"""A band with less than this share of the power changes nothing."""
FLOOR_DB = -60.0
"""A change is not told as less: nothing is left."""


class Alignment(NamedTuple):
    """How a sound lies best on another one.

    delay_ms: by how much later it must come, negative for earlier; is_inverted: in the other
    polarity; correlation of both then, 0 to 1.
    """

    delay_ms: float
    is_inverted: bool
    correlation: float


class BandChange(NamedTuple):
    """What a sum has more, or less, in a band than both sounds' powers together."""

    band: str
    change_db: float


class SumChange(NamedTuple):
    """What a sum lost and gained against the power of both sounds, in its worst and best band.

    Two sounds that have nothing in common change nothing, the same sound twice gains 3 dB.
    advice: what would help, "" where nothing is known.
    """

    lost_db: float
    gained_db: float
    overall_db: float
    bands: tuple[BandChange, ...]
    advice: str

    @property
    def words(self) -> str:
        """What a user is told."""
        worst = min(self.bands, key=lambda band: band.change_db)
        if worst.change_db > -NOTICED_DB:
            return self._gain_words()
        loss = f"the {worst.band} loses {-worst.change_db:.1f} dB"
        return f"{loss}: {self.advice}" if self.advice else loss

    def _gain_words(self) -> str:
        best = max(self.bands, key=lambda band: band.change_db)
        if best.change_db < NOTICED_DB:
            return "nothing is lost"
        return f"nothing is lost, the {best.band} gains {best.change_db:.1f} dB"


def alignment(a: Audio, b: Audio, rate: int) -> Alignment:
    """How `b` must be moved, and whether turned over, to lie on `a`; both (frames, channels)."""
    first, second = (_attack(sound, rate) for sound in (a, b))
    length = min(max(len(first), len(second)), round(ATTACK_SECONDS * rate))
    first, second = first[:length], second[:length]
    scale = float(np.sqrt((first**2).sum() * (second**2).sum()))
    if scale == 0.0:
        return Alignment(0.0, False, 0.0)
    reach = max(1, round(SHIFT_SECONDS * rate))
    values = _correlation(first, second, reach) / scale
    shift = _nearest_peak(np.abs(values), reach)
    delay = shift - reach + _fraction(np.abs(values), shift)
    return Alignment(1000 * delay / rate, bool(values[shift] < 0), float(abs(values[shift])))


def sum_change(a: Audio, b: Audio, rate: int) -> SumChange:
    """What two sounds lose and gain where they sound together, in decibels and in words."""
    first, second = _together(a, b)
    spectra = _Spectra(first, second, rate)
    bands = spectra.changes(1.0, 0.0)
    lost = max(0.0, *(-band.change_db for band in bands))
    gained = max(0.0, *(band.change_db for band in bands))
    advice = _advice(bands, spectra, alignment(a, b, rate)) if lost > NOTICED_DB else ""
    return SumChange(lost, gained, spectra.overall(), bands, advice)


class _Spectra:
    """Energies of two sounds over frequency, and what they have in common."""

    def __init__(self, a: Curve, b: Curve, rate: int) -> None:
        self.length = 1 << (max(len(a), len(b), 2) - 1 + round(SHIFT_SECONDS * rate)).bit_length()
        self.hertz = np.fft.rfftfreq(self.length, 1.0 / rate)
        first, second = (np.fft.rfft(sound, self.length, axis=0) for sound in (a, b))
        self.apart = (np.abs(first) ** 2 + np.abs(second) ** 2).sum(axis=1)
        self.common = 2.0 * (first.conj() * second).sum(axis=1)

    def changes(self, sign: float, delay_ms: float) -> tuple[BandChange, ...]:
        """What every band gains where the second sound is turned over, or comes later."""
        turned = sign * np.exp(-2j * np.pi * self.hertz * delay_ms / 1000)
        shared = (self.common * turned).real
        return tuple(
            BandChange(name, self._change_of(shared, (self.hertz >= low) & (self.hertz < high)))
            for name, low, high in BANDS
        )

    def overall(self) -> float:
        """What the whole sum gains."""
        return _change_db(self.apart, self.common.real)

    def _change_of(self, shared: Curve, here: NDArray[np.bool_]) -> float:
        apart = self.apart[here]
        is_heard = apart.sum() > LEAST_SHARE * self.apart.sum()
        return _change_db(apart, shared[here]) if is_heard else 0.0


def _advice(bands: tuple[BandChange, ...], spectra: _Spectra, lying: Alignment) -> str:
    """What brings something back in the worst band: the other polarity, another place."""
    worst = min(bands, key=lambda band: band.change_db)
    at, wanted = bands.index(worst), worst.change_db + NOTICED_DB
    turns = spectra.changes(-1.0, 0.0)[at].change_db > wanted
    sign = -1.0 if lying.is_inverted else 1.0
    moves = spectra.changes(sign, lying.delay_ms)[at].change_db > wanted
    place = f"move by {lying.delay_ms:+.1f} ms"
    if not moves or abs(lying.delay_ms) < LEAST_SHIFT_MS:
        return "turn polarity" if turns else ""
    if lying.is_inverted:
        return f"turn polarity, {place}"
    return f"turn polarity or {place}" if turns else place


def _change_db(apart: Curve, shared: Curve) -> float:
    power = float(apart.sum())
    if power == 0.0:
        return 0.0
    return max(FLOOR_DB, 10.0 * float(np.log10(max(1.0 + float(shared.sum()) / power, 1e-9))))


def _correlation(a: Curve, b: Curve, reach: int) -> Curve:
    """Sums of products of `a` and `b` moved by -reach to reach frames."""
    size = 1 << (len(a) + len(b) + reach).bit_length()
    both: Curve = np.fft.irfft(np.fft.rfft(a, size) * np.fft.rfft(b, size).conj(), size)
    return np.concatenate((both[-reach:], both[: reach + 1]))


def _nearest_peak(values: Curve, centre: int) -> int:
    """The peak that is nearest to the centre among those that are nearly the highest."""
    inner = np.pad(values, 1, constant_values=-1.0)
    peaks = np.flatnonzero((values >= inner[:-2]) & (values >= inner[2:]))
    high = peaks[values[peaks] >= NEARLY * values.max()]
    return int(high[np.abs(high - centre).argmin()])


def _fraction(values: Curve, at: int) -> float:
    """Where the parabola through a peak and its neighbours is highest, in frames from it."""
    if not 0 < at < len(values) - 1:
        return 0.0
    before, here, after = values[at - 1 : at + 2]
    bend = before - 2.0 * here + after
    return float(0.5 * (before - after) / bend) if bend < 0.0 else 0.0


def _attack(sound: Audio, rate: int) -> Curve:
    """The beginning of a sound, its channels as one."""
    reach = round((ATTACK_SECONDS + SHIFT_SECONDS) * rate)
    attack: Curve = sound[:reach].astype(np.float64).mean(axis=1)
    return attack


def _together(a: Audio, b: Audio) -> tuple[Curve, Curve]:
    """Both with as many channels."""
    width = max(a.shape[1], b.shape[1])
    first, second = (
        np.broadcast_to(sound.astype(np.float64), (len(sound), width)) for sound in (a, b)
    )
    return first, second

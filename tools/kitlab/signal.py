"""Where sounds begin: time, envelopes, oscillators and noise, as float64 arrays of frames."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

RATE = 48_000
NYQUIST = RATE / 2

Signal = NDArray[np.float64]
Rng = np.random.Generator


def dice(seed: int, take: int = 0) -> Rng:
    """Return the dice of one take of a sound."""
    others = (take,) if take else ()
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=others)))


def same(rng: Rng) -> Rng:
    """Return dice that fall alike in every take: for what is struck, not for how it is struck."""
    seeds = rng.bit_generator.seed_seq
    return dice(int(seeds.entropy))  # type: ignore[attr-defined]


def clock(seconds: float) -> Signal:
    """Return the time of every frame in seconds, shape (frames,)."""
    return np.arange(round(seconds * RATE)) / RATE


def decay(t: Signal, seconds: float) -> Signal:
    """Fall exponentially from 1, by 60 dB in `seconds`; 0 before the time 0."""
    return np.where(t < 0, 0.0, 10.0 ** (-3.0 * np.maximum(t, 0.0) / seconds))


def rise(t: Signal, seconds: float) -> Signal:
    """Climb from 0 to 1 along half a cosine, then stay."""
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(t / seconds, 0.0, 1.0))


def glide(t: Signal, start: float, end: float, seconds: float) -> Signal:
    """Move exponentially from `start` towards `end` with the time constant `seconds`."""
    left: Signal = np.exp(-t / seconds)
    return end + (start - end) * left


def phase(hz: Signal) -> Signal:
    """Integrate a frequency per frame into a phase in radians that begins at 0."""
    steps = 2 * np.pi * hz / RATE
    return np.cumsum(steps) - float(steps[0])


def tone(t: Signal, hz: float | Signal, offset: float = 0.0) -> Signal:
    """Return a sine of a fixed or moving frequency; `offset` is its first phase in radians."""
    return np.sin(phase(np.broadcast_to(np.asarray(hz, float), t.shape)) + offset)


def noise(t: Signal, rng: Rng) -> Signal:
    """Return white noise in -1..1."""
    return 2.0 * rng.random(t.size) - 1.0


def specks(t: Signal, rng: Rng, per_second: float) -> Signal:
    """Return silence with single frames of noise, on average `per_second` of them."""
    return np.where(rng.random(t.size) < per_second / RATE, noise(t, rng), 0.0)


def mixed(sounds: Iterable[Signal]) -> Signal:
    """Add sounds of one length."""
    total: Signal = np.sum(list(sounds), axis=0)
    return total


def harmonics(angle: Signal, weights: Iterable[float | Signal]) -> Signal:
    """Sum sines at 1, 2, 3... times a phase, each with a fixed or moving weight."""
    turn = np.exp(1j * angle)
    power = np.ones_like(turn)
    total = np.zeros(angle.size)
    for weight in weights:
        power = power * turn
        total += weight * power.imag
    return total


def square(t: Signal, hz: float, offset: float = 0.0) -> Signal:
    """Return a square wave of odd harmonics below Nyquist, so that it cannot alias."""
    count = int(NYQUIST / hz)
    return harmonics(2 * np.pi * hz * t + offset, [k % 2 / k for k in range(1, count + 1)])


def saw(
    t: Signal, hz: float, cutoff: float | Signal = NYQUIST, q: float = 0.7, offset: float = 0.0
) -> Signal:
    """Return a saw wave behind a resonant 12 dB lowpass whose cut-off in Hz may move.

    The filter is applied to each harmonic as its magnitude `1 / |1 - x^2 + jx/q|` with
    `x = f / cutoff`, which is exact for a still cut-off and free of zipper noise for a moving one.
    """
    count = int(NYQUIST / hz)
    ratios = (k * hz / np.asarray(cutoff, float) for k in range(1, count + 1))
    filtered = (1 / np.hypot(1 - x * x, x / q) for x in ratios)
    return harmonics(2 * np.pi * hz * t + offset, (w / k for k, w in enumerate(filtered, 1)))


def place(t: Signal, sound: Signal, seconds: float, gain: float = 1.0) -> Signal:
    """Put a sound at a time on a silent stretch as long as `t`; what does not fit is cut."""
    stretch = np.zeros(t.size)
    first = round(seconds * RATE)
    part = sound[: max(0, t.size - first)]
    stretch[first : first + part.size] = gain * part
    return stretch


def note_to_hz(name: str) -> float:
    """Return the frequency of a note such as "C2" or "F#3" (A4 = 440 Hz, equal temperament)."""
    letter, octave = name.rstrip("-0123456789"), int(name.lstrip("ABCDEFG#b"))
    semitone = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}[letter[0]]
    semitone += letter.count("#") - letter.count("b")
    return float(440.0 * 2.0 ** ((semitone - 9) / 12 + octave - 4))

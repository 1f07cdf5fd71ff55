"""Filters as exact frequency responses: digital biquads, applied through the FFT."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from kitlab.signal import RATE, Signal

Response = Callable[[NDArray[np.complex128]], NDArray[np.complex128]]

RINGING = RATE // 2
"""Frames of silence behind a sound, into which a filter may ring without wrapping round."""


def respond(sound: Signal, hz: float, response: Response) -> Signal:
    """Filter the frames of a sound by an analogue response H(s), s normalised to `hz`.

    The bilinear transform with prewarping, evaluated on the unit circle:
    `s = j tan(pi f / RATE) / tan(pi hz / RATE)`.
    """
    size = 1 << (sound.shape[0] + RINGING - 1).bit_length()
    turns = np.arange(size // 2 + 1) / size
    s = 1j * np.tan(np.pi * turns) / np.tan(np.pi * hz / RATE)
    gains = response(s).reshape(-1, *[1] * (sound.ndim - 1))
    return np.fft.irfft(np.fft.rfft(sound, size, axis=0) * gains, size, axis=0)[: sound.shape[0]]


def lowpass(sound: Signal, hz: float, q: float = 0.7) -> Signal:
    """Cut above `hz` by 12 dB per octave, with resonance `q`."""
    return respond(sound, hz, lambda s: 1 / (s * s + s / q + 1))


def highpass(sound: Signal, hz: float, q: float = 0.7) -> Signal:
    """Cut below `hz` by 12 dB per octave, with resonance `q`."""
    return respond(sound, hz, lambda s: s * s / (s * s + s / q + 1))


def bandpass(sound: Signal, hz: float, q: float = 1.0) -> Signal:
    """Keep the surroundings of `hz`; its own gain is 1 and its bandwidth `hz / q`."""
    return respond(sound, hz, lambda s: s / q / (s * s + s / q + 1))


def bell(sound: Signal, hz: float, db: float, q: float = 1.0) -> Signal:
    """Raise or lower the surroundings of `hz` by `db`."""
    a = 10 ** (db / 40)
    return respond(sound, hz, lambda s: (s * s + s * a / q + 1) / (s * s + s / (a * q) + 1))


def sweep_band(sound: Signal, hz: Signal, q: float) -> Signal:
    """Bandpass whose centre in Hz moves every frame (a trapezoidal state-variable filter)."""
    low = band = 0.0
    swept = []
    for frame, g in zip(sound.tolist(), np.tan(np.pi * hz / RATE).tolist(), strict=True):
        v1 = (band + g * (frame - low)) / (1.0 + g * (g + 1.0 / q))
        v2 = low + g * v1
        band, low = 2.0 * v1 - band, 2.0 * v2 - low
        swept.append(v1 / q)
    return np.array(swept)

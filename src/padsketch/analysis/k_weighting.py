"""The K-weighting of ITU-R BS.1770-4: how bright a sound is to the ear, and how little bass counts.

The standard gives coefficients for 48 kHz, and asks of other rates that frequencies come out alike.
So the response that these coefficients have is laid over the spectrum of a sound of any rate.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

STANDARD_RATE = 48_000
SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (1.0, -1.69065929318241, 0.73248077421585),
)
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""Numerators and denominators in z to the minus 0, 1 and 2: tables 1 and 2."""
HISTORY_SECONDS = 0.2
"""After this time the response of the filters to a frame is below -300 dB."""

Frames = NDArray[np.float32]
Weighted = NDArray[np.float64]
Spectrum = NDArray[np.complex128]


class KWeighting:
    """The weighting at a rate in hertz; it remembers nothing from call to call."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._responses: dict[int, Spectrum] = {}

    def weigh(self, frames: Frames) -> Weighted:
        """Frames (channels, frames) as they are weighted.

        The first `HISTORY_SECONDS` have to be those before what is asked for: the transform is
        circular, and what rings on from its end falls into them.
        """
        size = 1 << max(1, frames.shape[1] - 1).bit_length()
        spectra = np.fft.rfft(frames.astype(np.float64), size) * self._response(size)
        return np.fft.irfft(spectra, size)[:, : frames.shape[1]]

    def _response(self, size: int) -> Spectrum:
        if size not in self._responses:
            self._responses[size] = _response(np.fft.rfftfreq(size) * self._rate)
        return self._responses[size]


def _response(hertz: NDArray[np.floating]) -> Spectrum:
    """What both filters make of sines; above the standard's band they stay as at its end."""
    delay = np.exp(-2j * np.pi * np.minimum(hertz / STANDARD_RATE, 0.5))
    response = np.ones_like(delay)
    for numerator, denominator in (SHELF, HIGH_PASS):
        response *= _polynomial(numerator, delay) / _polynomial(denominator, delay)
    return response


def _polynomial(coefficients: tuple[float, float, float], delay: Spectrum) -> Spectrum:
    first, second, third = coefficients
    return first + delay * (second + delay * third)

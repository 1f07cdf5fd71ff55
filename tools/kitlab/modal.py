"""Struck things: banks of modes, each a frequency in Hz, a 60 dB decay in seconds and a gain."""

from dataclasses import dataclass

import numpy as np

from kitlab.signal import NYQUIST, Rng, Signal, decay

BAR = np.array([3.0112, 5.0, 7.0, 9.0, 11.0]) ** 2 / 3.0112**2
"""Ratios of a thin free bar (Fletcher and Rossing, The Physics of Musical Instruments, ch. 2)."""

BESSEL_ZEROS = np.array(
    [2.4048, 3.8317, 5.1356, 5.5201, 6.3802, 7.0156, 7.5883, 8.4172, 8.6537, 8.7715]
)
MEMBRANE = BESSEL_ZEROS / BESSEL_ZEROS[0]
"""Ratios of an ideal round membrane: the zeros of J0, J1, J2... in order."""

WAVES = np.arange(2, 8)
RIM = WAVES * (WAVES**2 - 1) / np.sqrt(WAVES**2 + 1) / (6 / np.sqrt(5))
"""Ratios of a thin ring with n waves around it, n (n^2 - 1) / sqrt(n^2 + 1): the rim of a glass."""


@dataclass(frozen=True)
class Body:
    """A thing that rings when it is struck."""

    hz: Signal
    seconds: Signal
    gains: Signal

    def strike(self, t: Signal, rng: Rng, contact_hz: float) -> Signal:
        """Ring after a blow whose softness damps the modes above `contact_hz`."""
        gains = self.gains * np.exp(-((self.hz / contact_hz) ** 2))
        sound = np.zeros(t.size)
        for hz, seconds, gain in zip(self.hz, self.seconds, gains, strict=True):
            if hz < 0.95 * NYQUIST:
                sign = rng.choice([-1.0, 1.0])
                sound += sign * gain * np.sin(2 * np.pi * hz * t) * decay(t, seconds)
        return sound


def body(hz: Signal, seconds: float, damping: float, tilt: float = 0.5) -> Body:
    """Build a body whose lowest mode rings `seconds`.

    Higher modes die faster by (f / lowest)^-damping and begin weaker by (f / lowest)^-tilt.
    """
    ratio = hz / hz.min()
    return Body(hz, seconds * ratio**-damping, ratio**-tilt)


def plate(first_hz: float, aspect: float, count: int) -> Signal:
    """Return the lowest `count` modes of a supported plate, f ~ (m / a)^2 + (n / b)^2, in Hz."""
    m, n = np.meshgrid(np.arange(1, 40), np.arange(1, 40))
    shapes = np.sort(((m * aspect) ** 2 + n**2).ravel())
    return shapes[:count] * (first_hz / float(shapes[0]))


def cluster(rng: Rng, low_hz: float, high_hz: float, count: int) -> Signal:
    """Return `count` frequencies, one at random in each slice of a logarithmic range."""
    slices = (np.arange(count) + rng.random(count)) / count
    return np.asarray(low_hz * (high_hz / low_hz) ** slices)

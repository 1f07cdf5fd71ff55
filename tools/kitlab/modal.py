"""Struck things: banks of modes, each a frequency in Hz, a 60 dB decay in seconds and a gain."""

from dataclasses import dataclass

import numpy as np

from kitlab.signal import NYQUIST, Rng, Signal, decay

BAR = np.array([1.0, 2.756, 5.404, 8.933, 13.34])
"""Ratios of a free bar (Rossing and Fletcher, The Physics of Musical Instruments, ch. 2)."""

MEMBRANE = np.array([1.0, 1.594, 2.136, 2.296, 2.653, 2.918, 3.156, 3.501, 3.600, 4.060])
"""Ratios of an ideal round membrane: zeros of the Bessel functions over the first one."""

WINE_GLASS = np.array([1.0, 2.32, 4.25, 6.63, 9.38, 12.4])
"""Ratios of a glass's rim modes (Rossing, Acoustics of the glass harmonica, 1994)."""


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

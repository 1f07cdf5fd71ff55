"""What happens to a sound after it began: grit, rooms and width."""

import numpy as np

from kitlab.filters import highpass, lowpass
from kitlab.signal import RATE, Rng, Signal, clock, decay, noise, rise


def unit(sound: Signal) -> Signal:
    """Scale a sound to a peak of 1."""
    return sound / float(np.max(np.abs(sound)))


def saturate(sound: Signal, drive: float, bias: float = 0.0) -> Signal:
    """Bend a sound of peak 1 through a tanh; `bias` makes it lopsided, for even harmonics."""
    bent: Signal = np.tanh(drive * (unit(sound) + bias))
    return unit(bent - np.tanh(drive * bias))


def stereo(left: Signal, right: Signal) -> Signal:
    """Join two signals of one length into the shape (frames, 2)."""
    return np.stack([left, right], axis=1)


def padded(sound: Signal, seconds: float) -> Signal:
    """Append silence."""
    return np.concatenate([sound, np.zeros((round(seconds * RATE), *sound.shape[1:]))])


def convolve(sound: Signal, impulse: Signal) -> Signal:
    """Convolve two mono signals; the length is that of the sound."""
    size = 1 << (sound.size + impulse.size - 1).bit_length()
    product = np.fft.rfft(sound, size) * np.fft.rfft(impulse, size)
    return np.fft.irfft(product, size)[: sound.size]


def walls(rng: Rng, seconds: float, tone_hz: float) -> Signal:
    """Return one ear's impulse of a room: early echoes, then noise that darkens as it dies."""
    t = clock(seconds)
    tail = noise(t, rng) * decay(t, seconds) * rise(t, 0.012)
    dark = lowpass(noise(t, rng) * decay(t, 1.4 * seconds) * rise(t, 0.02), tone_hz / 3)
    impulse = 0.5 * lowpass(tail, tone_hz) + dark
    for echo in rng.uniform(0.003, 0.022, 7):
        impulse[round(echo * RATE)] += rng.choice([-1.0, 1.0]) * (1.0 - 30.0 * echo) * 4.0
    return highpass(impulse, 180.0)


def room(
    sound: Signal, rng: Rng, seconds: float, wet: float = 0.2, tone_hz: float = 5000.0
) -> Signal:
    """Stand a mono sound of any level in a stereo room; `wet` is the room's share of the peak."""
    dry = padded(unit(sound), seconds)
    ears = [convolve(dry, walls(rng, seconds, tone_hz)) for _ in range(2)]
    loudest = max(float(np.max(np.abs(ear))) for ear in ears)
    return stereo(*(dry + ear * wet / loudest for ear in ears))

"""What the ear would say of a sound, in numbers; sounds are (frames,) or (frames, channels)."""

import numpy as np
from numpy.typing import NDArray

from kitlab.signal import RATE, Signal

SILENCE = 1e-12

K_SHELF = (
    1.53512485958697,
    -2.69169618940638,
    1.19839281085285,
    -1.69065929318241,
    0.73248077421585,
)
K_HIGHPASS = (1.0, -2.0, 1.0, -1.99004745483398, 0.99007225036621)
"""K weighting at 48 kHz as b0, b1, b2, a1, a2 (ITU-R BS.1770-4, tables 1 and 2)."""


def columns(sound: Signal) -> Signal:
    """Return a sound as (frames, channels)."""
    return sound.reshape(sound.shape[0], -1)


def k_weighted(sound: Signal) -> Signal:
    """Weigh the frames of a sound by frequency as BS.1770 does, shape (frames, channels)."""
    frames = columns(sound)
    size = 1 << (frames.shape[0] + RATE // 10).bit_length()
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    gains = np.ones_like(z)
    for b0, b1, b2, a1, a2 in (K_SHELF, K_HIGHPASS):
        gains *= (b0 + b1 * z + b2 * z * z) / (1 + a1 * z + a2 * z * z)
    spectrum = np.fft.rfft(frames, size, axis=0) * gains[:, None]
    return np.fft.irfft(spectrum, size, axis=0)[: frames.shape[0]]


def loudness(sound: Signal, seconds: float = 0.1) -> float:
    """Return the K-weighted level of the loudest stretch in dB; mono counts on both speakers."""
    weighted = k_weighted(sound)
    power = 2.0 * np.mean(weighted**2, axis=1)
    window = round(seconds * RATE)
    total = np.concatenate([[0.0], np.cumsum(np.pad(power, (0, window)))])
    return float(10 * np.log10(np.max(total[window:] - total[:-window]) / window + SILENCE) - 0.691)


def spectrum(sound: Signal) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the frequencies in Hz and the power at each, summed over the channels."""
    frames = columns(sound)
    power = np.sum(np.abs(np.fft.rfft(frames, axis=0)) ** 2, axis=1)
    return np.arange(power.size) * RATE / frames.shape[0], power


def centroid(sound: Signal) -> float:
    """Return the centre of gravity of the power spectrum in Hz."""
    hz, power = spectrum(sound)
    return float(np.sum(hz * power) / np.sum(power))


def envelope(sound: Signal, seconds: float = 0.005) -> Signal:
    """Return the RMS level per window of `seconds`, all channels together."""
    frames = columns(sound)
    window = round(seconds * RATE)
    whole = np.pad(frames, ((0, -frames.shape[0] % window), (0, 0)))
    power = np.mean(whole.reshape(-1, window * frames.shape[1]) ** 2, axis=1)
    return np.asarray(np.sqrt(power))


def ring(sound: Signal, db: float = -30.0) -> float:
    """Return the seconds until the envelope stays below its maximum by `db`."""
    levels = envelope(sound)
    loud = np.flatnonzero(levels > np.max(levels) * 10 ** (db / 20))
    return float((loud[-1] + 1) * 0.005)


def onset(sound: Signal, db: float = -50.0) -> float:
    """Return the seconds before the first frame that is as loud as `db` below the peak."""
    size = np.max(np.abs(columns(sound)), axis=1)
    return float(np.argmax(size > np.max(size) * 10 ** (db / 20)) / RATE)


def fundamental(sound: Signal, near_hz: float, cents: float = 80.0) -> float:
    """Return the frequency in Hz of the strongest partial within `cents` of `near_hz`."""
    mono = np.mean(columns(sound), axis=1)
    size = 1 << 20
    power = np.abs(np.fft.rfft(mono * np.hanning(mono.size), size))
    first, last = (int(near_hz * 2 ** (c / 1200) * size / RATE) for c in (-cents, cents))
    top = first + int(np.argmax(power[first : last + 1]))
    below, here, above = np.log(power[top - 1 : top + 2] + SILENCE)
    return float((top + 0.5 * (below - above) / (below - 2 * here + above)) * RATE / size)

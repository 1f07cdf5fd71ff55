"""What the tests of fidelity measure with: sweeps, levels of sines, what is left beside them."""

import numpy as np


def sweep(frames):
    """A sine that rises evenly from 0 to half the rate; float32 (frames, 1)."""
    t = np.arange(frames)
    return np.sin(np.pi * t * t / (2 * frames)).astype(np.float32)[:, None]


def fitted(heard, cycles):
    """The sine of so many cycles a frame that fits best, by least squares: (samples of it)."""
    t = 2 * np.pi * cycles * np.arange(len(heard))
    basis = np.stack([np.sin(t), np.cos(t)], axis=1)
    return basis @ np.linalg.lstsq(basis, heard.astype(np.float64), rcond=None)[0]


def level_db(heard, cycles):
    """Level of the sine against one of amplitude 1."""
    return 10 * np.log10(2 * np.mean(fitted(heard, cycles) ** 2))


def sine_to_rest_db(heard, cycles):
    """How far everything else lies below the sine."""
    sine = fitted(heard, cycles)
    return 10 * np.log10(np.mean(sine**2) / np.mean((heard - sine) ** 2))

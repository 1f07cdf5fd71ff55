"""Sounds whose attacks, tempo and pitch are known because they were made here."""

import numpy as np

RATE = 44_100


def seconds(length, rate=RATE):
    return np.arange(round(length * rate)) / rate


def mono(values):
    return np.asarray(values, np.float32)[:, None]


def noise(length, seed=1):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, round(length * RATE))


def sine(hertz, length):
    return 0.5 * np.sin(2 * np.pi * hertz * seconds(length))


def note(hertz, length):
    """A plucked tone with eight partials."""
    partials = sum(np.sin(2 * np.pi * k * hertz * seconds(length)) / k**2 for k in range(1, 9))
    return 0.3 * partials * np.exp(-2 * seconds(length))


def kick():
    t = seconds(0.3)
    return np.sin(2 * np.pi * 50 * t + 8 * np.exp(-30 * t)) * np.exp(-12 * t)


def hat(level=0.2):
    return level * noise(0.05) * np.exp(-60 * seconds(0.05))


def placed(sounds, length, rate=RATE):
    """Sounds by the frame at which they begin, summed."""
    out = np.zeros(round(length * rate))
    for frame, sound in sounds:
        sound = sound[: len(out) - frame]
        out[frame : frame + len(sound)] += sound
    return mono(out)


def beat(bpm, beats, text="K.hhS.h.", rate=RATE):
    """A beat of eighths written as text, over and over: K and S are loud, h is quiet."""
    eighth = 30 / bpm * rate
    drums = {"K": kick(), "S": 0.8 * noise(0.15) * np.exp(-25 * seconds(0.15)), "h": hat()}
    hits = [(round(at * eighth), text[at % len(text)]) for at in range(2 * beats)]
    length = beats * 60 / bpm
    return placed([(frame, drums[sign]) for frame, sign in hits if sign in drums], length)

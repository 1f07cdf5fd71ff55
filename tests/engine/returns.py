"""The delay and the reverb alone: what goes in, what comes out."""

import ctypes

import numpy as np
from nouns import address, new_noun, noun_library

from padsketch.model.parameters import GROUPS

RATE = 48_000
BPM = 120


def values_of(group, settings):
    """Every value of a group as C takes them: defaults, but for the settings; choices by word."""
    table = GROUPS[group]
    assert settings.keys() <= table.keys()
    values = {name: settings.get(name, parameter.default) for name, parameter in table.items()}
    places = [
        table[name].choices.index(value) if isinstance(value, str) else value
        for name, value in values.items()
    ]
    return np.array(places, np.float32)


class Return:
    """A delay or a reverb at a rate, with settings; its answer to stereo frames."""

    sources: tuple[str, ...]
    name: str

    def __init__(self, rate=RATE, **settings):
        self.rate = rate
        self._library = noun_library(*self.sources)
        self._memory = new_noun(self._library, self.name)
        self._call("init", rate)
        self.set(**settings)

    def set(self, **settings):
        self._call("set", address(values_of(self.name, settings)), *self._tempo(settings))

    def process(self, frames, block=8192):
        frames = np.ascontiguousarray(frames, np.float32)
        out = np.full_like(frames, np.nan)
        for start in range(0, len(frames), block):
            n_frames = len(frames[start : start + block])
            self._call("process", address(frames[start:]), address(out[start:]), n_frames)
        return out

    def answer(self, seconds, sides=(1.0, 1.0)):
        """What follows one frame of the given values."""
        return self.process(impulse(seconds, self.rate, sides))

    def is_silent(self):
        return self._call("is_silent", restype=ctypes.c_bool)

    def reset(self):
        self._call("reset")

    def frames_until_silent(self, limit):
        """Frames of silence that it takes, in steps of 64."""
        quiet = np.zeros((64, 2), np.float32)
        for fed in range(0, limit, 64):
            if self.is_silent():
                return fed
            self.process(quiet)
        raise AssertionError("it is never silent")

    def _tempo(self, settings):
        return ()

    def _call(self, verb, *arguments, restype=None):
        function = getattr(self._library, f"ps_{self.name}_{verb}")
        function.restype = restype
        return function(self._memory, *arguments)


class Delay(Return):
    """At 120 bpm unless `bpm` was set."""

    name, sources = "delay", ("_delay.c",)
    bpm = BPM

    def _tempo(self, settings):
        return (round(self.bpm * 1000),)

    def set(self, bpm=BPM, **settings):
        self.bpm = bpm
        super().set(**settings)


class Reverb(Return):
    name, sources = "reverb", ("_reverb.c", "_room.c")


def ring_of(kind, bpm=None, **settings):
    """Seconds that the tail of a kind of return takes by its own account."""
    function = getattr(noun_library(*kind.sources), f"ps_{kind.name}_ring")
    function.restype = ctypes.c_double
    tempo = () if bpm is None else (round(bpm * 1000),)
    return function(address(values_of(kind.name, settings)), *tempo)


def impulse(seconds, rate=RATE, sides=(1.0, 1.0)):
    frames = np.zeros((round(seconds * rate), 2), np.float32)
    frames[0] = sides
    return frames


def noise(seconds, rate=RATE, level=0.3, seed=0):
    return np.random.default_rng(seed).normal(0, level, (round(seconds * rate), 2))


def sine(seconds, hertz, rate=RATE, level=0.5):
    wave = level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)
    return np.repeat(wave[:, None], 2, axis=1)


def decibels(amplitude):
    return 20 * np.log10(amplitude)


def in_band(frames, rate, low, high):
    """The part of a sound between two frequencies; the edges are a third of an octave wide."""
    spectrum = np.fft.rfft(frames, 2 * len(frames), axis=0)
    hertz = np.maximum(np.fft.rfftfreq(2 * len(frames), 1 / rate), 1e-3)
    octaves = np.minimum(np.log2(hertz / low), np.log2(high / hertz))
    weights = np.clip(octaves * 3 + 0.5, 0, 1)
    return np.fft.irfft(spectrum * weights[:, None], axis=0)[: len(frames)]


def decay_time(answer, rate):
    """Seconds to -60 dB, left and right, by backward integration (Schroeder 1965), -5 to -35 dB."""
    energy = np.cumsum(answer[::-1].astype(np.float64) ** 2, axis=0)[::-1]
    return np.array([_slope(10 * np.log10(side / side[0] + 1e-30), rate) for side in energy.T])


def _slope(level, rate):
    part = slice(np.argmax(level < -5), np.argmax(level < -35))
    seconds = np.arange(len(level))[part] / rate
    return -60 / np.polyfit(seconds, level[part], 1)[0]


def largest_step(frames):
    return np.abs(np.diff(frames, axis=0)).max()

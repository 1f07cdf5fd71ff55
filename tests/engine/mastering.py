"""The nouns of the master chain alone, and an independent look at what they do."""

import ctypes

import numpy as np
from nouns import address, new_noun, noun_library
from returns import values_of

RATE = 48_000
BLOCKS = (1, 7, 32, 64, 100, 8192)
NO_LOUDNESS = -120.0
_CLIP = ("_oversampler.c", "_kaiser.c", "_true_peak.c", "_soft_clip.c")
_LIMITER = ("_oversampler.c", "_kaiser.c", "_true_peak.c", "_limiter.c")


class Noun:
    """One noun at a rate; stereo frames in, stereo frames out."""

    sources: tuple[str, ...]
    name: str

    def __init__(self, rate=RATE):
        self.rate = rate
        self._library = noun_library(*self.sources)
        self._memory = new_noun(self._library, self.name)
        self._begin()

    def _begin(self):
        self._call("init", self.rate)

    def _call(self, verb, *arguments, restype=None):
        function = getattr(self._library, f"ps_{self.name}_{verb}")
        function.restype = restype
        return function(self._memory, *arguments)

    def process(self, frames, block=8192):
        out = np.array(frames, np.float32, order="C")
        for start in range(0, len(out), block):
            piece = out[start : start + block]
            self._call("process", address(piece), len(piece))
        return out

    def reset(self):
        self._call("reset")


class Compressor(Noun):
    sources = ("_compressor.c",)
    name = "compressor"

    def set(self, threshold_db=-20.0, ratio=4.0, attack=10.0, release=100.0, makeup_db=0.0):
        values = (threshold_db, ratio, attack, release, makeup_db)
        self._call("set", address(np.array(values, np.float32)))
        return self

    def process(self, frames, block=8192, key=None):
        out = np.array(frames, np.float32, order="C")
        key = out if key is None else np.array(key, np.float32, order="C")
        for start in range(0, len(out), block):
            n_frames = len(out[start : start + block])
            self._call("process", address(key[start:]), address(out[start:]), n_frames)
        return out

    def is_off(self):
        return self._call("is_off", restype=ctypes.c_bool)

    def reduction(self):
        return self._call("reduction", restype=ctypes.c_float)


class SoftClip(Noun):
    sources = _CLIP
    name = "soft_clip"
    latency = 23

    def _begin(self):
        self._call("init")

    def set(self, gain_db):
        self._call("set", ctypes.c_float(gain_db))
        return self


class Limiter(Noun):
    sources = _LIMITER
    name = "limiter"

    def set(self, ceiling_db=-1.0, release=80.0):
        ceiling = np.inf if ceiling_db is None else gain(ceiling_db)
        self._call("set", ctypes.c_float(ceiling), ctypes.c_float(release))
        return self

    @property
    def latency(self):
        return self._library.ps_limiter_latency(self.rate)

    def reduction(self):
        return self._call("reduction", restype=ctypes.c_float)


class Master(Noun):
    sources = ("_compressor.c", *_CLIP, "_limiter.c", "_master.c")
    name = "master"

    def set(self, **settings):
        self._call("set", address(values_of("master", settings)))
        return self

    @property
    def latency(self):
        return self._library.ps_master_latency(self.rate)

    def reductions(self):
        glue = self._call("glue_reduction", restype=ctypes.c_float)
        return glue, self._call("limiter_reduction", restype=ctypes.c_float)


class Readings(ctypes.Structure):
    _fields_ = (
        ("track_peaks", ctypes.c_float * 64),
        ("track_rms", ctypes.c_float * 64),
        ("return_peaks", ctypes.c_float * 2),
        ("peaks", ctypes.c_float * 2),
        ("rms", ctypes.c_float * 2),
        ("correlation", ctypes.c_float),
        ("momentary", ctypes.c_float),
        ("short_term", ctypes.c_float),
        ("integrated", ctypes.c_float),
        ("true_peak", ctypes.c_float),
    )


class Meters(Noun):
    """Turned at every control point, as the mixer does it."""

    sources = ("_oversampler.c", "_kaiser.c", "_true_peak.c", "_loudness.c", "_meters.c")
    name = "meters"
    control_frames = 32

    def __init__(self, rate=RATE):
        super().__init__(rate)
        self.frame = 0

    @property
    def shown(self):
        """A copy of the readings, which are what the meters begin with."""
        return Readings.from_buffer_copy(ctypes.string_at(self._memory, ctypes.sizeof(Readings)))

    def hear(self, mix, tracks=(), returns=(), block=8192):
        """Frames of the mix, and those of tracks and returns at the same time."""
        mix = np.ascontiguousarray(mix, np.float32)
        for start, n_frames in self._pieces(len(mix), block):
            if self.frame % self.control_frames == 0:
                self._call("turn", ctypes.c_int64(self.frame))
            for verb, buses in (("track", tracks), ("return", returns)):
                for place, bus in enumerate(buses):
                    self._call(verb, place, address(bus[start:]), n_frames)
            self._call("master", address(mix[start:]), n_frames)
            self.frame += n_frames

    def finish_window(self):
        """The window that is under way is shown."""
        self.frame += self.rate // 30 + 1
        self._call("turn", ctypes.c_int64(self.frame))
        return self.shown

    def restart(self):
        self._call("restart")

    def _pieces(self, n_frames, block):
        """Cut where a block ends and at control points."""
        start = 0
        while start < n_frames:
            ahead = self.control_frames - self.frame % self.control_frames
            end = min(start + ahead, (start // block + 1) * block, n_frames)
            yield start, end - start
            start = end


def gain(decibels):
    return 10 ** (decibels / 20)


def decibels(gain):
    return 20 * np.log10(np.maximum(gain, 1e-10))


def both(values):
    """Stereo frames with the same on both sides."""
    return np.repeat(np.asarray(values, np.float32)[:, None], 2, axis=1)


def sine(hertz, seconds, level_db=0.0, rate=RATE, phase=0.0):
    time = np.arange(round(seconds * rate)) / rate
    return both(gain(level_db) * np.sin(2 * np.pi * hertz * time + phase))


def noise(seconds, level_db=0.0, rate=RATE, highest=20_000, seed=1):
    """Noise without anything above `highest` Hz, its peak at a level; two sides that differ."""
    values = np.random.default_rng(seed).standard_normal((round(seconds * rate), 2))
    spectrum = np.fft.rfft(values, axis=0)
    spectrum[np.fft.rfftfreq(len(values), 1 / rate) > highest] = 0
    values = np.fft.irfft(spectrum, len(values), axis=0)
    return (values * gain(level_db) / np.abs(values).max()).astype(np.float32)


def silence(seconds, rate=RATE):
    return np.zeros((round(seconds * rate), 2), np.float32)


def true_peak_db(frames, times=16):
    """Of the periodic band-limited wave through the frames, exact but for its grid."""
    spectrum = np.fft.rfft(np.asarray(frames, np.float64), axis=0)
    between = np.fft.irfft(spectrum, len(frames) * times, axis=0) * times
    return decibels(np.abs(between).max())

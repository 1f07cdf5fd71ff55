"""The test signals of EBU Tech 3341 (2016) and EBU Tech 3342, as far as they are defined by words.

Cases 7 and 8 of the one and 5 and 6 of the other are recordings. Of 20 to 23 only the way is given
here: a wave that is whole at four times the rate, of which every fourth frame is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Frames = NDArray[np.float32]
SILENCE = -np.inf
LOUDNESS_TOLERANCE, RANGE_TOLERANCE, PEAK_TOLERANCE = (-0.1, 0.1), (-1.0, 1.0), (-0.4, 0.2)
N_SEGMENTS = 20
PEAK_SECONDS = 1.0


class Signal(NamedTuple):
    """Sounds of segments, and what a figure is to read at the end of every segment.

    sounds: of a rate in hertz, frames (frames, channels) of each segment of each sound.
    """

    name: str
    figure: str
    expected: tuple[float, ...]
    tolerance: tuple[float, float]
    sounds: Callable[[int], list[list[Frames]]]


def tones(*parts: tuple[float, float], rate: int) -> Frames:
    """Stereo sines of 1 kHz: (seconds, level in dBFS) one after another."""
    return np.concatenate([_tone(seconds, [level, level], rate) for seconds, level in parts])


def signals() -> list[Signal]:
    """All of them, in the order of the papers."""
    return [*_gated(), *_short_term(), *_momentary(), *_peaks(), *_ranges()]


def _gated() -> Iterable[Signal]:
    cases = {
        "1: a tone": (-23.0, [(20, -23)]),
        "2: a quiet tone": (-33.0, [(20, -33)]),
        "3: the relative gate": (-23.0, [(10, -36), (60, -23), (10, -36)]),
        "4: both gates": (-23.0, [(10, -72), (10, -36), (60, -23), (10, -36), (10, -72)]),
        "5: nothing is gated": (-23.0, [(20, -26), (20.1, -20), (20, -26)]),
    }
    for name, (level, parts) in cases.items():
        yield _steady(f"3341-{name}", "integrated", level, parts)
    yield Signal("3341-6: five channels", "integrated", (-23.0,), LOUDNESS_TOLERANCE, _surround)


def _short_term() -> Iterable[Signal]:
    pattern = [(1.34, -20.0), (1.66, -30.0)] * 5
    yield _steady("3341-9: a pattern of 3 s", "short_term_max", -23.0, pattern)
    yield from _bursts("10", "11", "short_term_max", 3.0)


def _momentary() -> Iterable[Signal]:
    pattern = [(0.18, -20.0), (0.22, -30.0)] * 25
    yield _steady("3341-12: a pattern of 0.4 s", "momentary_max", -23.0, pattern)
    yield from _bursts("13", "14", "momentary_max", 0.4)


def _steady(name: str, figure: str, level: float, parts: list[tuple[float, float]]) -> Signal:
    def sounds(rate: int) -> list[list[Frames]]:
        return [[tones(*parts, rate=rate)]]

    return Signal(name, figure, (level,), LOUDNESS_TOLERANCE, sounds)


def _bursts(alone: str, rising: str, figure: str, seconds: float) -> Iterable[Signal]:
    """Tones as long as the window, each a twentieth of it later: alone; in one sound, rising."""
    delays = [number * seconds / N_SEGMENTS for number in range(1, N_SEGMENTS + 1)]
    levels = [-39.0 + number for number in range(1, N_SEGMENTS + 1)]

    def each(rate: int) -> list[list[Frames]]:
        return [
            [tones((delay, SILENCE), (seconds, -23.0), (1.0, SILENCE), rate=rate)]
            for delay in delays
        ]

    def together(rate: int) -> list[list[Frames]]:
        parts = (
            ((delay, SILENCE), (seconds, level), (seconds - delay, SILENCE))
            for delay, level in zip(delays, levels, strict=True)
        )
        return [[tones(*segment, rate=rate) for segment in parts]]

    name = f"tones of {seconds:g} s"
    yield Signal(f"3341-{alone}: {name}", figure, (-23.0,) * N_SEGMENTS, LOUDNESS_TOLERANCE, each)
    yield Signal(
        f"3341-{rising}: rising {name}", figure, tuple(levels), LOUDNESS_TOLERANCE, together
    )


def _surround(rate: int) -> list[list[Frames]]:
    return [[_tone(20.0, [-28.0, -28.0, -24.0, -30.0, -30.0], rate)]]


def _peaks() -> Iterable[Signal]:
    cases = (
        ("15", 4, 0.5, 0.0, -6.0),
        ("16", 4, 0.5, 45.0, -6.0),
        ("17", 6, 0.5, 60.0, -6.0),
        ("18", 8, 0.5, 67.5, -6.0),
        ("19", 4, 1.41, 45.0, 3.0),
    )
    for name, part, amplitude, degrees, level in cases:
        yield _peak(f"{name}: 1/{part} of the rate, {degrees:g}°", level, part, amplitude, degrees)
    for offset in range(4):
        yield _swell(offset)


def _peak(name: str, level: float, part: int, amplitude: float, degrees: float) -> Signal:
    def sounds(rate: int) -> list[list[Frames]]:
        phase = 2 * np.pi * np.arange(int(PEAK_SECONDS * rate)) / part + np.radians(degrees)
        wave = _faded(amplitude * np.sin(phase), rate)
        return [[_both(wave)]]

    return Signal(f"3341-{name}", "true_peak_db", (level,), PEAK_TOLERANCE, sounds)


def _swell(offset: int) -> Signal:
    """A sine of a sixth of the rate at -6 dB that swells to 0 dB between two frames."""

    def sounds(rate: int) -> list[list[Frames]]:
        times = np.arange(int(4 * PEAK_SECONDS * rate)) - int(2 * PEAK_SECONDS * rate)
        swell = 0.5 + 0.5 * np.exp(-0.5 * (times / 200) ** 2)
        wave = swell * np.cos(2 * np.pi * times / 24)
        return [[_both(_faded(wave, 4 * rate)[offset::4])]]

    name = f"3341-{20 + offset}: a swell, {offset}/4 of a frame"
    return Signal(name, "true_peak_db", (0.0,), PEAK_TOLERANCE, sounds)


def _ranges() -> Iterable[Signal]:
    cases = {
        "1": (10.0, (-20, -30)),
        "2": (5.0, (-20, -15)),
        "3": (20.0, (-40, -20)),
        "4": (15.0, (-50, -35, -20, -35, -50)),
    }
    for name, (expected, levels) in cases.items():
        parts = [(20.0, float(level)) for level in levels]
        words = ", ".join(f"{level}" for level in levels)
        signal = _steady(f"3342-{name}: {words} dB", "range", expected, parts)
        yield signal._replace(tolerance=RANGE_TOLERANCE)


def _tone(seconds: float, levels: list[float], rate: int) -> Frames:
    second = np.sin(2 * np.pi * 1000 / rate * np.arange(rate)).astype(np.float32)
    wave = np.resize(second, round(seconds * rate))
    return np.outer(wave, (10.0 ** (np.array(levels) / 20)).astype(np.float32))


def _faded(wave: NDArray[np.float64], rate: int) -> NDArray[np.float64]:
    """With ends that are no peaks of their own."""
    ramp = np.minimum(1.0, np.arange(len(wave)) / (0.01 * rate))
    return wave * ramp * ramp[::-1]


def _both(wave: NDArray[np.float64]) -> Frames:
    return np.column_stack([wave, wave]).astype(np.float32)

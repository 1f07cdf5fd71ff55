"""The scale over a sound: seconds, or bars and beats."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from padsketch.tui.drawing.window import Window

LEAST_GAP = 12
"""Columns between two ticks: the longest label, and a blank."""
LEAST_FRAMES = 2
"""Frames between two ticks, so that no two are in one place."""
DECADES = range(-5, 3)
LONG_STEPS = (15.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds between ticks where tens are too near each other."""
PARTS_OF_BEAT = 4


class Tick(NamedTuple):
    """A frame and what is written at it."""

    frame: int
    label: str


class Beats(NamedTuple):
    """A grid of beats over a sound: frames of one, the frame of the first, beats of a bar."""

    frames: float
    origin: int
    in_bar: int


def second_ticks(window: Window, rate: int) -> list[Tick]:
    """Ticks at round numbers of seconds."""
    least = max(window.length / window.columns * LEAST_GAP, LEAST_FRAMES) / rate
    short = (factor * 10.0**decade for decade in DECADES for factor in (1, 2, 5))
    steps = [step for step in short if step <= 10.0] + list(LONG_STEPS)
    step = next((step for step in steps if step >= least), steps[-1])
    return [
        Tick(round(at * step * rate), seconds_text(at * step, step))
        for at in _places(window, step * rate, 0.0)
    ]


def beat_ticks(window: Window, beats: Beats) -> list[Tick]:
    """Ticks at quarters of beats, beats, or so many bars that there is room for."""
    least = window.length / window.columns * LEAST_GAP / beats.frames
    bars = (float(beats.in_bar * 2**power) for power in range(12))
    steps = sorted({0.25, 0.5, 1.0, 2.0, *bars})
    fitting = [s for s in steps if s <= 1.0 or s % beats.in_bar == 0 or beats.in_bar % s == 0]
    step = next((step for step in fitting if step >= least), fitting[-1])
    return [
        Tick(beats.origin + round(at * step * beats.frames), beat_text(at * step, beats.in_bar))
        for at in _places(window, step * beats.frames, beats.origin)
    ]


def seconds_text(seconds: float, step: float) -> str:
    """A time with the digits that ticks a step apart need."""
    digits = next((d for d in range(6) if round(step * 10**d, 6) >= 1.0), 6)
    if seconds < 60.0:
        return f"{seconds:.{digits}f}"
    minutes, rest = divmod(round(seconds, digits), 60.0)
    return f"{minutes:.0f}:{rest:0{digits + 3 if digits else 2}.{digits}f}"


def beat_text(beats: float, in_bar: int) -> str:
    """A place as bar, beat and sixteenth, from 1; before the first bar they are negative."""
    whole, part = divmod(beats, 1.0)
    bar, beat = divmod(int(whole), in_bar)
    rest = f".{int(part * PARTS_OF_BEAT) + 1}" if part else ""
    return f"{bar + 1 if bar >= 0 else bar}.{beat + 1}{rest}"


def _places(window: Window, gap: float, origin: float) -> Iterator[int]:
    """Which ticks, a gap of frames apart, are in view."""
    first = int((window.first - origin) // gap)
    for at in count(first):
        frame = round(origin + at * gap)
        if frame >= window.end:
            return
        if frame >= window.first:
            yield at

"""Waveforms from the lowest and highest values of a sample, drawn in half blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from padsketch.tui.drawing.glyphs import Glyphs

Extremes = tuple[tuple[float, float], ...]
"""Lowest and highest value of each of many equal parts of a sample."""


BOTH_SIDES = 6
"""From so many lines on a picture shows what lies above and below zero."""


def stacked(heights: Sequence[float], rows: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Lines of bars of heights 0-1, in the eighths of a character."""
    steps = len(glyphs.blocks) - 1
    filled = [round(height * rows * steps) for height in heights]
    return tuple(
        "".join(glyphs.blocks[min(max(full - row * steps, 0), steps)] for full in filled)
        for row in reversed(range(rows))
    )


@lru_cache(maxsize=256)
def waveform(extremes: Extremes, width: int, height: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Lines of a picture of a sample; few lines show the peaks only."""
    parts = resampled(extremes, width)
    loudest = max((max(-low, high) for low, high in parts), default=0.0) or 1.0
    if height < BOTH_SIDES:
        least = 1 / (height * (len(glyphs.blocks) - 1))
        peaks = [max(-low, high, least * loudest) / loudest for low, high in parts]
        return stacked(peaks, height, glyphs)
    columns = [_column(low / loudest, high / loudest, height, glyphs) for low, high in parts]
    return tuple("".join(column[row] for column in columns) for row in range(height))


def resampled(extremes: Extremes, width: int) -> list[tuple[float, float]]:
    """The extremes of as many parts as there are columns."""
    count = len(extremes)
    return [
        _joined(
            extremes[at * count // width : max((at + 1) * count // width, at * count // width + 1)]
        )
        for at in range(width if count else 0)
    ]


def _joined(parts: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return min(low for low, _ in parts), max(high for _, high in parts)


def _column(low: float, high: float, height: int, glyphs: Glyphs) -> str:
    """One character per line: which halves of it lie between low and high; 1 is the top."""
    halves = 2 * height
    top = round((1.0 - high) / 2.0 * (halves - 1))
    bottom = round((1.0 - low) / 2.0 * (halves - 1))
    filled = [top <= half <= bottom for half in range(halves)]
    faces = {(True, True): glyphs.bar, (True, False): glyphs.upper, (False, True): glyphs.lower}
    return "".join(faces.get((filled[at], filled[at + 1]), " ") for at in range(0, halves, 2))

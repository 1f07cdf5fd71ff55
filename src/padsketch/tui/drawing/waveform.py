"""Waveforms from the lowest and highest values of a sample, drawn in half blocks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from padsketch.tui.drawing.glyphs import Glyphs

Extremes = tuple[tuple[float, float], ...]
"""Lowest and highest value of each of many equal parts of a sample."""
Values = NDArray[np.floating]
Cells = NDArray[np.str_]
"""Characters, (rows, columns)."""

BOTH_SIDES = 6
"""From so many lines on a picture shows what lies above and below zero."""


def stacked(heights: Sequence[float], rows: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Lines of bars of heights 0-1, in the eighths of a character."""
    return lines_of(stacked_cells(np.array(heights), rows, glyphs))


@lru_cache(maxsize=256)
def waveform(extremes: Extremes, width: int, height: int, glyphs: Glyphs) -> tuple[str, ...]:
    """Lines of a picture of a sample; few lines show the peaks only."""
    if not extremes or width < 1:
        return ("",) * height
    parts = np.array(extremes, dtype=np.float32)
    edges = np.arange(width) * len(parts) // width
    lowest = np.minimum.reduceat(parts[:, 0], edges)
    highest = np.maximum.reduceat(parts[:, 1], edges)
    loudest = max(float(-lowest.min()), float(highest.max())) or 1.0
    return lines_of(wave_cells(lowest / loudest, highest / loudest, height, glyphs))


def wave_cells(lowest: Values, highest: Values, rows: int, glyphs: Glyphs) -> Cells:
    """A picture of extremes (columns,) between -1 and 1; few lines show the peaks only."""
    if rows < BOTH_SIDES:
        least = 1 / (rows * (len(glyphs.blocks) - 1))
        return stacked_cells(np.maximum(np.maximum(-lowest, highest), least), rows, glyphs)
    # A wave that leaps from column to column is drawn in one stroke.
    top = np.maximum(highest, np.r_[lowest[:1], lowest[:-1]])
    bottom = np.minimum(lowest, np.r_[highest[:1], highest[:-1]])
    halves = np.arange(2 * rows)[:, None]
    # An odd number of halves has one in the middle, for silence.
    first, last = (np.rint((1.0 - side) * (rows - 1)) for side in (top, bottom))
    filled = (first <= halves) & (halves <= last)
    faces: Cells = np.array([" ", glyphs.lower, glyphs.upper, glyphs.bar])
    cells: Cells = faces[2 * filled[0::2] + filled[1::2]]
    return cells


def stacked_cells(heights: Values, rows: int, glyphs: Glyphs) -> Cells:
    """Bars of heights 0-1 (columns,), in the eighths of a character."""
    steps = len(glyphs.blocks) - 1
    filled = np.rint(heights * rows * steps).astype(int)
    above = filled - np.arange(rows)[::-1, None] * steps
    faces: Cells = np.array(list(glyphs.blocks))
    cells: Cells = faces[np.clip(above, 0, steps)]
    return cells


def lines_of(cells: Cells) -> tuple[str, ...]:
    """The rows of a picture as texts."""
    text, width = np.ascontiguousarray(cells).tobytes().decode("utf-32"), cells.shape[1]
    return tuple(text[row * width : (row + 1) * width] for row in range(len(cells)))

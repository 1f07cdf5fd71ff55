"""The picture of a stretch of a sound, with what is marked, selected, played and heard."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import NamedTuple

import numpy as np
from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import CURSOR, DIM, HEARD, REVERSE
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import line
from padsketch.tui.drawing.waveform import Cells, Values, lines_of
from padsketch.tui.drawing.window import Window

Frames = tuple[int, int]
"""A stretch of a sound, half-open."""


class WaveLook(NamedTuple):
    """What is to be seen of a sound, in frames of its file.

    marks rise; slice: what the cursor stands in, between two of them; played: what of the sound
    is heard, faded over so many frames at its beginning and its end; heard: the playhead, -1: none.
    """

    window: Window
    marks: tuple[int, ...] = ()
    slice: Frames = (0, 0)
    cursor: int = 0
    selection: Frames | None = None
    played: Frames = (0, 0)
    fades: Frames = (0, 0)
    loop: Frames | None = None
    heard: int = -1


def column_styles(look: WaveLook, ink: Style) -> list[Style]:
    """How every column looks: what is not played is dim, what is selected reversed."""
    window, (start, end) = look.window, look.selection or (0, 0)
    styles = [DIM] * window.columns
    for at in window.span(*look.played):
        styles[at] = ink
    for at in window.span(start, end):
        styles[at] += REVERSE
    for frame, style in ((look.cursor, CURSOR), (look.heard, HEARD)):
        for at in window.span(frame, frame + 1):
            styles[at] = style
    return styles


def wave_strips(cells: Cells, look: WaveLook, styles: list[Style], glyphs: Glyphs) -> list[Strip]:
    """A picture of one channel, with a line where every mark is."""
    window = look.window
    columns = np.array([window.column_of(mark) for mark in look.marks], dtype=np.int64)
    is_marked = np.zeros(window.columns, dtype=bool)
    is_marked[columns[(columns >= 0) & (columns < window.columns)]] = True
    drawn = np.where(is_marked & (cells == " "), glyphs.separator, cells)
    lengths = [(style, len(list(run))) for style, run in groupby(styles)]
    edges = np.cumsum([0, *(length for _, length in lengths)]).tolist()
    runs = [(*edge, style) for edge, (style, _) in zip(pairwise(edges), lengths, strict=True)]
    return [
        line(window.columns, *((text[start:end], style) for start, end, style in runs))
        for text in lines_of(drawn)
    ]


def fade_gains(look: WaveLook) -> Values:
    """What the fades make of every column, 0-1; 1 where nothing is played."""
    (start, end), (rise, fall), edges = look.played, look.fades, look.window.edges
    frames = (edges[:-1] + edges[1:]) / 2.0
    risen = np.clip((frames - start) / rise, 0.0, 1.0) if rise else np.ones_like(frames)
    left = np.clip((end - frames) / fall, 0.0, 1.0) if fall else np.ones_like(frames)
    gains = (0.5 - 0.5 * np.cos(np.pi * risen)) * (0.5 - 0.5 * np.cos(np.pi * left))
    return np.where((frames >= start) & (frames < end), gains, 1.0)

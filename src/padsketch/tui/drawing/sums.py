"""What a sum of layers lost and gained, a line for every band, and what helps."""

from __future__ import annotations

import textwrap
from functools import lru_cache

from rich.style import Style
from textual.strip import Strip

from padsketch.analysis.alignment import NOTICED_DB, BandChange, SumChange
from padsketch.tui.drawing.colours import BOLD, DANGER, DIM, GOOD, NOTHING, WARNING
from padsketch.tui.drawing.controls import bar_text
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, blank, line, line_with_end

LOWEST_DB, HIGHEST_DB = -12.0, 4.0
"""What fills a bar to either side."""
GRAVE_DB = -6.0
LABEL_ROOM = 9
FIGURE_ROOM = 9


@lru_cache(maxsize=64)
def sum_strips(change: SumChange, width: int, height: int, glyphs: Glyphs) -> tuple[Strip, ...]:
    """The bands from low to high, then as many words as there is room for."""
    bands = [_band_strip(band, width, glyphs) for band in change.bands]
    lines = textwrap.wrap(change.advice or change.words, max(1, width - 1))
    words = [line(width, (f" {text}", BOLD)) for text in lines]
    strips = [*bands, *words, *(blank(width) for _ in range(height))]
    return tuple(strips[:height])


def _band_strip(band: BandChange, width: int, glyphs: Glyphs) -> Strip:
    room = max(1, width - LABEL_ROOM - FIGURE_ROOM - 2)
    zero, here = _share(0.0), _share(band.change_db)
    filled = min(zero, here), max(zero, here)
    text = bar_text(filled, room, glyphs)
    style = _style(band.change_db)
    parts: list[Part] = [(f" {band.band:<{LABEL_ROOM}}", DIM), (text, style)]
    figure = f"{band.change_db:+.1f} dB" if round(band.change_db, 1) else "0.0 dB"
    return line_with_end(width, parts, [(f"{figure} ", style)])


def _share(level_db: float) -> float:
    return (min(max(level_db, LOWEST_DB), HIGHEST_DB) - LOWEST_DB) / (HIGHEST_DB - LOWEST_DB)


def _style(change_db: float) -> Style:
    if change_db <= GRAVE_DB:
        return DANGER
    if change_db <= -NOTICED_DB:
        return WARNING
    return GOOD if change_db >= NOTICED_DB else NOTHING

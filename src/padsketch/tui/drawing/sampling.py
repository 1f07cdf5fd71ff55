"""The sampling page: what comes in, what the next key does, and what there is to say of a take."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import (
    ACCENT,
    BOLD,
    DANGER,
    DIM,
    GOOD,
    HEARD,
    KEY,
    NOTHING,
    REVERSE,
    WARNING,
)
from padsketch.tui.drawing.controls import bar_text
from padsketch.tui.drawing.gauges import level_figure
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, line_with_end, styled
from padsketch.tui.drawing.waveform import Cells, Values, lines_of, wave_cells

FLOOR_DB = -60.0
"""The left end of a meter of what comes in."""
HOT_DB = -1.0
"""A peak from here on is about to clip."""
NAME_ROOM = 34
LEAST_PICTURE = 2
"""Lines that a picture keeps, whatever there is to be said."""


class InputGauge(NamedTuple):
    """A channel that comes in: its peak in whole dBFS, and the highest one."""

    peak_db: int
    held_db: float


class HeadLook(NamedTuple):
    """What comes in, from where; how late it is, in words; where a take would go to."""

    name: str
    channels: str
    round_trip: str
    onto: str


class Next(NamedTuple):
    """What happens now, what the next keys do; is_hot: it is being recorded."""

    state: str
    words: str
    is_hot: bool = False
    is_refusal: bool = False


def share(level_db: float) -> float:
    """Where a level lies on a meter, 0 to 1."""
    return min(max(1.0 - level_db / FLOOR_DB, 0.0), 1.0)


@lru_cache(maxsize=64)
def head_strip(look: HeadLook, width: int, glyphs: Glyphs) -> Strip:
    """The input, and where a take would go to."""
    parts: list[Part] = [
        (" SAMPLING  ", ACCENT),
        (glyphs.text(look.name, NAME_ROOM), BOLD),
        (f"  {look.channels}" if look.channels else "", NOTHING),
        (f"  {look.round_trip}", DIM),
    ]
    return line_with_end(width, parts, [(f" {glyphs.text(look.onto, 24)} ", DIM)])


@lru_cache(maxsize=1024)
def input_strip(
    side: str, gauge: InputGauge, threshold_db: float | None, end: str, width: int, glyphs: Glyphs
) -> Strip:
    """A lying bar; on it the highest peak, and the threshold where one is waited for."""
    figure = f"  held {level_figure(gauge.held_db)} dB{end} "
    room = width - 3 - len(figure)
    text = list(bar_text((0.0, share(gauge.peak_db)), room, glyphs))
    ink = DANGER if gauge.held_db >= HOT_DB else GOOD
    filled = round(share(gauge.peak_db) * room)
    styles = [ink] * filled + [DIM] * (room - filled)
    _mark(text, styles, gauge.held_db, glyphs.pointer, ink)
    if threshold_db is not None:
        _mark(text, styles, threshold_db, glyphs.separator, KEY + REVERSE)
    parts: list[Part] = [(f" {side} ", DIM), *styled("".join(text), styles)]
    return line_with_end(width, parts, [(figure, DANGER if end.strip() else NOTHING)])


def _mark(text: list[str], styles: list[Style], level_db: float, face: str, ink: Style) -> None:
    if level_db > FLOOR_DB and text:
        at = min(int(share(level_db) * len(text)), len(text) - 1)
        text[at], styles[at] = face, ink


@lru_cache(maxsize=256)
def next_strip(look: Next, width: int, glyphs: Glyphs) -> Strip:
    """What happens now, and what the next key does."""
    mark = f" {glyphs.hit}" if look.is_hot else " "
    ink = DANGER if look.is_hot else WARNING if look.is_refusal else GOOD
    return line(
        width, (f"{mark}{look.state}", ink), (f"  {glyphs.text(look.words, width)}", NOTHING)
    )


@lru_cache(maxsize=64)
def said_strips(sentences: Sequence[str], rows: int, width: int, glyphs: Glyphs) -> list[Strip]:
    """What a check says, as much as there is room for beside a picture."""
    room = max(1, rows - LEAST_PICTURE)
    if not sentences:
        return [line(width, (" Nothing is wrong with it.", GOOD))]
    shown = list(sentences[: room if len(sentences) <= room else room - 1])
    lines = [line(width, (f" ! {glyphs.text(text, width - 4)}", WARNING)) for text in shown]
    if len(shown) < len(sentences):
        lines.append(line(width, (f" ! and {len(sentences) - len(shown)} more", WARNING)))
    return lines


@lru_cache(maxsize=64)
def hint_strips(sentences: Sequence[str], width: int, glyphs: Glyphs) -> list[Strip]:
    """What can be done."""
    return [line(width, (f" {glyphs.text(text, width - 2)}", DIM)) for text in sentences]


def trail_strips(
    peaks: Sequence[float], width: int, rows: int, ink: Style, glyphs: Glyphs
) -> list[Strip]:
    """What has been recorded so far: from the left, until it fills the width."""
    heights = np.zeros(width)
    if peaks:
        count = min(len(peaks), width)
        edges = np.arange(count) * len(peaks) // count
        heights[:count] = np.minimum(np.maximum.reduceat(np.array(peaks), edges), 1.0)
    cells = wave_cells(-heights, heights, rows, glyphs)
    cells[:, len(peaks) :] = " "
    return _picture(cells, ink)


def take_cells(lowest: Values, highest: Values, rows: int, glyphs: Glyphs) -> Cells:
    """A picture of a take against full scale; values (columns, channels)."""
    return wave_cells(
        np.maximum(lowest.min(axis=1), -1.0), np.minimum(highest.max(axis=1), 1.0), rows, glyphs
    )


def take_strips(cells: Cells, heard: int, ink: Style) -> list[Strip]:
    """The picture of a take; heard: the column that is heard, -1 while it is silent."""
    return _picture(cells, ink, heard)


def _picture(cells: Cells, ink: Style, heard: int = -1) -> list[Strip]:
    width = cells.shape[1]
    styles = [HEARD if at == heard else ink for at in range(width)]
    return [line(width, *styled(text, styles)) for text in lines_of(cells)]

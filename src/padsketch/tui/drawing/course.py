"""The song as a table: sections across, tracks down, and over them how full every bar is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import (
    ACCENT,
    BOLD,
    CURSOR,
    DIM,
    GOOD,
    NOTHING,
    REVERSE,
    UNDER_HEARD,
    WARNING,
    lane_style,
)
from padsketch.tui.drawing.geometry import LABEL_WIDTH
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, padded

MIN_COLUMN, MAX_COLUMN = 8, 16
RIMS = 2
"""Characters of a column that are not of its bars: one on each side."""
HEAD_ROWS = 3
"""Lines over the tracks that every section has: name, pattern, bars."""
DENSITIES = (0, 1, 2, 3, 5, 7, 11, 15)
"""Hits in a bar above which a bar is drawn so many eighths high: a hit is one, 16 are eight."""
CURVE_DB = 24.0
"""Range of the energy curve: what is softer has its lowest height."""


class SongPlan(NamedTuple):
    """How the room is shared out: so many sections in columns of a width, lines of energy curve.

    first: the section in the first column.
    """

    columns: int
    width: int
    energy_rows: int
    first: int = 0

    def column_at(self, x: int) -> int | None:
        """The section that is drawn at a place; None over the labels and behind the last column."""
        column = (x - LABEL_WIDTH) // self.width
        return self.first + column if x >= LABEL_WIDTH and column < self.columns else None

    def x_of(self, section: int) -> int:
        """Where the column of a section on the page begins."""
        return LABEL_WIDTH + (section - self.first) * self.width


class HeadLook(NamedTuple):
    """What the lines over the tracks say of a section.

    mark: whether it plays over and over, or comes next; energy: 0 to 1 for every character.
    """

    place: int
    name: str
    pattern: str
    bars: str
    is_here: bool = False
    is_heard: bool = False
    mark: str = ""
    energy: tuple[float, ...] = ()


class SpanLook(NamedTuple):
    """What a track does in a section: the height 0-8 of every character; heard: one of them or -1.

    No heights are known before the song has been surveyed.
    """

    heights: tuple[int, ...]
    is_muted: bool
    is_here: bool
    heard: int = -1


class TrackLook(NamedTuple):
    """What a track does in every section in view; place: its row in the bank."""

    place: int
    is_silent: bool
    spans: tuple[SpanLook, ...]


def song_plan(width: int, energy_rows: int, sections: int, here: int) -> SongPlan:
    """As many sections as fit, wider where there are few; pages that keep one in view."""
    # A widget that is not laid out yet has no room at all.
    room = max(width - LABEL_WIDTH, MIN_COLUMN)
    columns = min(max(sections, 1), room // MIN_COLUMN)
    column = min(MAX_COLUMN, room // columns)
    return SongPlan(columns, column, energy_rows, here // columns * columns)


def density_height(hits: float) -> int:
    """Eighths of a line for so many hits in a bar."""
    return sum(hits > limit for limit in DENSITIES)


def energy_height(level_db: float) -> float:
    """The height from 0 to 1 of a bar so many decibels against the fullest; silence has none."""
    if level_db == float("-inf"):
        return 0.0
    return max(1.0 + level_db / CURVE_DB, 0.01)


def spread(values: Sequence[float], width: int) -> tuple[float, ...]:
    """The values of bars on so many characters: each is the mean of those that it stands for."""
    count = len(values)
    found = []
    for at in range(width):
        first = at * count // width
        part = values[first : max((at + 1) * count // width, first + 1)]
        found.append(sum(part) / len(part))
    return tuple(found)


def place_of_bar(bar: int, bars: int, width: int) -> int:
    """The first character that stands for a bar."""
    return -(-bar * width // bars) if bars <= width else bar * width // bars


def head_strips(
    looks: Sequence[HeadLook], plan: SongPlan, width: int, glyphs: Glyphs
) -> list[Strip]:
    """The energy curve, and the names, patterns and bars of the sections in view."""
    rows = [_energy_line(looks, plan, row, width, glyphs) for row in range(plan.energy_rows)]
    names = [part for look in looks for part in _name(look, plan.width, glyphs)]
    patterns = [
        (padded(glyphs.text(f" {look.pattern}", plan.width), plan.width), NOTHING) for look in looks
    ]
    bars = [part for look in looks for part in _bars(look, plan.width, glyphs)]
    return [
        *rows,
        line(width, _label("SECTION"), *names),
        line(width, _label("PATTERN"), *patterns),
        line(width, _label("BAR"), *bars),
    ]


def section_words(label: str, text: str, width: int, glyphs: Glyphs) -> Strip:
    """A line that says something of the section in front."""
    room = max(0, width - LABEL_WIDTH - 1)
    return line(width, _label(label), (f" {glyphs.text(text, room)}", NOTHING))


def _label(text: str) -> Part:
    return (f" {text}".ljust(LABEL_WIDTH), DIM)


def _energy_line(
    looks: Sequence[HeadLook], plan: SongPlan, row: int, width: int, glyphs: Glyphs
) -> Strip:
    """One line of the curve; the lowest is the last."""
    parts = [_label("ENERGY" if row == plan.energy_rows - 1 else "")]
    under = (plan.energy_rows - 1 - row) * 8
    for look in looks:
        heights = (_eighths(height, plan.energy_rows) - under for height in look.energy)
        text = "".join(glyphs.blocks[min(max(height, 0), 8)] for height in heights)
        parts.append((f" {text}".ljust(plan.width), ACCENT))
    return line(width, *parts)


def _eighths(height: float, rows: int) -> int:
    return math.ceil(height * rows * 8)


def _name(look: HeadLook, width: int, glyphs: Glyphs) -> list[Part]:
    ink = lane_style(look.place) + (REVERSE if look.is_heard else BOLD)
    mark = (glyphs.play, GOOD) if look.is_heard else (glyphs.here if look.is_here else " ", BOLD)
    return [mark, (padded(glyphs.name(look.name, width - 2), width - 2), ink), (" ", NOTHING)]


def _bars(look: HeadLook, width: int, glyphs: Glyphs) -> list[Part]:
    end = f"{look.mark} " if look.mark else ""
    room = width - len(end)
    return [(padded(glyphs.text(f" {look.bars}", room), room), DIM), (end, WARNING + BOLD)]


@lru_cache(maxsize=1024)
def track_strips(
    look: TrackLook, plan: SongPlan, rows: int, width: int, glyphs: Glyphs
) -> tuple[Strip, ...]:
    """The lines of a track, one or two, without its label."""
    ink = DIM if look.is_silent else lane_style(look.place)
    return tuple(
        line(width, *(part for s in look.spans for part in _span(s, plan.width, ink, rise, glyphs)))
        for rise in _rises(rows)
    )


def _rises(rows: int) -> list[tuple[int, int]]:
    """For every line from the top: by how much heights grow, and the eighths below the line."""
    return [(rows, 8 * row) for row in reversed(range(rows))]


def _span(
    look: SpanLook, width: int, ink: Style, rise: tuple[int, int], glyphs: Glyphs
) -> list[Part]:
    """A track in a section: its cursor is told by the rims, so that the bars can be read."""
    left, right = ("[", "]") if look.is_here else (" ", glyphs.separator)
    rim = CURSOR if look.is_here else DIM
    return [(left, rim), *_body(look, width - RIMS, ink, rise, glyphs), (right, rim)]


def _body(
    look: SpanLook, width: int, ink: Style, rise: tuple[int, int], glyphs: Glyphs
) -> list[Part]:
    growth, below = rise
    if look.is_muted:
        text, ink = ("" if below else "m").ljust(width), WARNING + BOLD
    else:
        eighths = (min(max(height * growth - below, 0), 8) for height in look.heights)
        text = "".join(glyphs.blocks[height] for height in eighths).ljust(width)
    at = look.heard
    if at < 0:
        return [(text, ink)]
    return [(text[:at], ink), (text[at], ink + UNDER_HEARD), (text[at + 1 :], ink)]

"""Controls in sections and columns: drawn and found by one layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING
from padsketch.tui.drawing.controls import ControlLook, control_parts
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, blank, line, line_with_end

MIN_COLUMN, MAX_COLUMN = 26, 44
HEAD = -1
"""The place of a section's title among its controls."""


class Item(NamedTuple):
    """What stands on one line of a column: a section's title or one of its controls."""

    section: int
    control: int


Column = tuple[Item | None, ...]


class RackLayout(NamedTuple):
    """Columns of equal width; None is an empty line."""

    columns: tuple[Column, ...]
    column_width: int

    def item_at(self, x: int, y: int) -> Item | None:
        """What is drawn at a place."""
        across = x // self.column_width
        if not 0 <= across < len(self.columns) or not 0 <= y < len(self.columns[across]):
            return None
        return self.columns[across][y]

    def rect(self, item: Item) -> Region | None:
        """Where something is drawn; None where it is not in view."""
        for across, column in enumerate(self.columns):
            if item in column:
                x = across * self.column_width
                return Region(x, column.index(item), self.column_width, 1)
        return None


class SectionLook(NamedTuple):
    """A title and the controls under it."""

    title: str
    controls: tuple[ControlLook, ...]


@lru_cache(maxsize=256)
def rack_layout(counts: tuple[int, ...], width: int, height: int, here: Item) -> RackLayout:
    """Sections of so many controls, in as many columns as fit; `here` is always in view."""
    fitting = max(1, width // MIN_COLUMN)
    columns = _columns(counts, _rows_for(counts, fitting, height))
    place = next(at for at, column in enumerate(columns) if here in column)
    first = max(0, min(place, len(columns) - fitting))
    shown = columns[first : first + fitting]
    return RackLayout(tuple(shown), min(width // len(shown), MAX_COLUMN))


def _rows_for(counts: tuple[int, ...], fitting: int, height: int) -> int:
    """The fewest rows in which so many columns suffice, at most the height."""
    lowest = min(height, 1 + max(counts))
    rows = (rows for rows in range(lowest, height) if len(_columns(counts, rows)) <= fitting)
    return next(rows, height)


def _columns(counts: tuple[int, ...], rows: int) -> list[Column]:
    """Sections one below the other with a gap; a section that does not fit begins a column."""
    columns: list[list[Item | None]] = [[]]
    for section, count in enumerate(counts):
        if columns[-1] and len(columns[-1]) + 2 + count > rows:
            columns.append([])
        elif columns[-1]:
            columns[-1].append(None)
        for control in range(HEAD, count):
            if len(columns[-1]) >= rows:
                columns.append([])
            columns[-1].append(Item(section, control))
    return [tuple(column) for column in columns]


def rack_strips(
    sections: Sequence[SectionLook],
    layout: RackLayout,
    size: tuple[int, int],
    ink: Style,
    glyphs: Glyphs,
) -> list[Strip]:
    """The lines of a rack; size: width and height."""
    width, height = size
    rows = (
        tuple(column[y] if y < len(column) else None for column in layout.columns)
        for y in range(height)
    )
    return [_rack_line(row, sections, layout.column_width, width, ink, glyphs) for row in rows]


def _rack_line(
    row: tuple[Item | None, ...],
    sections: Sequence[SectionLook],
    column_width: int,
    width: int,
    ink: Style,
    glyphs: Glyphs,
) -> Strip:
    looks = tuple(_look(item, sections) for item in row)
    if not any(looks):
        return blank(width)
    return _joined(looks, column_width, width, ink, glyphs)


def _look(item: Item | None, sections: Sequence[SectionLook]) -> ControlLook | str:
    if item is None:
        return ""
    section = sections[item.section]
    return section.title if item.control == HEAD else section.controls[item.control]


@lru_cache(maxsize=2048)
def _joined(
    looks: tuple[ControlLook | str, ...], column_width: int, width: int, ink: Style, glyphs: Glyphs
) -> Strip:
    parts: list[Part] = []
    for look in looks:
        if isinstance(look, str):
            parts.append((f" {look}".ljust(column_width), DIM + BOLD))
        else:
            parts += control_parts(look, column_width, ink, glyphs)
    return line(width, *parts)


@lru_cache(maxsize=64)
def rack_head(owner: str, help: str, width: int, ink: Style, glyphs: Glyphs) -> Strip:
    """Whose controls these are, and what the one in hand does."""
    parts: list[Part] = [(f"{glyphs.rule} ", DIM), (glyphs.text(owner, 20), ink + BOLD)]
    parts += [(" ", NOTHING), (glyphs.rule * width, DIM)]
    return line_with_end(width, parts, [(f" {help} ", DIM)])

"""The table of keys as text: for the help, the menus and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, KEY, NOTHING
from padsketch.tui.drawing.ink import Part, line

GAP = "  "
MENU_MARGIN = 6
"""Cells of an entry of a menu beside its words: its key, and blanks."""
MENU_ROWS = 8
"""Entries below each other in a menu, where no more are needed."""


class Entry(NamedTuple):
    """A key, and what it is for; id: the command that a click runs, "" for a menu."""

    key: str
    words: str
    id: str = ""


class Section(NamedTuple):
    """Keys that belong together."""

    title: str
    entries: tuple[Entry, ...]


class MenuColumn(NamedTuple):
    """Entries of a menu below each other; where they begin, and how much room they take."""

    left: int
    width: int
    entries: Sequence[Entry]


def help_text(sections: Sequence[Section]) -> Text:
    """All keys, one a line."""
    text = Text()
    for section in sections:
        text.append(f"{section.title}\n", style="bold")
        for entry in section.entries:
            text.append(f"  {entry.key:<16}", style=KEY).append(f" {entry.words}\n")
        text.append("\n")
    return text


def footer_rows(entries: Sequence[Entry], width: int, rows: int) -> list[list[Entry]]:
    """As many entries as there is room for, wrapped; the first ones matter most."""
    wrapped: list[list[Entry]] = [[]]
    used = 1
    for entry in entries:
        needed = len(entry_text(entry))
        if used + needed > width:
            if len(wrapped) == rows:
                break
            wrapped.append([])
            used = 1
        wrapped[-1].append(entry)
        used += needed
    return wrapped + [[]] * (rows - len(wrapped))


def entry_text(entry: Entry) -> str:
    """A footer's entry with the gap behind it."""
    return f"{entry.key} {entry.words}{GAP}"


def entry_at(row: Sequence[Entry], x: int) -> Entry | None:
    """The footer's entry under the mouse."""
    start = 1
    for entry in row:
        end = start + len(entry_text(entry))
        if start <= x < end - len(GAP):
            return entry
        start = end
    return None


def footer_strip(row: Sequence[Entry], width: int) -> Strip:
    """A line of the footer."""
    parts: list[Part] = [(" ", NOTHING)]
    for entry in row:
        parts += [(entry.key, KEY), (f" {entry.words}{GAP}", DIM)]
    return line(width, *parts)


def menu_columns(entries: Sequence[Entry], rows: int) -> list[MenuColumn]:
    """The entries from top to bottom, in columns as wide as their longest one."""
    columns: list[MenuColumn] = []
    left = 0
    for first in range(0, len(entries), rows):
        column = entries[first : first + rows]
        width = MENU_MARGIN + max(len(entry.words) for entry in column)
        columns.append(MenuColumn(left, width, column))
        left += width
    return columns


def menu_height(entries: Sequence[Entry], width: int) -> int:
    """The lines of a menu in which no entry is cut, its title with them."""
    rows = MENU_ROWS
    while rows < len(entries):
        last = menu_columns(entries, rows)[-1]
        if last.left + last.width - 1 <= width:
            break
        rows += 1
    return 1 + rows


def menu_entry_at(entries: Sequence[Entry], rows: int, x: int, y: int) -> Entry | None:
    """The entry under the mouse, in a menu of so many lines."""
    for column in menu_columns(entries, rows - 1):
        if column.left <= x < column.left + column.width and 0 < y <= len(column.entries):
            return column.entries[y - 1]
    return None


def menu_strips(title: str, entries: Sequence[Entry], width: int, rows: int) -> list[Strip]:
    """What may be pressed next, in columns; a title over it."""
    columns = menu_columns(entries, rows - 1)
    head = line(width, (f" {title} ", BOLD), ("  esc closes", DIM))
    return [head, *(_menu_line(columns, down, width) for down in range(rows - 1))]


def _menu_line(columns: Sequence[MenuColumn], down: int, width: int) -> Strip:
    parts: list[Part] = []
    for column in columns:
        if down < len(column.entries):
            entry = column.entries[down]
            room = column.width - MENU_MARGIN + 1
            parts += [(f" {entry.key:>3} ", KEY), (f"{entry.words:<{room}}", NOTHING)]
    return line(width, *parts)

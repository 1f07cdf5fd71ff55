"""The table of keys as text: for the help, the menus and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.text import Text
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, KEY, NOTHING
from padsketch.tui.drawing.ink import Part, line

GAP = "  "
MENU_ENTRY = 26
"""Cells of an entry of a menu."""
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


def menu_height(count: int, width: int) -> int:
    """The lines of a menu of so many entries, its title with them."""
    return 1 + max(MENU_ROWS, -(-count // (width // MENU_ENTRY)))


def menu_strips(title: str, entries: Sequence[Entry], width: int, rows: int) -> list[Strip]:
    """What may be pressed next, in columns; a title over it."""
    body = rows - 1
    columns = max(1, -(-len(entries) // body))
    room = width // columns
    head = line(width, (f" {title} ", BOLD), ("  esc closes", DIM))
    return [head, *(_menu_line(entries[down::body], room, width) for down in range(body))]


def _menu_line(entries: Sequence[Entry], room: int, width: int) -> Strip:
    parts: list[Part] = []
    for entry in entries:
        parts += [(f" {entry.key:>3} ", KEY), (f"{entry.words[: room - 5]:<{room - 5}}", NOTHING)]
    return line(width, *parts)

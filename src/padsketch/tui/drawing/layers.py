"""A pad and its layers as one row of tabs, drawn and found by one layout."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.display import cells
from padsketch.model import Layer
from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING, REVERSE
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, line_with_end

NAME_ROOM = 18
MARKS = 2
"""Cells at the end of the last line."""


class Tab(NamedTuple):
    """Which tab stands where: a line, and half-open columns of it."""

    number: int
    row: int
    start: int
    end: int


def layer_text(number: int, layer: Layer, glyphs: Glyphs) -> str:
    """A layer in a few words: number, file, velocities."""
    low, high = layer.velocity
    name = glyphs.text(PurePosixPath(layer.file).stem, NAME_ROOM)
    return f"{number} {name} {low}-{high}"


@lru_cache(maxsize=64)
def tabs(texts: tuple[str, ...], width: int, rows: int, here: int) -> tuple[Tab, ...]:
    """The tabs that are in view, `here` among them."""
    placed: list[Tab] = []
    row = x = 0
    for number, text in enumerate(texts):
        room = min(cells(text) + 2, width - MARKS)
        if x + room > width - MARKS:
            row, x = row + 1, 0
        placed.append(Tab(number, row, x, x + room))
        x += room
    first = max(0, placed[here].row - rows + 1)
    return tuple(tab._replace(row=tab.row - first) for tab in placed if 0 <= tab.row - first < rows)


def tab_at(found: Sequence[Tab], x: int, y: int) -> int | None:
    """The number of the tab at a place."""
    return next((tab.number for tab in found if tab.row == y and tab.start <= x < tab.end), None)


def tab_strips(
    texts: tuple[str, ...], size: tuple[int, int], here: int, ink: Style, glyphs: Glyphs
) -> list[Strip]:
    """The lines of the tabs, and marks where more are on either side; size: width and height.

    The first tab is the pad's own.
    """
    width, rows = size
    found = tabs(texts, width, rows, here)
    lines: list[list[Part]] = [[] for _ in range(rows)]
    for tab in found:
        style = BOLD if tab.number == 0 else NOTHING
        style += ink + REVERSE if tab.number == here else ink if tab.number == 0 else DIM
        lines[tab.row].append((f" {texts[tab.number]} ", style))
    more = (glyphs.early if found[0].number else " ") + (
        glyphs.late if found[-1].number < len(texts) - 1 else " "
    )
    *upper, last = lines
    return [*(line(width, *parts) for parts in upper), line_with_end(width, last, [(more, BOLD)])]

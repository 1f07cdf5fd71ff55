"""Putting parts of text with their styles on a line of a given width in cells."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from padsketch.display import cells
from padsketch.tui.drawing.colours import NOTHING

Part = tuple[str, Style]


def line(width: int, *parts: Part) -> Strip:
    """The parts from left to right, cut or filled to a width."""
    segments = [
        Segment("".join(text for text, _ in run), style)
        for style, run in groupby(parts, key=lambda part: part[1])
    ]
    return Strip(segments).adjust_cell_length(width, NOTHING)


def line_with_end(width: int, parts: Iterable[Part], end: Iterable[Part]) -> Strip:
    """Parts at the left, and an end at the right, which is kept where there is no room for both."""
    tail = list(end)
    room = max(0, width - sum(cells(text) for text, _ in tail))
    return Strip.join([line(room, *parts), line(width - room, *tail)])


def styled(text: str, styles: Iterable[Style]) -> list[Part]:
    """A text of which every character has a style."""
    runs = groupby(zip(text, styles, strict=False), key=lambda pair: pair[1])
    return [("".join(char for char, _ in run), style) for style, run in runs]


def padded(text: str, width: int) -> str:
    """A safe text filled with blanks to a width."""
    return text + " " * (width - cells(text))


def themed(strip: Strip, widget: Widget) -> Strip:
    """The line on the widget's own colours."""
    return strip.apply_style(widget.visual_style.rich_style)


@lru_cache(maxsize=256)
def blank(width: int) -> Strip:
    """An empty line."""
    return line(width, (" " * width, NOTHING))

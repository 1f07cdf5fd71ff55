"""A row of words that can be clicked: drawn and found by one layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING, REVERSE
from padsketch.tui.drawing.ink import Part, line


class Word(NamedTuple):
    """What is written, and the command that a click runs; one that is on is reversed."""

    text: str
    command: str
    is_on: bool = False


class WordRow(NamedTuple):
    """A title and its words."""

    title: str
    words: Sequence[Word]


def word_row_strip(row: WordRow, width: int) -> Strip:
    """The title and as many of the words as there is room for."""
    parts: list[Part] = [(f" {row.title} ", BOLD)]
    gap = " " * _gap(row, width)
    for word, _ in _placed(row, width):
        parts += [(gap, NOTHING), (word.text, REVERSE if word.is_on else DIM)]
    return line(width, *parts)


def command_at(row: WordRow, x: int, width: int) -> str:
    """The command of the word under the mouse, "" where there is none."""
    places = ((word, start) for word, start in _placed(row, width))
    return next(
        (word.command for word, start in places if start - 1 <= x <= start + len(word.text)), ""
    )


def _placed(row: WordRow, width: int) -> Iterator[tuple[Word, int]]:
    """The words that there is room for, and where they begin."""
    x, gap = len(row.title) + 2, _gap(row, width)
    for word in row.words:
        x += gap
        if x + len(word.text) > width:
            return
        yield word, x
        x += len(word.text)


def _gap(row: WordRow, width: int) -> int:
    """Blanks before every word: few where there is little room."""
    room = width - len(row.title) - 2 - sum(len(word.text) for word in row.words)
    return 2 if room >= 2 * len(row.words) else 1

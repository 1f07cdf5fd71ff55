"""The list of takes, and what may be done to what stands on a line of it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from textual.strip import Strip

from padsketch.tui.drawing.colours import ACCENT, BOLD, DIM, GOOD, NOTHING
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line_with_end

TAKE_WORDS = ("listen", "delete")
LANE_WORDS = ("take", "layer")
"""What the mouse can do with a take, and with a lane of one."""


class TakeLook(NamedTuple):
    """A take as its line tells it: the pass, where it began, the hits of every lane by name."""

    number: int
    at: int
    clock: str
    hits: tuple[tuple[str, int], ...]
    is_here: bool
    is_heard: bool


@lru_cache(maxsize=256)
def take_strip(look: TakeLook, width: int, glyphs: Glyphs) -> Strip:
    """One take."""
    count = sum(hits for _, hits in look.hits)
    lanes = "  ".join(f"{glyphs.text(name, 12)} {hits}" for name, hits in look.hits)
    ink = BOLD if look.is_here else NOTHING
    parts: list[Part] = [
        (glyphs.here if look.is_here else " ", BOLD),
        (f"{look.number:>3}  ", ink),
        (f"pass {look.at:<4}", ink),
        (f"at {look.clock:<8}", ink),
        (f"{count:>4} hit{'s' if count != 1 else ' '}  ", ink),
        (lanes, DIM),
    ]
    end = (f" {glyphs.play} heard ", GOOD) if look.is_heard else words_part(TAKE_WORDS)
    return line_with_end(width, parts, [end if look.is_here or look.is_heard else ("", NOTHING)])


def takes_head(pattern: str, count: int, width: int, glyphs: Glyphs) -> Strip:
    """Whose takes these are, and how many."""
    words = f" TAKES of {pattern}"
    counted = f"  {count or 'none yet'}"
    return line_with_end(width, [(words, ACCENT), (counted, DIM)], [])


def words_part(words: tuple[str, ...]) -> Part:
    """Words at the end of a line that can be clicked."""
    return "".join(f" {word} " for word in words), DIM


def word_at(words: tuple[str, ...], x: int, width: int) -> str:
    """The word under the mouse, "" where there is none."""
    start = width - len(words_part(words)[0])
    for word in words:
        if start <= x < start + len(word) + 2:
            return word
        start += len(word) + 2
    return ""

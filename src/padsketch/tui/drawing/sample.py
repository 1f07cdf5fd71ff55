"""A sample and what of it is played: drawn and found by one scale."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from padsketch.tui.drawing.colours import BOLD, DIM
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.ink import Part, line, styled
from padsketch.tui.drawing.waveform import Extremes, waveform

FACES = {"start": "[", "end": "]", "loop_start": "(", "loop_end": ")"}
"""The characters of the marks, by the parameters that they stand for."""


class Range(NamedTuple):
    """What is played of a sample of `length`, all in milliseconds; a loop only where it loops."""

    length: float
    start: float
    end: float
    loop: tuple[float, float] | None = None

    @property
    def marks(self) -> Mapping[str, float]:
        """Where the marks are, by the parameters that they stand for."""
        start, end = self.loop or (0.0, 0.0)
        loop = {"loop_start": start, "loop_end": end} if self.loop else {}
        return {"start": self.start, "end": self.end, **loop}

    def column(self, at: float, width: int) -> int:
        """The column of a time; the end of the sample is the last one."""
        return min(max(int(at / self.length * width + 1e-6), 0), width - 1) if self.length else 0

    def time(self, column: int, width: int) -> float:
        """Where a column begins, in tenths; the last one stands for the end of the sample."""
        if column >= width - 1:
            return self.length
        return ceil(max(column, 0) / width * self.length * 10.0) / 10.0

    def mark_at(self, column: int, width: int, here: str = "") -> str:
        """The mark that is nearest to a column; of several in one place, the one in hand."""
        places = {name: self.column(at, width) for name, at in self.marks.items()}
        return min(places, key=lambda name: (abs(places[name] - column), name != here))


def played_range(
    length: float, start: float, end: float, loop: tuple[float, float] | None
) -> Range:
    """A range within a sample; an end of 0, or behind its own, is the sample's."""

    def inside(at: float) -> float:
        return min(at, length)

    last = inside(end or length)
    return Range(
        length,
        inside(start),
        last,
        loop and (inside(loop[0]), inside(loop[1] or last)),
    )


@lru_cache(maxsize=64)
def sample_strips(
    extremes: Extremes, found: Range, size: tuple[int, int], here: str, ink: Style, glyphs: Glyphs
) -> tuple[Strip, ...]:
    """A waveform, what is not played dim, and a line of marks; here: the mark in hand."""
    width, height = size
    places = {name: found.column(at, width) for name, at in found.marks.items()}
    pictures = waveform(extremes, width, height - 1, glyphs) or ("",) * (height - 1)
    styles = [ink if places["start"] <= at <= places["end"] else DIM for at in range(width)]
    return (
        *(line(width, *styled(text, styles)) for text in pictures),
        line(width, *_mark_parts(places, width, here, ink, glyphs)),
    )


def _mark_parts(
    places: Mapping[str, int], width: int, here: str, ink: Style, glyphs: Glyphs
) -> list[Part]:
    text, styles = [glyphs.rule] * width, [DIM] * width
    for at in range(places["start"], places["end"] + 1):
        text[at], styles[at] = glyphs.heavy, ink
    for name in sorted(places, key=lambda name: name == here):
        text[places[name]] = FACES[name]
        styles[places[name]] = BOLD + Style(reverse=name == here)
    return styled("".join(text), styles)

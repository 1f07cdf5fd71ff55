"""The part of a line that another line changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from rich.segment import Segment
from textual.strip import Strip


class Patch(NamedTuple):
    """What has to be drawn from a column on to turn one line into another."""

    x: int
    segments: Sequence[Segment]


def patch(before: Strip, after: Strip) -> Patch:
    """The smallest run of whole segments that two lines of one width do not share."""
    old, new = list(before), list(after)
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    x = sum(segment.cell_length for segment in new[:start])
    return Patch(x, new[start : len(new) - end])


def _shared(old: Sequence[Segment], new: Sequence[Segment]) -> int:
    """How many segments are the same from the beginning on."""
    pairs = zip(old, new, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

"""What a producer would notice about the arrangement of a song."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from padsketch.analysis.course import Course, Passage

STILL_BARS = 32
"""So many bars without anything that enters or leaves are worth a word."""
REST_BARS = 4
"""A track that rests for so many bars has left."""
PATIENCE_SECONDS = 30.0
"""A song whose first change comes later is worth a word."""
FULL_DB = 3.0
"""A bar within so many decibels of the fullest one has full energy."""
FEW_BARS = 8
"""A song that is shorter is a loop, and may play everything all the time."""


class Remark(NamedTuple):
    """A sentence about some bars, counted from 0 and half-open."""

    first_bar: int
    end_bar: int
    words: str


def remarks(course: Course, names: Sequence[str]) -> list[Remark]:
    """What is worth a word, in the order of the bars; names: the sections as they are called."""
    found = [
        *_everything_always(course),
        *_late_start(course),
        *_stillness(course),
        *_silent_sections(course, names),
        *_cut_bars(course, names),
        *_full_ending(course),
    ]
    return sorted(found, key=lambda remark: remark.first_bar)


def changes(course: Course) -> list[int]:
    """The bars in which a track enters, or has left: a rest of four bars is an absence."""
    bars = {bar for hits in course.hits.T for bar in _turns(np.flatnonzero(hits).tolist())}
    return sorted(bar for bar in bars if 0 < bar < course.starts[-1])


def _turns(played: list[int]) -> Iterator[int]:
    """Where the bars in which a track plays begin, and the bars behind their ends."""
    if not played:
        return
    yield played[0]
    for before, after in pairwise(played):
        if after - before > REST_BARS:
            yield from (before + 1, after)
    yield played[-1] + 1


def _everything_always(course: Course) -> Iterator[Remark]:
    plays = course.hits > 0
    used = plays[:, plays.any(axis=0)]
    if len(used) >= FEW_BARS and used.size and used.all():
        yield Remark(0, len(used), f"Every track plays in every one of the {len(used)} bars.")


def _late_start(course: Course) -> Iterator[Remark]:
    first = next(iter(changes(course)), None)
    if first is not None and course.seconds(first) > PATIENCE_SECONDS:
        words = f"The first change comes after {course.seconds(first):.0f} seconds, in bar"
        yield Remark(0, first, f"{words} {first + 1}.")


def _stillness(course: Course) -> Iterator[Remark]:
    for first, end in pairwise((0, *changes(course), course.starts[-1])):
        if end - first >= STILL_BARS:
            words = f"Nothing enters or leaves for {end - first} bars, from {_span(first, end)}."
            yield Remark(first, end, words)


def _silent_sections(course: Course, names: Sequence[str]) -> Iterator[Remark]:
    for name, passage, (first, end) in _sections(course, names):
        if not passage.hits.any():
            yield Remark(first, end, f"{name} has no hits ({_span(first, end)}).")


def _cut_bars(course: Course, names: Sequence[str]) -> Iterator[Remark]:
    for name, passage, (_, end) in _sections(course, names):
        if passage.length % 1.0:
            words = f"{name} ends within bar {end}: it is {passage.length:g} bars long."
            yield Remark(end - 1, end, words)


def _full_ending(course: Course) -> Iterator[Remark]:
    end = course.starts[-1]
    if end < FEW_BARS or not np.isfinite(course.levels_db).any():
        return
    tracks = np.count_nonzero(course.hits, axis=1)
    if course.levels_db[-1] >= -FULL_DB and tracks[-1] == tracks.max():
        words = f"The song ends at full energy in bar {end}: nothing leaves before the end."
        yield Remark(end - 1, end, words)


def _sections(
    course: Course, names: Sequence[str]
) -> Iterator[tuple[str, Passage, tuple[int, int]]]:
    """The sections by name, what they play, and their bars."""
    return zip(names, course.passages, pairwise(course.starts), strict=True)


def _span(first: int, end: int) -> str:
    return f"bar {first + 1}" if end - first == 1 else f"bar {first + 1} to {end}"

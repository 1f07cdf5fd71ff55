"""A long line of notes as a song: cut at sections and bars, what repeats written once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from padsketch.formats.beats.beat_draft import Grid, PatternDraft, SectionDraft, Strike
from padsketch.formats.beats.grid import found_grid, speed_needed
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS
from padsketch.model.project import PATTERN_NAMES
from padsketch.model.song import MAX_REPEATS

MAX_BARS = 4096
_PHRASE = 4
"""Bars that may be one pattern though they do not repeat."""
_JOINED = (1, 2, 4, 8, 16, 32, 64, 128)
"""How many bars may be one pattern, where a song would have too many of them."""

_Note = tuple[str, Strike]


class Stretch(NamedTuple):
    """Some of a song in one tempo and meter: from a tick to a tick, its bars as long as `bar`."""

    start: int
    end: int
    name: str
    bpm: float
    bar: int


class _Cell(NamedTuple):
    """A bar, or as much of one as a pattern holds: its length in ticks and its notes."""

    ticks: int
    strikes: tuple[_Note, ...]


class _Piece(NamedTuple):
    """A stretch with the grid of its notes, cut into cells."""

    stretch: Stretch
    grid: Grid
    cells: list[_Cell]
    most: int
    """Ticks of the longest pattern whose lanes have room for these notes."""


class Song(NamedTuple):
    """Patterns, and the sections that play them."""

    patterns: tuple[PatternDraft, ...]
    sections: tuple[SectionDraft, ...]


def song_of(notes: Sequence[_Note], line: Sequence[Stretch]) -> Song:
    """Cut notes, in the order of their ticks since the start, along a line without gaps."""
    file_grid = found_grid(strike.tick for _, strike in notes)
    pieces = list(_pieces(notes, line, file_grid))
    for joined in _JOINED:
        writing = _Writing(pieces, joined)
        if len(writing.patterns) <= len(PATTERN_NAMES):
            break
    return writing.song()


def _pieces(notes: Sequence[_Note], line: Sequence[Stretch], grid: Grid) -> Iterator[_Piece]:
    first = 0
    for stretch, following in zip(line, [*line[1:], None], strict=True):
        last = bisect_right(notes, _end(stretch, following, grid), key=lambda note: note[1].tick)
        yield _piece(_moved(notes[first:last], stretch.start), stretch, grid)
        first = last


def _moved(notes: Iterable[_Note], start: int) -> list[_Note]:
    return [(part, strike._replace(tick=strike.tick - start)) for part, strike in notes]


def _end(stretch: Stretch, following: Stretch | None, grid: Grid) -> int:
    """The last tick that belongs to a stretch: what comes a little early is of the next one.

    Unless that has another tempo, in which no whole number of ticks may say how early it is.
    """
    if following is None:
        return 2**62
    return stretch.end - (_early(grid.step) if following.bpm == stretch.bpm else 0) - 1


def _early(step: str) -> int:
    return STEP_TICKS[step] // 4


def _piece(notes: list[_Note], stretch: Stretch, grid: Grid) -> _Piece:
    length = stretch.end - stretch.start
    if length % STEP_TICKS[grid.step]:
        grid = found_grid([strike.tick for _, strike in notes], (length,))
    step = STEP_TICKS[grid.step]
    most = MAX_STEPS // speed_needed(_gap(notes), grid.step) * step
    bar = stretch.bar if stretch.bar % step == 0 and stretch.bar <= most else most
    return _Piece(stretch, grid, _cells(notes, length, bar, _early(grid.step)), most)


def _gap(notes: Sequence[_Note]) -> int:
    """Ticks between the two nearest notes of a part."""
    last: dict[str, int] = {}
    nearest = 2**31
    for part, strike in notes:
        if part in last and strike.tick > last[part]:
            nearest = min(nearest, strike.tick - last[part])
        last[part] = strike.tick
    return nearest


def _cells(notes: list[_Note], length: int, bar: int, early: int) -> list[_Cell]:
    """The notes by bars, counted from their bar's start; the last bar may be shorter."""
    within: dict[int, list[_Note]] = defaultdict(list)
    last = (length - 1) // bar
    for part, strike in notes:
        at = min(max(0, (strike.tick + early) // bar), last)
        within[at] += _moved([(part, strike)], at * bar)
    lengths = (min(bar, length - at * bar) for at in range(last + 1))
    return [_Cell(ticks, tuple(within[at])) for at, ticks in enumerate(lengths)]


class _Writing:
    """Patterns as they come up, each written once; `joined` bars where nothing repeats sooner."""

    def __init__(self, pieces: Sequence[_Piece], joined: int) -> None:
        self.patterns: dict[tuple[Grid, tuple[_Cell, ...]], int] = {}
        self._sections: list[SectionDraft] = []
        for piece in pieces:
            if period := _period(piece):
                self._add(piece, piece.cells[:period], len(piece.cells) // period)
            else:
                self._runs(piece, joined)

    def song(self) -> Song:
        """What was written."""
        patterns = (_pattern(grid, cells) for grid, cells in self.patterns)
        return Song(tuple(patterns), tuple(self._sections))

    def _runs(self, piece: _Piece, joined: int) -> None:
        """What does not repeat as a whole: bars in groups, neighbours that are equal once."""
        size = max(1, min(joined, piece.most // piece.cells[0].ticks))
        groups = [piece.cells[at : at + size] for at in range(0, len(piece.cells), size)]
        start = 0
        for at in range(1, len(groups) + 1):
            if at == len(groups) or groups[at] != groups[start]:
                self._add(piece, groups[start], at - start)
                start = at

    def _add(self, piece: _Piece, cells: Sequence[_Cell], repeats: int) -> None:
        pattern = self.patterns.setdefault((piece.grid, tuple(cells)), len(self.patterns))
        stretch = piece.stretch
        while repeats > 0:
            some = min(repeats, MAX_REPEATS)
            self._sections.append(SectionDraft(stretch.name, pattern, some, stretch.bpm))
            repeats -= some


def _period(piece: _Piece) -> int:
    """After how many bars a whole stretch repeats; 0 where it does not.

    A short one without two equal bars is one pattern.
    """
    cells = piece.cells
    longest = min(max(1, piece.most // cells[0].ticks), len(cells))
    periods = (n for n in range(1, longest + 1) if len(cells) % n == 0)
    period = next((n for n in periods if cells[n:] == cells[:-n]), 0)
    is_one_pass = period == len(cells) > 1
    return 0 if is_one_pass and (period > _PHRASE or len(set(cells)) < period) else period


def _pattern(grid: Grid, cells: Sequence[_Cell]) -> PatternDraft:
    strikes: dict[str, list[Strike]] = defaultdict(list)
    start = 0
    for cell in cells:
        for part, strike in cell.strikes:
            strikes[part].append(strike._replace(tick=start + strike.tick))
        start += cell.ticks
    return PatternDraft("", start, {part: tuple(own) for part, own in strikes.items()}, grid)

"""The texts of an open project's files, and the lines in which one state differs from the next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple, TypeVar

from padsketch.model.pattern import Pattern
from padsketch.model.project import Project
from padsketch.model.recording import Take
from padsketch.storage.project_writing import pattern_lines, project_blocks
from padsketch.storage.takes import takes_to_text

T = TypeVar("T")
Lines = tuple[str, ...]
Blocks = tuple[Lines, ...]
"""A text in pieces: what did not change is the same object as before, and is not looked at."""


class Texts(NamedTuple):
    """What project.toml and takes.toml would hold; of the latter nothing without takes."""

    project: Blocks = ()
    takes: Blocks = ()

    @property
    def whole(self) -> Files:
        """Both in one piece."""
        return Files(*(to_text(chain.from_iterable(blocks)) for blocks in self))


class Files(NamedTuple):
    """The content of project.toml and takes.toml; nothing where there is no file."""

    project: str = ""
    takes: str = ""


class Hunk(NamedTuple):
    """From line `start`, counted from 0, `dropped` lines give way to others."""

    start: int
    dropped: int
    lines: Lines


class Writer:
    """Writes the texts of one state after the other; of patterns only what changed."""

    def __init__(self) -> None:
        self._patterns: dict[str, tuple[Pattern, Lines]] = {}
        self._takes: tuple[tuple[Take, ...], Blocks] = ((), ())

    def texts(self, project: Project, takes: tuple[Take, ...]) -> Texts:
        """The texts as a save would write them."""
        blocks = map(tuple, project_blocks(project, self._pattern_lines))
        return Texts(tuple(blocks), self._blocks_of(takes))

    def _pattern_lines(self, path: str, pattern: Pattern) -> Lines:
        known = self._patterns.get(path)
        if known is None or known[0] is not pattern:
            known = self._patterns[path] = pattern, tuple(pattern_lines(path, pattern))
        return known[1]

    def _blocks_of(self, takes: tuple[Take, ...]) -> Blocks:
        if takes is not self._takes[0]:
            self._takes = takes, (to_lines(takes_to_text(takes)),) if takes else ()
        return self._takes[1]


def to_lines(text: str) -> Lines:
    """A text as lines."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def to_text(lines: Iterable[str]) -> str:
    """Lines as a text, each with its end."""
    return "".join(f"{line}\n" for line in lines)


def hunk_between(old: Blocks, new: Blocks) -> Hunk | None:
    """What turns one text into the other; None where they are equal."""
    start, end = _alike(old, new)
    before = tuple(chain.from_iterable(old[start : len(old) - end]))
    after = tuple(chain.from_iterable(new[start : len(new) - end]))
    first, last = _alike(before, after)
    dropped, lines = len(before) - first - last, after[first : len(after) - last]
    if not dropped and not lines:
        return None
    return Hunk(sum(map(len, old[:start])) + first, dropped, lines)


def applied(lines: list[str], hunk: Hunk) -> None:
    """Change a text in place; raises ValueError for a hunk of another text."""
    end = hunk.start + hunk.dropped
    if not 0 <= hunk.start <= end <= len(lines):
        raise ValueError(f"lines {hunk.start} to {end} of {len(lines)}")
    lines[hunk.start : end] = hunk.lines


def _alike(old: Sequence[T], new: Sequence[T]) -> tuple[int, int]:
    """How many items are the same from the beginning on, and of the others from the end on."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if _differ(old[at], new[at])), most)
    most -= start
    end = next((at for at in range(most) if _differ(old[-1 - at], new[-1 - at])), most)
    return start, end


def _differ(old: object, new: object) -> bool:
    return old is not new and old != new

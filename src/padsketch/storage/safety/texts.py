"""The texts of an open project's files, and the lines in which one state differs from the next."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from itertools import compress, count
from typing import NamedTuple

from padsketch.model.pattern import Pattern
from padsketch.model.project import Project
from padsketch.model.recording import Take
from padsketch.storage.project_writing import pattern_lines, project_lines
from padsketch.storage.takes import takes_to_text

Lines = tuple[str, ...]


class Texts(NamedTuple):
    """The lines of project.toml and of takes.toml; of the latter none where there are no takes."""

    project: Lines = ()
    takes: Lines = ()


class Hunk(NamedTuple):
    """From line `start`, counted from 0, `dropped` lines give way to others."""

    start: int
    dropped: int
    lines: Lines


class Writer:
    """Writes the texts of one state after the other; of patterns only what changed."""

    def __init__(self) -> None:
        self._patterns: dict[str, tuple[Pattern, Lines]] = {}
        self._takes: tuple[tuple[Take, ...], Lines] = ((), ())

    def texts(self, project: Project, takes: tuple[Take, ...]) -> Texts:
        """The texts as a save would write them."""
        return Texts(tuple(project_lines(project, self._pattern_lines)), self._lines_of(takes))

    def _pattern_lines(self, path: str, pattern: Pattern) -> Lines:
        known = self._patterns.get(path)
        if known is None or known[0] is not pattern:
            known = self._patterns[path] = pattern, tuple(pattern_lines(path, pattern))
        return known[1]

    def _lines_of(self, takes: tuple[Take, ...]) -> Lines:
        if takes is not self._takes[0]:
            self._takes = takes, to_lines(takes_to_text(takes)) if takes else ()
        return self._takes[1]


def to_lines(text: str) -> Lines:
    """A text as lines, which `to_text` puts together again."""
    return tuple(text.removesuffix("\n").split("\n")) if text else ()


def to_text(lines: Sequence[str]) -> str:
    """Lines as a text, each with its end."""
    return "".join(f"{line}\n" for line in lines)


def hunk_between(old: Lines, new: Lines) -> Hunk | None:
    """What turns one text into the other; None where they are equal."""
    if old == new:
        return None
    start = _alike(old, new)
    most = min(len(old), len(new)) - start
    end = min(_alike(old[::-1], new[::-1]), most)
    return Hunk(start, len(old) - start - end, new[start : len(new) - end])


def applied(lines: list[str], hunk: Hunk) -> None:
    """Change a text in place; raises ValueError for a hunk of another text."""
    end = hunk.start + hunk.dropped
    if not 0 <= hunk.start <= end <= len(lines):
        raise ValueError(f"lines {hunk.start} to {end} of {len(lines)}")
    lines[hunk.start : end] = hunk.lines


def _alike(old: Lines, new: Lines) -> int:
    """How many lines are the same from the beginning on."""
    differing = compress(count(), map(operator.ne, old, new))
    return next(differing, min(len(old), len(new)))

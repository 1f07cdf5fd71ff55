"""What may be done to files: how a scene begins, what a user sees of it, and what is allowed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

State = dict[str, str]
"""What a user sees in a folder: files by their names, as digests of what they hold."""


@dataclass(frozen=True)
class Scene:
    """Something that is done to files in a folder; `do` returns the exit code.

    is_whole: all files change at once; otherwise one after the other, each whole. repeats: done
    again, it gives the same. has_threads: it writes on other threads than the first one. growing: a
    file that is whole at every moment.
    """

    name: str
    prepare: Callable[[Path], None]
    do: Callable[[Path], int]
    is_whole: bool = True
    repeats: bool = False
    has_threads: bool = False
    growing: str = ""

    def is_fine(self, state: State, old: State, new: State) -> bool:
        """Whether a state is the old or the new one, or lies between them where that is allowed."""
        if self.is_whole:
            return state in (old, new)
        names = (old | new | state).keys() - {self.growing}
        return all(state.get(name) in (old.get(name), new.get(name)) for name in names)


def seen(folder: Path) -> State:
    """The files below a folder that have a name of their own: nothing hidden, nothing temporary."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _is_hidden(path.relative_to(folder))
    }


def difference(state: State, other: State) -> set[str]:
    """The files in which two states differ."""
    return {name for name in state | other if state.get(name) != other.get(name)}


def left_over(folder: Path) -> list[str]:
    """What is temporary, by its first names: a user does not see it."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob(".*"))
        if path.name not in (".padsketch", ".tmp")
    ]


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)

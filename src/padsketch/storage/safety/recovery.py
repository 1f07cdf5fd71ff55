"""What journals hold that no project's file does, and how it comes back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from padsketch.model.project import Project
from padsketch.storage.kits import KIT_FILE
from padsketch.storage.projects import check_vacant, save_project
from padsketch.storage.safety import places
from padsketch.storage.safety.journal import journal_of, throw_away, undecided
from padsketch.storage.safety.lock import Lock
from padsketch.storage.safety.recovered import Recovered, ends_closed, read_journal
from padsketch.storage.sources import take_along
from padsketch.storage.takes import save_takes


def found(folder: Path) -> Recovered | None:
    """The newest state of a project that its files do not hold; None where they hold all."""
    return next(iter(kept(folder)), None)


def kept(folder: Path) -> list[Recovered]:
    """All states of a project that its files do not hold, the newest first.

    What another process writes now is left to that one.
    """
    return [state for state in _states(folder) if not state.is_saved]


def sketches() -> list[Recovered]:
    """All sketches without a name that no process has open, the newest first."""
    homes = filter(_is_left, places.sketches())
    return _newest_first(map(read_journal, _journals(homes)))


def left_open() -> list[Recovered]:
    """The sketches without a name that nobody has closed and no process has open."""
    homes = filter(_is_left, places.sketches())
    paths = (path for path in _journals(homes) if not ends_closed(path))
    return [state for state in _newest_first(map(read_journal, paths)) if not state.is_closed]


def everything() -> list[Recovered]:
    """All sketches without a name, and what projects that were opened here have not saved.

    Of what no process has open, the newest first.
    """
    projects = (state for folder in places.entered() for state in kept(folder))
    return _newest_first([*projects, *sketches()])


def settle(folder: Path) -> list[Recovered]:
    """`kept`, and away with the journals that hold nothing but what the project's files do.

    For who holds the project.
    """
    left = []
    for state in _states(folder):
        if state.is_saved:
            # Where it cannot be taken away it is known for what it is the next time.
            with suppress(OSError):
                state.journal.unlink()
        else:
            left.append(state)
    if not left:
        places.leave(folder)
    return left


def forget(folder: Path) -> None:
    """Note no longer that a project has a journal, once it has none."""
    if not _states(folder):
        places.leave(folder)


def restore(state: Recovered, target: Path) -> Project:
    """Write a state as a project of its own, with its takes and samples.

    The journal stays; that of a sketch without a name, which has one now, is put aside. Raises
    PadsketchError where something is there already, or for a disk that refuses; InvalidFile where
    the state cannot be read.
    """
    project, takes = state.project(), state.takes()
    check_vacant(target)
    take_along(state.source, target)
    save_project(target, replace(project, kit=_kit_from(target, state.source, project.kit)))
    save_takes(target, takes)
    if state.folder is None:
        throw_away(state.journal)
    return project


def _kit_from(target: Path, source: Path, kit: str) -> str:
    """What a kit is called in another folder; one that is in the project's stays where it is."""
    is_own = (source / kit / KIT_FILE).is_file()
    return os.path.relpath((source / kit).resolve(), target.resolve()) if is_own else kit


def _states(folder: Path) -> list[Recovered]:
    homes = filter(_is_left, [folder, *places.substitutes(folder)])
    return _newest_first(read_journal(path, folder) for path in _journals(homes))


def _journals(homes: Iterable[Path]) -> Iterator[Path]:
    for home in homes:
        yield journal_of(home)
        yield from undecided(home)


def _newest_first(states: Iterable[Recovered | None]) -> list[Recovered]:
    return sorted(filter(None, states), key=lambda state: state.at, reverse=True)


def _is_left(home: Path) -> bool:
    return Lock(home).other() is None

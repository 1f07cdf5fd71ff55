"""Where the edits since one save go, and what stands in for a folder that takes none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from padsketch.errors import PadsketchError
from padsketch.model import Project
from padsketch.model.recording import Take
from padsketch.session.home import Home
from padsketch.storage.safety import places
from padsketch.storage.safety.journal import Journal
from padsketch.storage.safety.lock import Lock
from padsketch.storage.safety.records import Stand
from padsketch.storage.safety.recovered import stand_of
from padsketch.storage.safety.recovery import forget
from padsketch.storage.safety.texts import Writer


class State(NamedTuple):
    """What is to be on the disk; edits: since the last save; at: of the last one, since 1970."""

    project: Project
    takes: tuple[Take, ...]
    edits: int = 0
    label: str = ""
    at: float = 0.0


class Journals:
    """The journals of the edits since one save, for one thread at a time.

    A sketch without a name has its journal in its home. Where a project's folder takes none, one
    among the user's data stands in; `trouble` is why. No state is lost on the way: each journal
    begins with what was saved.
    """

    def __init__(self, home: Home, may_write: Callable[[], bool], saved: State) -> None:
        self.trouble: PadsketchError | None = None
        self._home = home
        self._folder = home.folder
        self._may_write = may_write
        self._saved = saved
        self._stand = stand_of(home.folder) if home.folder else Stand()
        self._writer = Writer()
        self._all: list[Journal] = []
        self._locks: list[Lock] = []
        self._current: Journal | None = None
        self._stand_in: Journal | None = None

    @property
    def paths(self) -> list[Path]:
        """The files that are written now."""
        return [journal.path for journal in self._all if journal.is_written]

    def add(self, state: State) -> None:
        """Bring a state to the disk; raises PadsketchError where that refuses everywhere."""
        if self._current is None:
            self._current = self._made()
        try:
            self._add(self._current, state)
        except PadsketchError as error:
            if self._folder is None or self._current is self._stand_in:
                raise
            self._go_elsewhere(self._folder, state, error)

    def close(self) -> None:
        """The user has closed the project with these edits."""
        self._end(Journal.close)

    def remove(self) -> None:
        """What was edited is saved."""
        self._end(Journal.remove)
        self._forget()

    def throw_away(self) -> None:
        """Nobody wants what was edited."""
        self._end(Journal.throw_away)
        self._forget()

    def _add(self, journal: Journal, state: State) -> None:
        texts = self._writer.texts(state.project, state.takes)
        journal.add(texts, state.edits, state.label, state.at)

    def _made(self) -> Journal:
        """The journal where it belongs."""
        if self._folder is None:
            return self._journal_in(self._held(self._home.made()))
        if not self._may_write():
            return self._elsewhere(self._folder)
        # Without the note it is only not found by who looks for all projects.
        with suppress(PadsketchError):
            places.enter(self._folder)
        return self._journal_in(self._folder)

    def _go_elsewhere(self, folder: Path, state: State, error: PadsketchError) -> None:
        """Write to what stands in; raises the error where that refuses as well."""
        try:
            self._add(self._elsewhere(folder), state)
        except PadsketchError:
            raise error from None
        self._current = self._stand_in
        self.trouble = PadsketchError(error.title, "Edits are kept elsewhere: save elsewhere too.")

    def _elsewhere(self, folder: Path) -> Journal:
        if self._stand_in is None:
            home = self._held(places.substitute(folder))
            self._stand_in = self._journal_in(home, folder)
        return self._stand_in

    def _journal_in(self, home: Path, origin: Path | None = None) -> Journal:
        texts = self._writer.texts(self._saved.project, self._saved.takes)
        self._all.append(Journal(home, texts, self._stand, origin))
        return self._all[-1]

    def _held(self, home: Path) -> Path:
        """A folder of ours that others shall not offer as left behind."""
        self._locks.append(Lock(home))
        self._locks[-1].take()
        return home

    def _end(self, how: Callable[[Journal], None]) -> None:
        for journal in self._all:
            # What the disk keeps of it now is found, and judged, at the next start.
            with suppress(PadsketchError):
                how(journal)
        for lock in self._locks:
            lock.release()

    def _forget(self) -> None:
        if self._folder is not None and self._all:
            forget(self._folder)

"""What was not saved before, and what its user wants of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.session.home import Home
from padsketch.session.safety.journalling import Journalling
from padsketch.storage.safety.journal import throw_away
from padsketch.storage.safety.lock import Lock
from padsketch.storage.safety.recovered import Recovered
from padsketch.storage.safety.recovery import kept, left_open, settle, sketches
from padsketch.storage.sources import SAMPLES

if TYPE_CHECKING:
    from padsketch.session.session import Session


class Recovering:
    """Offers what journals hold; nothing of it goes before its user says so.

    `offered` is what to ask about at the start: the newest edits of the project that were not
    saved, or a sketch without a name that nobody has closed. In the thread of the edits.
    """

    def __init__(self, session: Session, home: Home, journal: Journalling) -> None:
        self.offered: Recovered | None = None
        self._session = session
        self._home = home
        self._journal = journal

    def opened(self, is_ours: bool) -> None:
        """The project was read; is_ours: no other process has it open."""
        folder = self._session.folder
        if folder is None:
            self.offered = next(iter(left_open()), None)
        elif is_ours:
            self.offered = next(iter(settle(folder)), None)

    @property
    def all(self) -> list[Recovered]:
        """What was left of this project, then all sketches without a name but this one."""
        folder = self._session.folder
        states = [*(kept(folder) if folder else ()), *sketches()]
        return [state for state in states if state.journal not in self._journal.paths]

    def recover(self, state: Recovered) -> None:
        """Make what a journal holds the project, as one edit.

        A sketch without a name goes on where it is, in place of the one that is open. Raises
        InvalidFile where it cannot be read, or its kit; UsageError where it does not belong here.
        """
        project, takes = state.project(), state.takes()
        if state.folder is None:
            self._move_in(state)
        elif state.folder.resolve() != (self._session.folder or Path()).resolve():
            raise UsageError("These are edits of another project", "Open that one.")
        self.offered = None
        with self._journal.recovering(state):
            self._session.takes.recover(takes, is_all=not state.is_changed)
            self._session.become("recovered edits", project)

    def later(self) -> None:
        """Go on without it; it is offered again at the next start."""
        self.offered = None

    def throw_away(self, state: Recovered) -> None:
        """Put it where what nobody wants is kept for a while; raises PadsketchError."""
        throw_away(state.journal)
        self.offered = None

    def _move_in(self, state: Recovered) -> None:
        own = self._session.own_folder
        if self._session.folder is not None or (own is not None and (own / SAMPLES).exists()):
            name = safe(state.home.name)
            raise UsageError(
                "A sketch without a name cannot come in place of this one",
                f"`padsketch recover {name} -o FOLDER` makes a project of it.",
            )
        lock = Lock(state.home)
        if lock.other() is not None:
            raise UsageError("This sketch is open elsewhere", "Close it there.")
        self._journal.move_to(state.home)

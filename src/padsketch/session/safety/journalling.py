"""Every edit of the open project on the disk, behind the music and the screen."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.errors import PadsketchError
from padsketch.model.recording import Take
from padsketch.session.behind import Behind, Outdated
from padsketch.session.home import Home
from padsketch.session.safety.journals import Journals, State
from padsketch.storage.safety.journal import set_aside, throw_away
from padsketch.storage.safety.recovered import Recovered

if TYPE_CHECKING:
    from padsketch.session.session import Session

PAUSE = 0.25
"""Seconds between two writes: what is edited meanwhile is written as one."""
RETRY = 2.0
"""Seconds until a disk that refused is asked again."""


class Journalling:
    """Journals a session from its opening on; in the thread of the edits.

    `refusal` is for the screen to show and clear.
    """

    def __init__(self, session: Session, home: Home, may_write: Callable[[], bool]) -> None:
        self.refusal: PadsketchError | None = None
        self._session = session
        self._home = home
        self._may_write = may_write
        self._behind: Behind[State] = Behind(self._write, "journal")
        self._hurry = threading.Event()
        self._is_open = False
        self._is_refused = False
        self._again = 0.0
        self._answered: list[Path] = []
        self._edits = self._moves = 0
        self._takes: tuple[Take, ...] = ()
        self._asked = session.history.kept
        self._at = 0.0
        self._begin()

    @property
    def paths(self) -> list[Path]:
        """The files that are written now."""
        return self._journals.paths

    def opened(self) -> None:
        """The session holds what its folder does: journal from here on."""
        self._begin()
        self._is_open = True

    def changed(self) -> None:
        """There is something new; any number a second."""
        if not self._is_open:
            return
        takes = self._session.takes.all
        self._edits += self._session.history.moves - self._moves + (takes is not self._takes)
        self._moves, self._takes = self._session.history.moves, takes
        self._at = time.time()
        self._ask()

    def tick(self) -> None:
        """See what nobody told, and ask a disk that refused again."""
        session = self._session
        if session.history.moves != self._moves or session.takes.all is not self._takes:
            self.changed()
        elif self._is_refused and time.monotonic() >= self._again:
            self._again = time.monotonic() + RETRY
            self._ask()

    def flush(self) -> None:
        """Wait until everything is on the disk, or was refused."""
        self.tick()
        is_known = self._session.history.kept is self._asked
        if self._is_refused or (self._edits and not is_known):
            self._ask()
        self._hurry.set()
        self._behind.finish()
        self._hurry.clear()

    def saved(self) -> None:
        """The project's files hold everything, after a `flush`: begin anew."""
        self._journals.remove()
        self._begin()

    @contextmanager
    def recovering(self, state: Recovered) -> Iterator[None]:
        """What is edited inside is what a journal holds, which may go once that is on the disk."""
        with suppress(PadsketchError):
            self._answered.append(set_aside(state.journal))
        is_open, self._is_open = self._is_open, False
        try:
            yield
        finally:
            self._is_open = is_open
            self._moves, self._takes = self._session.history.moves, self._session.takes.all
            self._edits += state.edits
            self.changed()

    def move_to(self, home: Path) -> None:
        """Go on in the home of another sketch without a name; this one is left as it is."""
        self._leave()
        self._home.move_to(home)
        self._begin()

    def discard(self) -> None:
        """The user wants no edit since the last save; a sketch without a name is kept."""
        self.flush()
        if self._home.folder is not None and self._session.is_dirty:
            self._is_open = False
            self._journals.throw_away()

    def close(self) -> None:
        """Journal no more; what is not saved stays."""
        self._leave()
        self._is_open = False
        self._behind.give_up()

    def _begin(self) -> None:
        """What the files hold is what all edits start from."""
        session = self._session
        self._moves, self._takes = session.history.moves, session.takes.all
        self._edits = 0
        self._is_refused = False
        saved = State(session.saved, self._takes)
        self._journals = Journals(self._home, self._may_write, saved)

    def _leave(self) -> None:
        self.flush()
        if self._session.is_dirty:
            self._journals.close()
        else:
            self._journals.remove()
        self._home.clear()

    def _ask(self) -> None:
        history = self._session.history
        state = State(history.kept, self._takes, self._edits, history.label, self._at)
        self._asked = history.kept
        self._behind.ask(state)

    def _write(self, state: State, is_outdated: Outdated) -> None:
        """In the thread of the journal."""
        try:
            self._journals.add(state)
        except Exception as error:
            # Whatever it is, nobody else hears of it, and what comes next may be written.
            self._refuse(error)
        else:
            self._is_refused = False
            if self._journals.trouble is not None:
                self.refusal, self._journals.trouble = self._journals.trouble, None
            self._throw_away_answered()
        self._hurry.wait(PAUSE)

    def _refuse(self, error: Exception) -> None:
        if not self._is_refused:
            why = error if isinstance(error, PadsketchError) else _unexpected(error)
            self.refusal = PadsketchError(
                f"Edits are only in memory: {why.title}", "Save, here or elsewhere."
            )
        self._is_refused = True
        self._again = time.monotonic() + RETRY

    def _throw_away_answered(self) -> None:
        while self._answered:
            with suppress(PadsketchError):
                throw_away(self._answered.pop())


def _unexpected(error: Exception) -> PadsketchError:
    # Loaded when it is needed, which is never.
    from padsketch.storage.error_log import unexpected

    return unexpected(error)

"""What happens to the files of an open project, from opening to closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.errors import PadsketchError
from padsketch.session.home import Home
from padsketch.session.safety.journalling import Journalling
from padsketch.session.safety.keeping import Keeping
from padsketch.session.safety.own_samples import OwnSamples
from padsketch.session.safety.recovering import Recovering

if TYPE_CHECKING:
    from padsketch.session.session import Session


class Safety:
    """Told by its session of all that must not be lost; in the thread of the edits."""

    def __init__(self, session: Session, home: Home) -> None:
        self._session = session
        self._home = home
        self.files = Keeping(session, home)
        self.samples = OwnSamples(session)
        self.journal = Journalling(session, home, lambda: not self.files.why_not)
        self.recovering = Recovering(session, home, self.journal)

    def opened(self, sha256: str | None) -> None:
        """The project and its takes were read from their folder, or are new.

        sha256: of the project's file, taken before it was read.
        """
        self.files.opened(sha256)
        self.samples.look()
        self.recovering.opened(is_ours=self.files.holder is None)
        self.journal.opened()

    def changed(self) -> None:
        """There is another project than before: an edit, an undo."""
        self.journal.changed()
        self.samples.changed()

    def tick(self) -> None:
        """Once a screen frame; takes, and previews that were kept, are seen here."""
        self.journal.tick()

    def refusals(self) -> list[PadsketchError]:
        """What went wrong behind the music and was not told yet; it is told once."""
        rooms = (self.journal, self.samples)
        found = [room.refusal for room in rooms if room.refusal is not None]
        for room in rooms:
            room.refusal = None
        return found

    def save(self, folder: Path | None = None, over: bool = False) -> Path:
        """Write the project; see `Session.save`."""
        session = self._session
        target = self._home.prepared(folder, session.history.kept.kit)
        kept, before = self.samples.known(target), self._home.folder
        # What is saved next is journalled: a crash in between leaves nothing older to recover.
        self.journal.flush()
        self.files.write(target, kept, over)
        self._home.folder, session.saved = target, kept
        session.takes.save(target)
        self.journal.saved()
        if target != before:
            # Of a disk that fails not everything can be brought along.
            self.samples.look()
        return target

    def close(self) -> None:
        """The project is closed; what was not saved is not asked for again."""
        self.samples.give_up()
        self.journal.close()
        self.files.close()

"""What happens to the files of an open project, from opening to closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from padsketch import storage
from padsketch.session.home import Home
from padsketch.session.safety.own_samples import OwnSamples

if TYPE_CHECKING:
    from padsketch.session.session import Session


class Safety:
    """Told by its session of all that must not be lost; in the thread of the edits."""

    def __init__(self, session: Session, home: Home) -> None:
        self._session = session
        self._home = home
        self.samples = OwnSamples(session)

    def opened(self) -> None:
        """The project and its takes were read from their folder, or are new."""
        self.samples.look()

    def changed(self) -> None:
        """There is another project than before: an edit, an undo."""

    def tick(self) -> None:
        """Once a screen frame; takes, and previews that were kept, are seen here."""

    def save(self, folder: Path | None = None) -> Path:
        """Write the project, to a new folder where one is given; returns the folder.

        What a preview only shows is not written. Raises UsageError when the sketch has no folder
        yet, ReadOnly, or PadsketchError for a disk that refuses: the edits stay as they are.
        """
        session = self._session
        target = self._home.prepared(folder)
        kept = self.samples.known(target)
        storage.save_project(target, kept)
        self._home.folder, session.saved = target, kept
        session.takes.save(target)
        return target

    def close(self) -> None:
        """The project is closed; what was not saved is not asked for again."""
        self.samples.give_up()

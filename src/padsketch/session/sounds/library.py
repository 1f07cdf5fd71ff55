"""The user's sounds on this machine, indexed behind the music once somebody looks."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from padsketch.errors import PadsketchError, UsageError
from padsketch.session.sounds.indexing import Indexing
from padsketch.storage.library import Library, add_folder, library_folders, remove_folder

NEWS_SECONDS = 2.0
"""How often what is listed follows a scan."""


class SoundLibrary:
    """The index, opened and brought up to date when it is first needed; for one thread."""

    def __init__(self, open_library: Callable[[], Library] = Library.open) -> None:
        self._open_library = open_library
        self._library: Library | None = None
        self._indexing: Indexing | None = None
        self._is_news = False
        self._told_at = float("-inf")

    @property
    def index(self) -> Library:
        """The index; raises PadsketchError where it cannot be opened."""
        if self._library is None:
            self._library = self._open_library()
        return self._library

    def begin(self) -> None:
        """Bring the index up to date, once. Raises PadsketchError."""
        if self._indexing is None:
            self.scan()

    def scan(self) -> None:
        """Look for what is new in all folders. Raises PadsketchError."""
        if self._indexing is None:
            self._indexing = Indexing(self.index, self._told)
        self._indexing.start(library_folders())

    def add(self, folder: Path) -> None:
        """Make a folder part of the library. Raises UsageError, PadsketchError."""
        if folder.parent == folder:
            raise UsageError("All of this machine is no library", "Go to where your sounds are.")
        add_folder(folder)
        self.scan()

    def remove(self, folder: Path) -> None:
        """Let a folder be no part of the library. Raises UsageError, PadsketchError."""
        remove_folder(folder)
        self.scan()

    @property
    def progress(self) -> tuple[int, int] | None:
        """Files that were listened to and that there are to listen to, while a scan goes on."""
        return self._indexing.progress if self._indexing else None

    @property
    def fault(self) -> str:
        """Why the last scan ended too early, empty where it did not."""
        return self._indexing.fault if self._indexing else ""

    def finish(self) -> None:
        """Wait until the index is up to date."""
        if self._indexing is not None:
            self._indexing.finish()

    def has_news(self) -> bool:
        """Whether the index has changed since this was asked last; not too often."""
        now = time.monotonic()
        is_over = self.progress is None
        if not self._is_news or (now - self._told_at < NEWS_SECONDS and not is_over):
            return False
        self._is_news, self._told_at = False, now
        return True

    def close(self) -> None:
        """End the scan, let go of the files."""
        if self._indexing is not None:
            self._indexing.give_up()
        if self._library is not None:
            with suppress(PadsketchError):
                self._library.close()

    def _told(self) -> None:
        """There is progress; called in the thread of the scan."""
        self._is_news = True

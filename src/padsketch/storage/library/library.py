"""The sounds of this machine: an index of the user's folders, and what the user says of them."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Self, TypeVar

from padsketch.storage.library import finding, own
from padsketch.storage.library.scanning import Cancelled, Listen, Progress, scan
from padsketch.storage.library.schema import is_damaged, make_anew, open_databases, unreadable
from padsketch.storage.library.sounds import Query, SoundInfo

INDEX_FILE = "sounds.sqlite"
OWN_FILE = "sounds.sqlite"

T = TypeVar("T")


def user_index() -> Path:
    """Where the index is: a cache, which may be removed at any time."""
    import platformdirs

    return platformdirs.user_cache_path("padsketch") / INDEX_FILE


def user_sayings() -> Path:
    """Where favourites and tags are."""
    import platformdirs

    return platformdirs.user_data_path("padsketch") / OWN_FILE


class Library:
    """Finds sounds while another process or thread scans for more.

    For all threads. An index that turns out to be damaged is made anew, empty, and what was asked
    is answered from that; other troubles of the disk are PadsketchErrors of `open`.
    """

    def __init__(self, index: Path, sayings: Path) -> None:
        self._index, self._sayings = index, sayings
        self._books = threading.RLock()
        self._connection = open_databases(index, sayings)

    @classmethod
    def open(cls, cache: Path | None = None, own: Path | None = None) -> Self:
        """The user's library, or that of two files."""
        return cls(cache or user_index(), own or user_sayings())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._books:
            self._connection.close()

    @property
    def files(self) -> tuple[Path, Path]:
        """Where the index is, and what the user says of sounds."""
        return self._index, self._sayings

    def find(self, query: Query) -> list[SoundInfo]:
        """The sounds that a query wants, at most its limit."""
        return self._asked(lambda connection: finding.find(connection, query))

    def count(self, query: Query) -> int:
        """How many sounds a query wants in all."""
        return self._asked(lambda connection: finding.count(connection, query))

    def of(self, paths: Iterable[Path]) -> dict[Path, SoundInfo]:
        """What the index knows of some files; those it does not know are missing."""
        encoded = [os.fsencode(path) for path in paths]
        sounds = self._asked(lambda connection: finding.sounds_at(connection, encoded))
        return {sound.path: sound for sound in sounds}

    def scan(
        self,
        folders: Sequence[Path],
        listen: Listen,
        progress: Progress = lambda done, total: None,
        cancelled: Cancelled = lambda: False,
        n_threads: int = 1,
    ) -> None:
        """Bring the index up to what is in some folders, which are all that it then knows.

        Files come in batches, and may be found as soon as theirs is complete. What lies in a
        folder that is not there stays: a disk may not be plugged in.
        """
        places = [folder.absolute() for folder in folders]
        with Library(self._index, self._sayings) as writer:
            writer._asked(lambda c: scan(c, places, listen, n_threads, progress, cancelled))

    def set_favourite(self, path: Path, is_favourite: bool) -> None:
        """Keep a file or a folder among the favourites, or not."""
        self._asked(lambda connection: own.set_favourite(connection, path, is_favourite))

    def favourite_folders(self) -> list[Path]:
        """The folders among the favourites."""
        return self._asked(own.favourite_folders)

    def add_tag(self, path: Path, tag: str) -> None:
        """Give a file a tag, one word; raises UsageError when it is none."""
        self._asked(lambda connection: own.add_tag(connection, path, tag))

    def remove_tag(self, path: Path, tag: str) -> None:
        """Take a tag of the user's from a file."""
        self._asked(lambda connection: own.remove_tag(connection, path, tag))

    def own_tags(self) -> set[str]:
        """All tags that the user gave."""
        return self._asked(own.own_tags)

    def _asked(self, question: Callable[[sqlite3.Connection], T]) -> T:
        with self._books:
            try:
                return question(self._connection)
            except sqlite3.Error as error:
                if not is_damaged(error):
                    raise unreadable(self._index, error) from error
            self._connection.close()
            make_anew(self._index)
            self._connection = open_databases(self._index, self._sayings)
            try:
                return question(self._connection)
            except sqlite3.Error as error:
                raise unreadable(self._sayings, error) from error

"""What the user says of sounds: favourites and tags. It outlives every loss of the index."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import UsageError

MAX_TAG = 40


def set_favourite(connection: sqlite3.Connection, path: Path, is_favourite: bool) -> None:
    """Keep a file or a folder among the favourites, or not."""
    connection.execute("DELETE FROM own.favourites WHERE path = ?", (os.fsencode(path),))
    if is_favourite:
        values = (os.fsencode(path), path.is_dir())
        connection.execute("INSERT INTO own.favourites VALUES (?, ?)", values)


def favourite_folders(connection: sqlite3.Connection) -> list[Path]:
    """The folders among the favourites, in the order of their names."""
    rows = connection.execute("SELECT path FROM own.favourites WHERE is_folder ORDER BY path")
    return [Path(os.fsdecode(path)) for (path,) in rows]


def add_tag(connection: sqlite3.Connection, path: Path, tag: str) -> None:
    """Give a file a tag: one word in small letters. Raises UsageError for anything else."""
    values = (os.fsencode(path), _word(tag))
    connection.execute("INSERT OR IGNORE INTO own.tags VALUES (?, ?)", values)


def remove_tag(connection: sqlite3.Connection, path: Path, tag: str) -> None:
    """Take a tag of the user's from a file; what its name says stays."""
    values = (os.fsencode(path), tag.casefold())
    connection.execute("DELETE FROM own.tags WHERE path = ? AND tag = ?", values)


def own_tags(connection: sqlite3.Connection) -> set[str]:
    """All tags that the user ever gave."""
    return {tag for (tag,) in connection.execute("SELECT DISTINCT tag FROM own.tags")}


def _word(tag: str) -> str:
    word = tag.strip().casefold()
    if not word or len(word) > MAX_TAG or word.split() != [word] or safe(word) != word:
        raise UsageError(
            f"'{safe(tag, MAX_TAG)}' is no tag", f"A tag is one word of at most {MAX_TAG} letters."
        )
    return word

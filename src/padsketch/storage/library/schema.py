"""The two databases: the index, which may be lost at any time, and what the user says of sounds."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.storage.files import disk_errors

VERSION = 1
"""Of the index; one of another version is made anew."""

# Paths are bytes, as the file system has them: not every name is text.
_INDEX = """
CREATE TABLE sounds (
    path BLOB PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    tags TEXT NOT NULL,
    rate INTEGER NOT NULL DEFAULT 0,
    channels INTEGER NOT NULL DEFAULT 0,
    n_frames INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    bpm REAL,
    key TEXT NOT NULL DEFAULT '',
    brightness REAL NOT NULL DEFAULT 0,
    decay REAL NOT NULL DEFAULT 0,
    loudness REAL NOT NULL DEFAULT 0,
    noisiness REAL NOT NULL DEFAULT 0,
    vector BLOB NOT NULL DEFAULT x'',
    fault TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID
"""
_OWN = """
CREATE TABLE IF NOT EXISTS own.favourites (
    path BLOB PRIMARY KEY, is_folder INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS own.tags (
    path BLOB, tag TEXT, PRIMARY KEY (path, tag)
) WITHOUT ROWID;
"""
_PRIMARY_CODE = 0xFF
_BUSY_SECONDS = 10.0
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


def open_databases(index: Path, own: Path) -> sqlite3.Connection:
    """The index, made anew when it is damaged or of another version, with the user's as `own`.

    For use in any thread, one at a time. Raises PadsketchError when a folder cannot be written or
    the user's database cannot be read: that one is never made anew.
    """
    for file in (index, own):
        with disk_errors(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
    connection = _open_index(index)
    try:
        connection.execute("ATTACH ? AS own", (os.fspath(own),))
        connection.executescript(_OWN)
    except sqlite3.Error as error:
        connection.close()
        raise unreadable(own, error) from error
    return connection


def make_anew(index: Path) -> None:
    """Remove an index; those who have it open keep what they have."""
    for suffix in _SIDE_FILES:
        with disk_errors(index):
            index.with_name(index.name + suffix).unlink(missing_ok=True)


def is_damaged(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is no database any more."""
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    return code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _open_index(index: Path) -> sqlite3.Connection:
    try:
        return _opened(index)
    except sqlite3.Error as error:
        if not is_damaged(error):
            raise unreadable(index, error) from error
    make_anew(index)
    return _opened(index)


def _opened(index: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        index, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _make_tables(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_tables(connection: sqlite3.Connection) -> None:
    if _version(connection) == VERSION:
        connection.execute("SELECT path FROM sounds LIMIT 1")
        return
    with transaction(connection):
        if _version(connection) != VERSION:
            connection.execute("DROP TABLE IF EXISTS sounds")
            connection.execute(_INDEX)
            connection.execute(f"PRAGMA user_version = {VERSION}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written inside, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def unreadable(file: Path, error: sqlite3.Error) -> PadsketchError:
    """The error of a database that cannot be used."""
    return PadsketchError(
        f"{safe(str(file))} cannot be used: {safe(str(error))}",
        "Check the permissions of the folder, or move the file away.",
    )

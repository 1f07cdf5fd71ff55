"""Bringing the index up to what is on the disk: only what is new or changed is listened to."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import SampleError
from padsketch.storage.library.finding import packed, searchable
from padsketch.storage.library.schema import transaction
from padsketch.storage.library.sounds import Heard
from padsketch.storage.library.tags import tags_of
from padsketch.storage.walking import Found, audio_files

BATCH = 64
"""Files that are written at once, and may then be found."""

Listen = Callable[[Path], Heard]
"""Listens to a file, in any of several threads; raises SampleError."""
Progress = Callable[[int, int], None]
"""Called with how many files were listened to, and how many there are to listen to."""
Cancelled = Callable[[], bool]

_INSERT = """
INSERT OR REPLACE INTO sounds (path, size, mtime_ns, name, words, tags, fault)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_HEARD = """
UPDATE sounds SET rate = ?, channels = ?, n_frames = ?, seconds = ?, bpm = ?, key = ?,
    brightness = ?, decay = ?, loudness = ?, noisiness = ?, vector = ?
WHERE path = ?
"""


class _Listened(NamedTuple):
    found: Found
    heard: Heard | None
    fault: str


def scan(
    connection: sqlite3.Connection,
    folders: Sequence[Path],
    listen: Listen,
    n_threads: int,
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    """Listen to what is new in folders, forget what is gone; whole batches stay when cancelled."""
    found = {os.fsencode(file.path): file for file in audio_files(folders)}
    known = _known(connection)
    _forget(
        connection, [path for path in known.keys() - found.keys() if not _is_away(path, folders)]
    )
    news = [file for path, file in found.items() if known.get(path) != (file.size, file.mtime_ns)]
    progress(0, len(news))
    done = 0
    with ThreadPoolExecutor(n_threads) as pool:
        for batch in _batches(_listened(pool, listen, news, cancelled)):
            _keep(connection, folders, batch)
            done += len(batch)
            progress(done, len(news))


def _known(connection: sqlite3.Connection) -> dict[bytes, tuple[int, int]]:
    rows = connection.execute("SELECT path, size, mtime_ns FROM sounds")
    return {path: (size, mtime_ns) for path, size, mtime_ns in rows}


def _is_away(path: bytes, folders: Sequence[Path]) -> bool:
    """Whether a file lies in a listed folder that is not there: a disk that is not plugged in."""
    file = Path(os.fsdecode(path))
    return any(file.is_relative_to(folder) and not folder.is_dir() for folder in folders)


def _forget(connection: sqlite3.Connection, paths: Iterable[bytes]) -> None:
    with transaction(connection):
        connection.executemany("DELETE FROM sounds WHERE path = ?", ((path,) for path in paths))


def _listened(
    pool: ThreadPoolExecutor, listen: Listen, files: Sequence[Found], cancelled: Cancelled
) -> Iterator[_Listened]:
    """What was heard, in order; no more than a batch is asked for ahead."""
    ahead: list[Future[_Listened]] = []
    waiting = iter(files)
    while not cancelled():
        ahead += [
            pool.submit(_listen, listen, file) for file in islice(waiting, BATCH - len(ahead))
        ]
        if not ahead:
            return
        yield ahead.pop(0).result()
    for future in ahead:
        future.cancel()


def _listen(listen: Listen, file: Found) -> _Listened:
    try:
        return _Listened(file, listen(file.path), "")
    except SampleError as error:
        return _Listened(file, None, error.faults[0].message)
    except Exception as error:
        # Whatever it holds, it is one file of many; its row says what happened.
        return _Listened(file, None, safe(f"it cannot be judged ({type(error).__name__}: {error})"))


def _batches(listened: Iterator[_Listened]) -> Iterator[list[_Listened]]:
    while batch := list(islice(listened, BATCH)):
        yield batch


def _keep(
    connection: sqlite3.Connection, folders: Sequence[Path], batch: Sequence[_Listened]
) -> None:
    with transaction(connection):
        connection.executemany(_INSERT, (_row(item, folders) for item in batch))
        connection.executemany(
            _HEARD, (_heard_row(item.found, item.heard) for item in batch if item.heard is not None)
        )


def _row(item: _Listened, folders: Sequence[Path]) -> tuple[object, ...]:
    path, size, mtime_ns = item.found
    tags = " ".join(tags_of(path))
    words = searchable(f"{_below(path, folders)} {tags}")
    return os.fsencode(path), size, mtime_ns, _text(path.name), words, tags, item.fault


def _below(path: Path, folders: Sequence[Path]) -> str:
    """A path as it is searched: from the listed folder on, with its name."""
    roots = [folder for folder in folders if path.is_relative_to(folder)]
    return str(path.relative_to(roots[0].parent)) if roots else str(path)


def _heard_row(found: Found, heard: Heard) -> tuple[object, ...]:
    return (
        *(heard.rate, heard.channels, heard.n_frames, heard.n_frames / heard.rate),
        *(heard.bpm, heard.key, heard.brightness_hz, heard.decay_s, heard.loudness_db),
        *(heard.noisiness, packed(heard.vector), os.fsencode(found.path)),
    )


def _text(name: str) -> str:
    """A name as text: bytes that are none are marked."""
    return os.fsencode(name).decode("utf-8", "replace")

"""Which audio files are in some folders."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

SUFFIXES = frozenset(
    (".wav", ".wave", ".w64", ".rf64", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".opus")
) | {".mp3", ".caf", ".au", ".snd"}
MAX_FILES = 200_000
"""More than this is a whole disk, not a library."""
MAX_DEPTH = 32

_Identity = tuple[int, int]


class Found(NamedTuple):
    """An audio file by its name; the time is in nanoseconds since 1970."""

    path: Path
    size: int
    mtime_ns: int


def audio_files(folders: Iterable[Path]) -> Iterator[Found]:
    """The audio files in folders and the folders in them, each once, at most MAX_FILES.

    Links are followed, but no folder is entered twice; hidden files and folders, and what may not
    be read, are left out.
    """
    seen: set[_Identity] = set()
    n_files = 0
    for folder in folders:
        for found in _walk(folder, seen, MAX_DEPTH):
            if n_files == MAX_FILES:
                return
            n_files += 1
            yield found


def _walk(folder: Path, seen: set[_Identity], depth: int) -> Iterator[Found]:
    try:
        identity = _identity(folder.stat())
        if identity in seen:
            return
        seen.add(identity)
        with os.scandir(folder) as entries:
            shown = sorted((e for e in entries if not e.name.startswith(".")), key=_by_name)
    except (OSError, ValueError):
        return
    for entry in shown:
        if found := _found(entry):
            yield found
        elif depth and _is_folder(entry):
            yield from _walk(Path(entry.path), seen, depth - 1)


def _by_name(entry: os.DirEntry[str]) -> tuple[str, str]:
    return entry.name.casefold(), entry.name


def _found(entry: os.DirEntry[str]) -> Found | None:
    if PurePath(entry.name).suffix.lower() not in SUFFIXES:
        return None
    try:
        if not entry.is_file():
            return None
        status = entry.stat()
    except OSError:
        return None
    return Found(Path(entry.path), status.st_size, status.st_mtime_ns)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _identity(status: os.stat_result) -> _Identity:
    return status.st_dev, status.st_ino

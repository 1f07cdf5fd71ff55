"""What lies in a folder that is looked through for sounds."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.storage.walking import SUFFIXES

_DIGITS = re.compile(r"(\d+)")


class FolderEntry(NamedTuple):
    """A folder or an audio file; its name as the disk has it."""

    name: str
    path: Path
    is_folder: bool


def list_folder(folder: Path) -> tuple[FolderEntry, ...]:
    """Folders, then audio files, both in natural order; what is hidden is left out.

    Raises InvalidFile where the folder cannot be read.
    """
    try:
        with os.scandir(folder) as entries:
            found = [_entry(entry) for entry in entries if not entry.name.startswith(".")]
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise InvalidFile(
            f"{safe(str(folder))} cannot be looked into: {safe(why)}", "Choose another folder."
        ) from error
    return tuple(sorted(filter(None, found), key=lambda e: (not e.is_folder, natural(e.name))))


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that puts `kick 2` before `kick 10`, whatever the case."""
    parts: Iterable[str] = _DIGITS.split(name.casefold())
    return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts if p)


def _entry(entry: os.DirEntry[str]) -> FolderEntry | None:
    path = Path(entry.path)
    try:
        is_folder = entry.is_dir()
        is_sound = path.suffix.lower() in SUFFIXES and entry.is_file()
    except OSError:
        return None
    return FolderEntry(entry.name, path, is_folder) if is_folder or is_sound else None

"""Audio files by the names that a kit has for them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

AUDIO_SUFFIXES = (
    *(".wav", ".flac", ".aif", ".aiff", ".aifc", ".ogg", ".oga", ".opus", ".mp3"),
    *(".w64", ".caf", ".au", ".snd"),
)
MAX_ENTRIES = 20_000
"""Files and folders that are looked at; a folder with more is no kit."""
MAX_DEPTH = 8


def is_audio(path: Path) -> bool:
    """Whether a file is called like audio."""
    return path.suffix.lower() in AUDIO_SUFFIXES


def walk_files(folder: Path) -> Iterator[Path]:
    """The visible files of a folder and the folders in it, nearer ones first, each in order."""
    level, seen = [folder], 0
    for _ in range(MAX_DEPTH):
        inner: list[Path] = []
        for entry in (entry for one in level for entry in _entries(one)):
            seen += 1
            if seen > MAX_ENTRIES:
                return
            if entry.is_dir(follow_symlinks=False):
                inner.append(Path(entry.path))
            elif entry.is_file():
                yield Path(entry.path)
        level = inner


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            visible = (entry for entry in found if not _is_hidden(entry.name))
            return sorted(visible, key=lambda entry: entry.name)
    except (OSError, ValueError):
        return []


def _is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


class SampleFinder:
    """Finds files below a folder: as named, else whatever the case, else by the last part alone.

    Names may have backslashes and may be absolute paths of another machine. With `may_leave` a
    name may go up one folder from there, as programs that stand beside their samples do.
    """

    def __init__(self, folder: Path, may_leave: bool = False) -> None:
        self._folder = folder
        self._may_leave = may_leave

    def find(self, name: str) -> Path | None:
        """The audio file of a name, None where there is none."""
        path = self.find_any(name)
        return path if path is not None and is_audio(path) else None

    def find_any(self, name: str) -> Path | None:
        """The file of a name, whatever it is."""
        parts = _parts(name)
        if parts is None:
            return None
        exact = self._folder.joinpath(*parts)
        if parts.count("..") <= self._ups(parts) and _is_file(exact):
            return exact
        plain = [part for part in parts if part != ".."]
        return self._by_path.get(_folded("/".join(plain))) or self._by_name.get(_folded(plain[-1]))

    def _ups(self, parts: tuple[str, ...]) -> int:
        return int(self._may_leave and parts[0] == "..")

    @cached_property
    def _files(self) -> list[Path]:
        return list(walk_files(self._folder))

    @cached_property
    def _by_path(self) -> dict[str, Path]:
        return _first(self._files, lambda path: path.relative_to(self._folder).as_posix())

    @cached_property
    def _by_name(self) -> dict[str, Path]:
        return _first(self._files, lambda path: path.name)


def _parts(name: str) -> tuple[str, ...] | None:
    """The parts of a relative path; of an absolute one only the last counts."""
    if "\0" in name or len(name) > 1000:
        return None
    path = PurePosixPath(name.strip().replace("\\", "/"))
    parts = tuple(part for part in path.parts if part not in ("/", "//"))
    if not parts or parts[-1] == "..":
        return None
    return parts[-1:] if path.is_absolute() or parts[0].endswith(":") else parts


def _first(files: Iterable[Path], name: Callable[[Path], str]) -> dict[str, Path]:
    """Files by their folded names; of several the first, which is the nearest."""
    found: dict[str, Path] = {}
    for file in files:
        found.setdefault(_folded(name(file)), file)
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False

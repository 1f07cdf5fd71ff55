"""Which names of an archive's members may become files."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.model.file_names import is_device

MAX_NAME = 255
"""Bytes of one name: what file systems hold."""
MAX_PATH = 1000
"""Characters of a whole path."""
MAX_DEPTH = 16
_DRIVE = re.compile(r"[A-Za-z]:")
_BREAKS = frozenset("\u2028\u2029")


def refused(name: str, why: str) -> InvalidFile:
    """The error of a member that must not be unpacked."""
    return InvalidFile(
        f"The archive holds '{safe(name, 60)}', which {why}",
        "Nothing was unpacked. An archive like this can harm; ask for another one.",
    )


class Names:
    """The paths of the members so far: none twice, whatever a file system takes for the same."""

    def __init__(self) -> None:
        self._taken: dict[str, tuple[str, bool]] = {}

    def path(self, name: str, is_folder: bool) -> PurePosixPath:
        """The harmless relative path of the next member; raises InvalidFile for any other."""
        text = _decoded(name)
        parts = _parts(text)
        for depth in range(1, len(parts)):
            self._take(text, "/".join(parts[:depth]), is_folder=True)
        if parts:
            self._take(text, "/".join(parts), is_folder)
        elif not is_folder:
            raise refused(text, "has no name")
        return PurePosixPath(*parts)

    def _take(self, name: str, path: str, is_folder: bool) -> None:
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", path).casefold())
        taken = self._taken.get(key)
        if taken is not None and not (is_folder and taken == (path, True)):
            raise refused(name, "is there twice for some file systems")
        self._taken[key] = (path, is_folder)


def _decoded(name: str) -> str:
    """Bytes that are no UTF-8 are read as Latin-1, in which old archives were written."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _parts(name: str) -> tuple[str, ...]:
    if not name or len(name) > MAX_PATH:
        raise refused(name, "has no name" if not name else "has too long a path")
    if name.startswith("/"):
        raise refused(name, "is no place inside the archive")
    parts = tuple(part for part in name.split("/") if part not in ("", "."))
    if len(parts) > MAX_DEPTH:
        raise refused(name, f"lies more than {MAX_DEPTH} folders deep")
    for part in parts:
        if why := _fault(part):
            raise refused(name, why)
    return parts


def _fault(part: str) -> str:
    """Why a name cannot be unpacked everywhere, "" when it can."""
    faults = {
        "leads out of its folder": part == "..",
        "holds a backslash": "\\" in part,
        "holds control characters": any(map(_is_control, part)),
        "names a drive": bool(_DRIVE.match(part)),
        "ends with a dot or a blank": part.endswith((".", " ")),
        "is the name of a device": is_device(part),
        "has too long a name": len(part.encode()) > MAX_NAME,
    }
    return next((why for why, is_so in faults.items() if is_so), "")


def _is_control(char: str) -> bool:
    return unicodedata.category(char) == "Cc" or char in _BREAKS

"""Where journals are: of projects, of sketches without a name, of folders that take none."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from padsketch.storage.files import disk_errors, make_folders, sync_folder, write_atomic
from padsketch.storage.sources import remove_if_empty, sketches_folder

_PROJECT = "project"
"""The file that names the project of a folder of journals."""


def enter(project: Path) -> None:
    """Note that a project has a journal, for who asks what can be recovered; raises PadsketchError.

    Projects are noted by their real path, each in a folder of its own.
    """
    noted = _noted(project)
    with disk_errors(noted):
        make_folders(noted)
    if not (noted / _PROJECT).exists():
        write_atomic(noted / _PROJECT, os.fsencode(project.resolve()))


def leave(project: Path) -> None:
    """Forget a project that has nothing left to recover; a journal in its stead stays noted."""
    noted = _noted(project)
    for folder in substitutes(project):
        remove_if_empty(folder)
    if not substitutes(project):
        with suppress(OSError):
            (noted / _PROJECT).unlink()
            noted.rmdir()


def entered() -> list[Path]:
    """The projects that are noted, whether they are still there or not."""
    found = []
    for file in _journals().glob(f"*/{_PROJECT}"):
        with suppress(OSError):
            found.append(Path(os.fsdecode(file.read_bytes())))
    return sorted(found)


def substitute(project: Path) -> Path:
    """A new folder for the journal of a project whose own folder takes none.

    Raises PadsketchError for a disk that refuses.
    """
    enter(project)
    folder = _noted(project) / secrets.token_hex(4)
    with disk_errors(folder):
        folder.mkdir()
        sync_folder(folder.parent)
    return folder


def substitutes(project: Path) -> list[Path]:
    """The folders that were made for journals of a project."""
    return _folders(_noted(project))


def sketches() -> list[Path]:
    """The homes of sketches without a name."""
    return _folders(sketches_folder())


def _folders(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.is_dir())
    except OSError:
        return []


def _noted(project: Path) -> Path:
    return _journals() / hashlib.sha256(os.fsencode(project.resolve())).hexdigest()[:16]


def _journals() -> Path:
    return sketches_folder().with_name("journals")

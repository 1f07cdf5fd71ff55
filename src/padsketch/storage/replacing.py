"""Outputs that appear whole or not at all, and never over something that is not ours."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import OutputExists, UsageError
from padsketch.storage.files import beside, discard, disk_errors, sync_file, sync_folder

MANIFEST = "manifest.json"
"""Its `format` begins with `padsketch-`, and `files` names every file of the output folder."""

NamedFiles = Callable[[Path], Collection[str]]
"""Tells of a folder the files that it says it holds, relative to it."""

_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.ENOSYS)


@contextlib.contextmanager
def replacing(path: Path, force: bool) -> Iterator[Path]:
    """A temporary path to write an output file to, renamed to `path` on success.

    Removed on any failure. Raises OutputExists before and after the work when the path is there
    and not `force`; UsageError when it can never be a file.
    """
    _check_parent(path)
    _check_file(path, force)
    temporary = beside(path)
    try:
        yield temporary
        with disk_errors(path):
            sync_file(temporary)
            temporary.replace(path) if force else move_without_replacing(temporary, path)
            sync_folder(path.parent)
    finally:
        discard(temporary)


def manifest_files(folder: Path) -> Collection[str]:
    """The files that a folder's manifest names, itself included; none when it is not ours."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return ()
    if not isinstance(document, dict) or not str(document.get("format")).startswith("padsketch-"):
        return ()
    files = document.get("files")
    return (MANIFEST, *files) if isinstance(files, dict | list) else ()


@contextlib.contextmanager
def replacing_folder(path: Path, force: bool, named: NamedFiles = manifest_files) -> Iterator[Path]:
    """A temporary folder to write an output folder to, swapped in on success.

    Removed on any failure. With `force` only an empty folder is replaced, or one that holds
    nothing but what it says it holds: `named` tells. Raises OutputExists otherwise.
    """
    _check_parent(path)
    _check_folder(path, force, named)
    temporary = beside(path)
    try:
        with disk_errors(path):
            temporary.mkdir()
        yield temporary
        with disk_errors(path):
            _sync_below(temporary)
            _swap_folder(temporary, path, force, named)
            sync_folder(path.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def check_free(path: Path) -> None:
    """Raise OutputExists where there is anything at a path already."""
    if _is_there(path):
        raise _exists(path)


def _check_parent(path: Path) -> None:
    if not path.parent.is_dir():
        raise UsageError(
            f"There is no folder {safe(str(path.parent))}", "Create it first, or write elsewhere."
        )


def _check_file(path: Path, force: bool) -> None:
    if path.exists() and not path.is_file():
        raise UsageError(f"{safe(str(path))} is not a file", "Name a file to write to.")
    if _is_there(path) and not force:
        raise _exists(path)


def _check_folder(path: Path, force: bool, named: NamedFiles) -> None:
    if not _is_there(path):
        return
    if path.is_symlink() or not path.is_dir():
        raise UsageError(f"{safe(str(path))} is not a folder", "Name a folder to write to.")
    if not force:
        raise _exists(path)
    if stranger := _stranger(path, named(path)):
        raise OutputExists(
            f"{safe(str(path))} holds '{safe(stranger)}', which is no output of padsketch",
            "Write to another folder, or move that file away.",
        )


def _is_there(path: Path) -> bool:
    return os.path.lexists(path)


def _exists(path: Path) -> OutputExists:
    words = f"{safe(str(path))} is there already"
    return OutputExists(words, "Choose another name.", replaceable=True)


def _stranger(folder: Path, named: Collection[str]) -> str | None:
    """The first file in a folder that is not named."""
    files = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if _holds(path))
    return next((str(file) for file in files if str(file) not in named), None)


def _holds(path: Path) -> bool:
    return path.is_symlink() or not path.is_dir()


def _sync_below(folder: Path) -> None:
    """Bring all that a folder holds to the disk, before its name says that it is whole."""
    for path in folder.rglob("*"):
        sync_folder(path) if path.is_dir() else sync_file(path)
    sync_folder(folder)


def move_without_replacing(temporary: Path, path: Path) -> None:
    """Rename a file to a name that must be free; raises OutputExists, OSError."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        raise _exists(path) from None
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _claim(path)
        temporary.replace(path)


def _claim(path: Path) -> None:
    """Take a free name with an empty file, for file systems without links."""
    try:
        path.touch(exist_ok=False)
    except FileExistsError:
        raise _exists(path) from None


def _swap_folder(temporary: Path, path: Path, force: bool, named: NamedFiles) -> None:
    """Put the new folder in its place; an old one is at the temporary path afterwards."""
    # Loaded when it is needed: nothing that only reads shall wait for ctypes.
    from padsketch.storage.exchanging import exchange

    if not force or not _is_there(path):
        return _take_free_name(temporary, path)
    _check_folder(path, force, named)
    if not exchange(temporary, path):
        _exchange_by_turns(temporary, path)
    return None


def _exchange_by_turns(temporary: Path, path: Path) -> None:
    """For file systems that exchange no names: for a moment there is nothing at the path."""
    old = beside(path)
    path.rename(old)
    try:
        temporary.rename(path)
    except BaseException:
        old.rename(path)
        raise
    old.rename(temporary)


def _take_free_name(temporary: Path, path: Path) -> None:
    """Rename to a name that must be free; a folder never lands on a folder that holds a file."""
    check_free(path)
    try:
        temporary.rename(path)
    except OSError as error:
        if error.errno in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise _exists(path) from None
        raise

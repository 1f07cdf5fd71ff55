"""A project's file rewritten by a command, while nobody has the project open."""

from __future__ import annotations

from pathlib import Path

from padsketch.errors import InvalidFile
from padsketch.model.project import Project
from padsketch.storage.files import disk_errors
from padsketch.storage.projects import (
    check_rewritable,
    load_project_file,
    project_bytes,
    project_file,
    write_project,
)
from padsketch.storage.safety.lock import held
from padsketch.storage.safety.versions import SAVED, STRANGE, Version, keep_version, thin


def rewrite(folder: Path, text: bytes) -> None:
    """Give a project's file another text; what it held becomes a version first.

    Raises InUse where the project is open, ReadOnly for a newer one, PadsketchError for a disk
    that refuses: what was there is there.
    """
    with held(folder):
        _replace(folder, text)


def replace_project(folder: Path, project: Project) -> None:
    """Write a project over what is there, which becomes a version; for who holds its lock.

    Raises ReadOnly for a newer one, PadsketchError for a disk that refuses.
    """
    _replace(folder, project_bytes(project))


def restore(folder: Path, version: Version) -> None:
    """Write a version as the project; as `rewrite`. Raises InvalidFile where it cannot be read."""
    load_project_file(version.path)
    rewrite(folder, version.read())


def _replace(folder: Path, text: bytes) -> None:
    check_rewritable(folder)
    _keep_present(folder, text)
    write_project(folder, text)
    thin(folder)


def _keep_present(folder: Path, text: bytes) -> None:
    file = project_file(folder)
    with disk_errors(file, "be read"):
        if not file.exists():
            return
        present, since = file.read_bytes(), file.stat().st_mtime
    if present != text:
        keep_version(folder, present, since, SAVED if _is_as_written(file, present) else STRANGE)


def _is_as_written(file: Path, present: bytes) -> bool:
    try:
        return project_bytes(load_project_file(file)) == present
    except InvalidFile:
        return False

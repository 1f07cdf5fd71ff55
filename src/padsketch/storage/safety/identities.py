"""What the samples of a project are, by size and hash, so that they are known again."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec.structs import replace

from padsketch.model.edits.samples import set_identity
from padsketch.model.project import Project
from padsketch.model.samples import SampleIdentity, mentioned_files
from padsketch.storage.files import file_sha256, is_file
from padsketch.storage.projects import PROJECT_FILE


def identity_of(path: Path) -> SampleIdentity:
    """The content of a file; raises OSError."""
    return SampleIdentity(path.stat().st_size, file_sha256(path))


def known_identity(project: Project, file: str, path: Path) -> Project:
    """The project with the identity of one sample of its own; without, where it cannot be read."""
    identity = _identity_or(path, None)
    return project if identity is None else set_identity(project, file, identity)


def identified(project: Project, folder: Path, of_kit: Collection[str] = ()) -> Project:
    """The project with the identities of its own samples as they are in its folder now.

    of_kit: files that are its kit's. Only what was changed since the project's file was written is
    read again; what cannot be read keeps the identity that it had.
    """
    since = _written_ns(folder / PROJECT_FILE)
    known = dict(_identities(project, folder, of_kit, since))
    return project if known == project.samples else replace(project, samples=known)


def _identities(
    project: Project, folder: Path, of_kit: Collection[str], since: float
) -> Iterator[tuple[str, SampleIdentity]]:
    for file in mentioned_files(project, of_kit):
        identity = project.samples.get(file)
        if identity is None or _may_differ(folder / file, identity, since):
            identity = _identity_or(folder / file, identity)
        if identity is not None:
            yield file, identity


def _identity_or(path: Path, known: SampleIdentity | None) -> SampleIdentity | None:
    try:
        return identity_of(path) if is_file(path) else known
    except OSError:
        return known


def _may_differ(path: Path, identity: SampleIdentity, since: float) -> bool:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return False
    return status.st_size != identity.size or status.st_ctime_ns >= since


def _written_ns(path: Path) -> float:
    """When a file was written, in nanoseconds since 1970; before all time where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return -math.inf

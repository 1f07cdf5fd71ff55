"""Samples that are not where the project says: which, and where the same content lies now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from padsketch.model.project import Project
from padsketch.model.samples import SampleIdentity, played_files
from padsketch.storage.files import file_sha256, is_file
from padsketch.storage.sources import SAMPLES, SampleFolders
from padsketch.storage.walking import audio_files

Cancelled = Callable[[], bool]


def never() -> bool:
    """Goes on to the end."""
    return False


def missing_samples(project: Project, folders: SampleFolders) -> tuple[str, ...]:
    """The project's own samples that it plays and that are nowhere."""
    own = played_files(project, folders.named)
    return tuple(file for file in own if not is_file(folders.path(file)))


def missing_without_kit(project: Project, folder: Path) -> tuple[str, ...]:
    """`missing_samples` where the kit is not known: those that are surely not the kit's."""
    return tuple(
        file
        for file in played_files(project)
        if (file in project.samples or PurePosixPath(file).parts[0] == SAMPLES)
        and not is_file(folder / file)
    )


def find_samples(
    wanted: Mapping[str, SampleIdentity], folders: Iterable[Path], cancelled: Cancelled = never
) -> dict[str, Path]:
    """Where files of these contents lie, by the names that they are wanted under.

    Audio files of any name count, in the folders and in those below, the first folder before the
    others and a file of the same name before the others; only files of the right size are read.
    What was found before it was `cancelled` is given.
    """
    search = _Search(cancelled)
    found: dict[str, Path] = {}
    for folder in folders:
        found |= search.below(folder, {f: i for f, i in wanted.items() if f not in found})
    return found


class _Search:
    """A search that reads no file twice."""

    def __init__(self, cancelled: Cancelled) -> None:
        self._cancelled = cancelled
        self._hashes: dict[Path, str | None] = {}

    def below(self, folder: Path, wanted: Mapping[str, SampleIdentity]) -> dict[str, Path]:
        """What of the wanted is in a folder and in those in it."""
        by_size = self._by_size(folder, {identity.size for identity in wanted.values()})
        places = {
            file: self._of_content(by_size[identity.size], file, identity.sha256)
            for file, identity in wanted.items()
        }
        return {file: path for file, path in places.items() if path is not None}

    def _by_size(self, folder: Path, sizes: set[int]) -> Mapping[int, list[Path]]:
        by_size: defaultdict[int, list[Path]] = defaultdict(list)
        for found in audio_files([folder]) if sizes else ():
            if self._cancelled():
                break
            if found.size in sizes:
                by_size[found.size].append(found.path)
        return by_size

    def _of_content(self, paths: Iterable[Path], file: str, sha256: str) -> Path | None:
        name = PurePosixPath(file).name
        namesakes_first = sorted(paths, key=lambda path: path.name != name)
        return next((path for path in namesakes_first if self._hash(path) == sha256), None)

    def _hash(self, path: Path) -> str | None:
        if path not in self._hashes:
            self._hashes[path] = None if self._cancelled() else _sha256(path)
        return self._hashes[path]


def _sha256(path: Path) -> str | None:
    try:
        return file_sha256(path)
    except OSError:
        return None

"""Which projects are meant by paths and patterns of paths, and what each becomes."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model.file_names import flat_names
from padsketch.storage.files import is_file, is_there
from padsketch.storage.projects import PROJECT_FILE, project_file, project_folder


class Matches(NamedTuple):
    """Project folders in a stable order, and what was matched and is no project."""

    projects: tuple[Path, ...]
    passed_over: tuple[Path, ...]


class Job(NamedTuple):
    """A command line for one project, and what it writes."""

    project: Path
    output: Path
    words: tuple[str, ...]


class Shard(NamedTuple):
    """One of so many shares of all jobs, counted from 1."""

    number: int = 1
    total: int = 1

    def __str__(self) -> str:
        return f"{self.number}/{self.total}"

    def of(self, jobs: Sequence[Job]) -> list[Job]:
        """Its share: every so-many-th job, so that shares are alike in size."""
        return list(jobs[self.number - 1 :: self.total])


def matches_of(patterns: Iterable[str]) -> Matches:
    """The projects that paths and patterns (`*`, `?`, `**`) mean, each once, sorted by path.

    A path that leads nowhere counts as a project, whose job will fail. Raises UsageError for a
    pattern that matches nothing.
    """
    paths = [path for pattern in patterns for path in _expanded(pattern)]
    projects = (project_folder(path) for path in paths if _is_meant(path))
    by_place = {folder.resolve(): folder for folder in sorted(projects, key=str, reverse=True)}
    others = {path for path in paths if not _is_meant(path)}
    return Matches(tuple(sorted(by_place.values(), key=str)), tuple(sorted(others, key=str)))


def jobs_of(
    projects: Sequence[Path], folder: Path, kind: str, suffix: str, options: Sequence[str]
) -> list[Job]:
    """A job of a kind for every project: a file or a folder of its name, in one folder.

    Projects of one name get numbers, which do not depend on how the jobs are shared.
    """
    names = flat_names(str(project.resolve()) for project in projects)
    return [
        _job(project, folder / f"{names[str(project.resolve())]}{suffix}", kind, options)
        for project in projects
    ]


def _job(project: Path, output: Path, kind: str, options: Sequence[str]) -> Job:
    # Whoever does it may be in another folder.
    paths = (str(project.absolute()), "-o", str(output.absolute()))
    return Job(project, output, (kind, *paths, *options, "--json"))


def _expanded(pattern: str) -> Iterator[Path]:
    if is_there(Path(pattern)) or not glob.has_magic(pattern):
        yield Path(pattern)
        return
    found = list(_matched(Path(pattern)))
    if not found:
        raise UsageError(f"Nothing matches '{pattern}'", "Give folders of projects.")
    yield from found


def _matched(pattern: Path) -> Iterator[Path]:
    """What a pattern means; hidden names only where it says them."""
    anchor = Path(pattern.anchor)
    try:
        for path in anchor.glob(str(pattern.relative_to(anchor))):
            if not any(part.startswith(".") for part in {*path.parts} - {*pattern.parts}):
                yield path
    except ValueError as error:
        raise UsageError(f"'{pattern}' is no pattern: {error}", "`**` is a whole name.") from None


def _is_meant(path: Path) -> bool:
    """Whether a path is a project's, or of something that is not there."""
    is_project = path.name == PROJECT_FILE or is_file(project_file(path))
    return is_project or not is_there(path)

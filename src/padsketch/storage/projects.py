"""Project folders: opened, checked for a newer version, saved whole."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec.structs import replace

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, PadsketchError, ReadOnly
from padsketch.model.project import Project
from padsketch.storage.documents import Reading, known_version, read_document, read_text
from padsketch.storage.files import disk_errors, is_file, make_folders, write_atomic
from padsketch.storage.migrations import PROJECT_VERSION
from padsketch.storage.project_reading import PROJECT_KIND
from padsketch.storage.project_writing import project_lines
from padsketch.storage.reading import invalid_file
from padsketch.storage.takes import has_takes
from padsketch.storage.toml import parse_toml

PROJECT_FILE = "project.toml"
PROJECT_FOLDERS = ("samples", "exports")


def project_file(path: Path) -> Path:
    """The project.toml that a path means: itself, or the one in the folder."""
    return path if path.name == PROJECT_FILE else path / PROJECT_FILE


def project_folder(path: Path) -> Path:
    """The folder of the project that a path means."""
    return project_file(path).parent


def check_vacant(folder: Path) -> None:
    """Raise PadsketchError where a new project would replace another one, or takes."""
    if os.path.lexists(folder / PROJECT_FILE):
        found = "is a project"
    elif has_takes(folder):
        found = "are takes"
    else:
        return
    raise PadsketchError(f"There {found} in {safe(str(folder))} already", "Choose another name.")


def load_project(path: Path) -> Project:
    """Open a project; of a newer version what is understood, `version` tells.

    Raises InvalidFile with every fault.
    """
    file = project_file(path)
    if not is_file(file):
        raise InvalidFile(
            f"There is no project at {safe(str(path))}",
            "A project is a folder with project.toml; `padsketch new DIR` makes one.",
        )
    return load_project_file(file, f"`padsketch check {safe(str(path))}` lists every fault.")


def load_project_file(file: Path, hint: str = "") -> Project:
    """Open a file that holds a project, whatever its name; as `load_project`."""
    return _project_of(read_project_file(file), safe(str(file)), hint)


def read_project_file(file: Path) -> Reading:
    """What a project file holds, with its faults."""
    text = read_text(file)
    return Reading(None, [text]) if isinstance(text, Fault) else read_document(text, PROJECT_KIND)


def project_from_text(text: str) -> Project:
    """The project that the text of a project file says; raises InvalidFile with every fault."""
    return _project_of(read_document(text, PROJECT_KIND), "The project", "")


def project_to_text(project: Project) -> str:
    """The text of a project file; reading it again gives an equal project."""
    return "\n".join(project_lines(project)) + "\n"


def save_project(folder: Path, project: Project) -> None:
    """Write a project whole or not at all; a new folder gets `samples` and `exports`.

    Of a project of a newer version, what is understood is written as one of this version.
    Raises ReadOnly when the file that is there is of a newer version.
    """
    write_project(folder, project_bytes(project))


def project_bytes(project: Project) -> bytes:
    """What `save_project` writes."""
    return project_to_text(replace(project, version=PROJECT_VERSION)).encode()


def write_project(folder: Path, data: bytes) -> None:
    """Write the text of a project; as `save_project`."""
    check_rewritable(folder)
    file = folder / PROJECT_FILE
    with disk_errors(folder):
        if not file.exists():
            for name in PROJECT_FOLDERS:
                make_folders(folder / name)
    write_atomic(file, data)


def check_rewritable(folder: Path) -> None:
    """Raise ReadOnly where there is a project of a newer version."""
    file = folder / PROJECT_FILE
    if _version_of(file) > PROJECT_VERSION:
        raise ReadOnly(
            f"{safe(str(file))} was written by a newer padsketch",
            "It is never rewritten here. Save elsewhere what is understood, or update padsketch.",
        )


def _version_of(file: Path) -> int:
    text = read_text(file) if is_file(file) else ""
    document = parse_toml(text) if isinstance(text, str) else text
    return 0 if isinstance(document, Fault) else known_version(document) or 0


def _project_of(reading: Reading, what: str, hint: str) -> Project:
    if reading.faults:
        raise invalid_file(what, reading.faults, hint)
    project: Project = reading.value
    return project

"""Samples that were found again become the project's own again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from padsketch.storage.copying import copy_whole
from padsketch.storage.projects import PROJECT_FOLDERS
from padsketch.storage.values import MAX_PATH

_EXPORTS = PROJECT_FOLDERS[1]


def bring_back(
    folder: Path, found: Mapping[str, Path], of_kit: Collection[str] = ()
) -> dict[str, str]:
    """Where missing samples are now: the names of some, for `edits.relink`, by those they had.

    found: where files lie, by the names that layers say. What lies in the project's folder is
    played from there under its new name; all else is copied to where it is missing. Raises
    PadsketchError for a disk that refuses.
    """
    names = {file: name_inside(folder, path) for file, path in found.items()}
    moved = {file: name for file, name in names.items() if name and name not in of_kit}
    for file, path in found.items():
        if file not in moved:
            copy_whole(path, folder / file)
    return moved


def name_inside(folder: Path, path: Path) -> str:
    """How layers say a file of the project's folder; empty where they cannot, or should not.

    What is in the exports is written over one day.
    """
    if not path.is_relative_to(folder):
        return ""
    name = path.relative_to(folder).as_posix()
    is_text = name.isprintable() and len(name) <= MAX_PATH
    return name if is_text and not name.startswith(f"{_EXPORTS}/") else ""

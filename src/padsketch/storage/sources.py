"""Where the samples of a project are: those of its kit, and its own."""

from __future__ import annotations

import filecmp
import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePath
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.model.kit import Kit
from padsketch.storage.copying import copy_whole
from padsketch.storage.files import disk_errors, file_sha256, is_file, make_folders, sync_folder
from padsketch.storage.kits import KIT_FILE

SAMPLES = "samples"
"""The folder of a project that holds its own audio."""


class SampleFolders(NamedTuple):
    """The folder of a kit with the files that it names, and the folder of a project.

    A file that the kit names is the kit's, whatever else is called so; any other is looked for in
    the project first.
    """

    kit: Path
    named: Collection[str]
    project: Path | None = None

    @classmethod
    def of(cls, folder: Path, kit: Kit, project: Path | None = None) -> SampleFolders:
        """The folders of a kit and of the project that plays it."""
        return cls(folder, frozenset(kit.files), project)

    def path(self, file: str) -> Path:
        """Where a sample is, or would be."""
        own = self.project / file if self.project and file not in self.named else None
        return own if own is not None and is_file(own) else self.kit / file


def sketches_folder() -> Path:
    """The folder of all sketches without a name, among the user's data."""
    import platformdirs

    return platformdirs.user_data_path("padsketch") / "sketches"


def nameless_home(sketches: Path) -> Path:
    """A new folder, among others, for a sketch without a name: its samples and its journal.

    Raises PadsketchError for a disk that refuses.
    """
    with disk_errors(sketches):
        make_folders(sketches)
        day = f"{datetime.now():%Y-%m-%d}-"
        home = Path(tempfile.mkdtemp(prefix=day, dir=sketches))
        sync_folder(sketches)
    return home


def remove_if_empty(home: Path) -> None:
    """Remove a folder in which there is nothing but folders and what never got any content."""
    with suppress(OSError):
        if not any(path.is_file() and path.stat().st_size for path in home.rglob("*")):
            shutil.rmtree(home)


def take_along(old: Path, new: Path, kit: str = "") -> None:
    """Bring a project's own samples, and a kit in its folder, to another folder.

    What cannot be read any more stays behind. Raises PadsketchError for a disk that refuses, and
    where another file has the name of a sample.
    """
    for path in _files_below(old / SAMPLES) + _own_kit(old, kit):
        target = new / path.relative_to(old)
        if not os.path.lexists(target):
            _bring(path, target)
        elif is_readable(path) and not _is_same(path, target):
            words = f"There is another {safe(str(path.relative_to(old)))} in {safe(str(new))}"
            raise PadsketchError(words, "Use another folder.")


def left_behind(old: Path, new: Path) -> list[Path]:
    """A project's own samples that another folder does not have."""
    found = _files_below(old / SAMPLES)
    return [path for path in found if not is_file(new / path.relative_to(old))]


def is_readable(path: Path) -> bool:
    """Whether the whole content of a file can be read."""
    try:
        file_sha256(path)
    except OSError:
        return False
    return True


def _bring(path: Path, target: Path) -> None:
    try:
        copy_whole(path, target)
    except PadsketchError:
        if is_readable(path):
            raise


def _is_same(path: Path, target: Path) -> bool:
    with disk_errors(target, "be read"):
        return target.is_file() and filecmp.cmp(path, target, shallow=False)


def _own_kit(folder: Path, kit: str) -> list[Path]:
    way = PurePath(kit)
    is_inside = bool(way.parts) and ".." not in way.parts and not way.is_absolute()
    return _files_below(folder / way) if is_inside and is_file(folder / way / KIT_FILE) else []


def _files_below(folder: Path) -> list[Path]:
    """All files in a folder and those below; none of a folder that cannot be listed."""
    found = (Path(home) / name for home, _, names in os.walk(folder) for name in names)
    return sorted(path for path in found if is_file(path))

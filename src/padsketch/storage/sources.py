"""Where the samples of a project are: those of its kit, and its own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from padsketch.model.kit import Kit
from padsketch.storage.copying import copy_whole
from padsketch.storage.files import disk_errors, is_file, sync_folder

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
        sketches.mkdir(parents=True, exist_ok=True)
        day = f"{datetime.now():%Y-%m-%d}-"
        home = Path(tempfile.mkdtemp(prefix=day, dir=sketches))
        sync_folder(sketches)
    return home


def remove_if_empty(home: Path) -> None:
    """Remove a folder in which there is nothing but folders."""
    with suppress(OSError):
        if all(path.is_dir() for path in home.rglob("*")):
            shutil.rmtree(home)


def take_along(old: Path, new: Path) -> None:
    """Bring a project's own samples to another folder; what is there already stays as it is.

    Raises PadsketchError for a disk that refuses.
    """
    for path in sorted((old / SAMPLES).rglob("*")):
        target = new / path.relative_to(old)
        if path.is_file() and not os.path.lexists(target):
            copy_whole(path, target)

"""A project's folder that holds everything it plays; and what lies in it and is not played."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from padsketch.model.edits.samples import relink
from padsketch.model.edits.settings import set_kit
from padsketch.model.file_names import free_name
from padsketch.model.kit import Kit
from padsketch.model.pad_settings import dressed
from padsketch.model.project import Project
from padsketch.model.samples import played_files
from padsketch.storage.copying import copy_whole
from padsketch.storage.files import is_there
from padsketch.storage.kits import KIT_FILE
from padsketch.storage.replacing import replacing_folder
from padsketch.storage.safety.missing import missing_samples
from padsketch.storage.sources import SAMPLES, SampleFolders
from padsketch.storage.walking import Found, audio_files

OWN_KIT = "kit"
_COLLECTED = "collected"


class Collected(NamedTuple):
    """What was copied into a project's folder: samples by the names that they had, and a kit.

    kit: the name of its copy, empty where it lay there already. missing: samples that are nowhere.
    """

    names: dict[str, str]
    kit: str
    missing: tuple[str, ...]

    @property
    def copied(self) -> tuple[str, ...]:
        """What is new in the folder."""
        return (*self.names.values(), *filter(None, (self.kit,)))

    def played_by(self, project: Project) -> Project:
        """The project that plays what was copied."""
        relinked = relink(project, self.names)
        return set_kit(relinked, self.kit) if self.kit else relinked


def collect(project: Project, folder: Path, kit_folder: Path, kit: Kit) -> Collected:
    """Copy everything that a project plays into its folder, its kit too.

    What links lead to elsewhere is copied as well. Raises PadsketchError for a disk that refuses.
    """
    folders = SampleFolders.of(kit_folder, kit, folder)
    missing = missing_samples(project, folders)
    names: dict[str, str] = {}
    for file in played_files(project, folders.named):
        if file not in missing and not _is_inside(folders.path(file), folder):
            names[file] = _copied(folders.path(file), folder, file)
    is_own = _is_whole_inside(kit_folder, kit, folder)
    return Collected(names, "" if is_own else _copy_kit(folder, kit_folder, kit), missing)


def unused_samples(project: Project, folder: Path, kit_folder: Path, kit: Kit) -> list[Found]:
    """The audio files among the project's own samples that none of its pads plays."""
    folders = SampleFolders.of(kit_folder, kit, folder)
    files = (*kit.files, *dressed(kit, project.pads).files)
    played = {folders.path(file).resolve() for file in files}
    return [f for f in audio_files([folder / SAMPLES]) if f.path.resolve() not in played]


def _copied(path: Path, folder: Path, file: str) -> str:
    """Copy a file into the folder: to its name, or elsewhere where a link leads out of there."""
    target = folder / file
    if not _is_inside(target.parent, folder):
        name = free_name(target.name, lambda name: is_there(folder / _COLLECTED / name))
        target = folder / _COLLECTED / name
    copy_whole(path, target)
    return target.relative_to(folder).as_posix()


def _copy_kit(folder: Path, kit_folder: Path, kit: Kit) -> str:
    """Copy a kit as it is, under a free name, which is returned."""
    name = free_name(OWN_KIT, lambda name: is_there(folder / name))
    with replacing_folder(folder / name, force=False) as staging:
        for file in (*kit.files, KIT_FILE):
            copy_whole(kit_folder / file, staging / file)
    return name


def _is_whole_inside(kit_folder: Path, kit: Kit, folder: Path) -> bool:
    return all(_is_inside(kit_folder / file, folder) for file in (KIT_FILE, *kit.files))


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is in a folder once all links are followed."""
    return path.resolve().is_relative_to(folder.resolve())

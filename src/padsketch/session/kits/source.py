"""The kit that is meant: one on disk, or the one that a project plays, with all that it changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import Kit, Project, dressed
from padsketch.session.session import Session
from padsketch.storage import find_kit, load_kit, load_project, project_folder, save_kit
from padsketch.storage.files import is_file
from padsketch.storage.kits import KIT_FILE
from padsketch.storage.projects import PROJECT_FILE
from padsketch.storage.sources import SampleFolders


@dataclass(frozen=True)
class KitSource:
    """A kit as it is played, and where its sounds are."""

    kit: Kit
    folders: SampleFolders

    def save(self, folder: Path, force: bool = False) -> None:
        """Write it as a kit of its own; raises OutputExists, and PadsketchError for a disk."""
        sources = {file: self.folders.path(file) for file in self.kit.files}
        save_kit(folder, self.kit, sources, force)


def kit_source(what: str) -> KitSource:
    """A project by its path, a kit by its folder or its name; raises InvalidFile."""
    path = Path(what)
    if path.name == PROJECT_FILE or is_file(path / PROJECT_FILE):
        return _of_project(path)
    is_here = path.name == KIT_FILE and is_file(path)
    folder = path.parent if is_here else find_kit(what, Path.cwd())
    kit = load_kit(folder)
    return KitSource(kit, SampleFolders.of(folder, kit))


def source_of_session(session: Session) -> KitSource:
    """What an open project plays; raises UsageError until its kit is there."""
    if session.loaded is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    loaded = session.loaded
    return _as_played(session.project, loaded.kit, loaded.folder, session.own_folder)


def _of_project(path: Path) -> KitSource:
    project, folder = load_project(path), project_folder(path)
    kit_folder = find_kit(project.kit, folder)
    return _as_played(project, load_kit(kit_folder), kit_folder, folder)


def _as_played(project: Project, kit: Kit, folder: Path, samples: Path | None) -> KitSource:
    played = dressed(kit, project.pads)
    credits = {**kit.credits, **project.credits}
    said = {file: credits[file] for file in played.files if file in credits}
    return KitSource(replace(played, credits=said), SampleFolders.of(folder, kit, samples))

"""Everything that is wrong with a project or a kit, found in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, SampleError
from padsketch.model.kit import Kit
from padsketch.model.pad_settings import dressed
from padsketch.model.project import Project
from padsketch.model.samples import played_files
from padsketch.storage.documents import Reading
from padsketch.storage.files import is_file
from padsketch.storage.kits import find_kit, kit_file_faults, read_kit_file
from padsketch.storage.migrations import KIT_VERSION, PROJECT_VERSION
from padsketch.storage.projects import project_file, project_folder, read_project_file
from padsketch.storage.reading import Mention, did_you_mean
from padsketch.storage.safety.missing import missing_samples, missing_without_kit
from padsketch.storage.sources import SampleFolders
from padsketch.storage.takes import takes_faults


def check_project(path: Path) -> list[Fault]:
    """Every fault of a project in the order of its file, then of its kit, samples and takes."""
    return [*_of_project(path), *takes_faults(project_folder(path))]


def _of_project(path: Path) -> list[Fault]:
    file = project_file(path)
    if not is_file(file):
        return [Fault(safe(str(file)), "there is no such file")]
    reading = read_project_file(file)
    project: Project | None = reading.value
    if project is None:
        return list(reading.faults)
    newer = _newer(project.version, PROJECT_VERSION)
    try:
        folder = find_kit(project.kit, file.parent)
    except InvalidFile as error:
        lost = missing_without_kit(project, file.parent)
        return [*newer, *_resolved(reading, project, None, lost), Fault("kit", error.title)]
    kit_reading = read_kit_file(folder)
    kit: Kit | None = None if kit_reading.faults else kit_reading.value
    kit_faults = (_of_kit(project.kit, fault) for fault in check_kit(folder))
    own_faults = _own_sample_faults(file.parent, project, kit)
    missing = _missing_samples(project, file.parent, folder, kit)
    return [*newer, *_resolved(reading, project, kit, missing), *own_faults, *kit_faults]


def check_kit(folder: Path) -> list[Fault]:
    """Every fault of a kit: its file first, then the samples that cannot be read."""
    reading = read_kit_file(folder)
    kit: Kit | None = reading.value
    if kit is None:
        return list(reading.faults)
    newer = _newer(kit.version, KIT_VERSION)
    return [*newer, *kit_file_faults(folder, reading), *_sample_faults(folder, kit)]


def _newer(version: int, known: int) -> list[Fault]:
    words = f"{version} is newer than this padsketch knows ({known}): it opens read-only"
    return [Fault("version", words)] if version > known else []


def _resolved(
    reading: Reading, project: Project, kit: Kit | None, missing: Collection[str]
) -> Iterator[Fault]:
    pads = None if kit is None else {pad.id for pad in dressed(kit, project.pads).pads}
    names: dict[str, Collection[str] | None] = {"pad": pads, "pattern": project.patterns}
    of_kit = f"the kit '{safe(project.kit, 40)}'"
    where = {"pad": of_kit, "pattern": "this project"}
    files = () if kit is None else kit.files
    for note in reading.notes:
        if isinstance(note, Fault):
            yield note
        elif note.kind == "file":
            yield from _unless_there(note, missing, files)
        else:
            yield from _unless_known(note, names[note.kind], where[note.kind])


def _unless_known(note: Mention, known: Collection[str] | None, where: str) -> Iterator[Fault]:
    if known is not None and note.name not in known:
        near = did_you_mean(note.name, known)
        yield Fault(note.place, f"{where} has no {note.kind} '{note.name}'{near}")


def _missing_samples(
    project: Project, folder: Path, kit_folder: Path, kit: Kit | None
) -> Collection[str]:
    if kit is None:
        return missing_without_kit(project, folder)
    return missing_samples(project, SampleFolders.of(kit_folder, kit, folder))


def _unless_there(
    note: Mention, missing: Collection[str], files: Collection[str]
) -> Iterator[Fault]:
    if note.name in missing:
        near = did_you_mean(note.name, files)
        search = "" if near else "; `padsketch samples` searches for it"
        yield Fault(note.place, f"the sample '{safe(note.name, 60)}' is missing{near}{search}")


def _of_kit(name: str, fault: Fault) -> Fault:
    return Fault(f"kit '{safe(name, 40)}': {fault.place}", fault.message)


def _own_sample_faults(folder: Path, project: Project, kit: Kit | None) -> Iterator[Fault]:
    own = played_files(project, () if kit is None else kit.files)
    return (fault for name in _present(folder, own) for fault in _sample_fault(folder / name))


def _sample_faults(folder: Path, kit: Kit) -> Iterator[Fault]:
    return (fault for name in _present(folder, kit.files) for fault in _sample_fault(folder / name))


def _present(folder: Path, files: Iterable[str]) -> Iterator[str]:
    return (name for name in files if is_file(folder / name))


def _sample_fault(path: Path) -> tuple[Fault, ...]:
    # Loaded here: the commands that never decode should not wait for numpy.
    from padsketch.storage.samples import decode

    try:
        decode(path)
    except SampleError as error:
        return error.faults
    return ()

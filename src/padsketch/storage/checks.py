"""Everything that is wrong with a project or a kit, found in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, SampleError
from padsketch.model.kit import Kit
from padsketch.model.pad_settings import dressed
from padsketch.model.project import Project
from padsketch.storage.documents import Reading
from padsketch.storage.files import is_file
from padsketch.storage.kits import find_kit, kit_file_faults, read_kit_file
from padsketch.storage.migrations import KIT_VERSION, PROJECT_VERSION
from padsketch.storage.projects import project_file, project_folder, read_project_file
from padsketch.storage.reading import Mention, did_you_mean
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
        return [*newer, *_resolved(reading, project, None, file.parent), Fault("kit", error.title)]
    kit_reading = read_kit_file(folder)
    kit: Kit | None = None if kit_reading.faults else kit_reading.value
    kit_faults = (_of_kit(project.kit, fault) for fault in check_kit(folder))
    own_faults = _own_sample_faults(file.parent, project, kit)
    return [*newer, *_resolved(reading, project, kit, file.parent), *own_faults, *kit_faults]


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


def _resolved(reading: Reading, project: Project, kit: Kit | None, folder: Path) -> Iterator[Fault]:
    pads = None if kit is None else {pad.id for pad in dressed(kit, project.pads).pads}
    own = (file for file in _own_files(project) if is_file(folder / file))
    files = None if kit is None else {*kit.files, *own}
    names: dict[str, Collection[str] | None] = {
        "pad": pads,
        "file": files,
        "pattern": project.patterns,
    }
    of_kit = f"the kit '{safe(project.kit, 40)}'"
    where = {"pad": of_kit, "file": of_kit, "pattern": "this project"}
    for note in reading.notes:
        if isinstance(note, Fault):
            yield note
        else:
            yield from _unless_known(note, names[note.kind], where[note.kind])


def _unless_known(note: Mention, known: Collection[str] | None, where: str) -> Iterator[Fault]:
    if known is not None and note.name not in known:
        near = did_you_mean(note.name, known)
        yield Fault(note.place, f"{where} has no {note.kind} '{note.name}'{near}")


def _of_kit(name: str, fault: Fault) -> Fault:
    return Fault(f"kit '{safe(name, 40)}': {fault.place}", fault.message)


def _own_files(project: Project) -> Iterator[str]:
    """The files of layers that the project says, its kit's among them."""
    return (layer.file for pad in project.pads.values() for layer in pad.layers or ())


def _own_sample_faults(folder: Path, project: Project, kit: Kit | None) -> Iterator[Fault]:
    named = () if kit is None else kit.files
    own = dict.fromkeys(file for file in _own_files(project) if file not in named)
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

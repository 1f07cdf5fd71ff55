"""Kit folders: where they are, and what they hold."""

from __future__ import annotations

from pathlib import Path

import padsketch
from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, OutputExists
from padsketch.model.file_names import plain_name
from padsketch.model.kit import Kit
from padsketch.storage.documents import Reading, read_document, read_text
from padsketch.storage.files import disk_errors, is_file, make_folders
from padsketch.storage.kit_reading import KIT_KIND
from padsketch.storage.projects import PROJECT_FILE
from padsketch.storage.reading import Mention, did_you_mean, invalid_file

KIT_FILE = "kit.toml"


def installed_kits() -> list[Path]:
    """The folders of the kits that ship and of the user's own, in the order of their names.

    Of two with one name, the one that ships counts: a project sounds the same everywhere.
    """
    found: dict[str, Path] = {}
    for shelf in (shipped_kits(), user_kits()):
        for folder in shelf.glob(f"*/{KIT_FILE}"):
            found.setdefault(folder.parent.name.lower(), folder.parent)
    return [found[name] for name in sorted(found)]


def find_kit(name: str, project_folder: Path | None) -> Path:
    """The folder of a kit: one in the project's folder first, then an installed one.

    Raises InvalidFile when there is none.
    """
    if project_folder is not None and is_file(project_folder / name / KIT_FILE):
        return project_folder / name
    kits = {folder.name.lower(): folder for folder in installed_kits()}
    if name.lower() in kits:
        return kits[name.lower()]
    raise InvalidFile(
        f"There is no kit '{safe(name, 60)}'{did_you_mean(name.lower(), kits)}",
        f"Installed kits: {', '.join(safe(folder.name) for folder in kits.values()) or 'none'}."
        + _other_way(project_folder),
    )


def _other_way(project_folder: Path | None) -> str:
    """What else may be done for a project; nothing where none was opened."""
    if project_folder is None or not is_file(project_folder / PROJECT_FILE):
        return ""
    return " Put it back, or choose another: `padsketch samples PROJECT --kit NAME`."


def named_files(folder: Path) -> tuple[str, ...]:
    """The files that a kit's folder says it holds; none where there is no kit."""
    kit: Kit | None = read_kit_file(folder).value
    return (KIT_FILE, *kit.files) if kit else ()


def load_kit(folder: Path) -> Kit:
    """Open a kit whose sample files are all there; raises InvalidFile with every fault."""
    reading = read_kit_file(folder)
    if faults := kit_file_faults(folder, reading):
        what = safe(str(folder / KIT_FILE))
        raise invalid_file(what, faults, f"`padsketch kit check {safe(str(folder))}` lists all.")
    kit: Kit = reading.value
    return kit


def read_kit_file(folder: Path) -> Reading:
    """What the file of a kit holds, with its faults."""
    text = read_text(folder / KIT_FILE)
    return Reading(None, [text]) if isinstance(text, Fault) else read_document(text, KIT_KIND)


def kit_file_faults(folder: Path, reading: Reading) -> tuple[Fault, ...]:
    """What is wrong in a kit's file, missing sample files included, in the order of the file."""
    faults = (
        _missing(folder, note) if isinstance(note, Mention) else note for note in reading.notes
    )
    return tuple(fault for fault in faults if fault)


def _missing(folder: Path, file: Mention) -> Fault | None:
    there = is_file(folder / file.name)
    return None if there else Fault(file.place, f"there is no file '{safe(file.name)}'")


def shipped_kits() -> Path:
    """The folder of the kits that ship."""
    package = Path(padsketch.__file__).parent
    installed = package / "kits"
    return installed if installed.is_dir() else package.parents[1] / "kits"


def new_kit_folder(name: str) -> Path:
    """Where a kit of the user's is kept under a name; raises OutputExists for a shipped one's."""
    folder = user_kits() / plain_name(name, empty="kit")
    if any(folder.name.lower() == kit.name.lower() for kit in shipped_kits().iterdir()):
        raise OutputExists(f"A kit '{folder.name}' comes with padsketch", "Choose another name.")
    with disk_errors(folder):
        make_folders(folder.parent)
    return folder


def user_kits() -> Path:
    """The folder of the user's own kits; it may not be there yet."""
    import platformdirs

    return platformdirs.user_data_path("padsketch") / "kits"

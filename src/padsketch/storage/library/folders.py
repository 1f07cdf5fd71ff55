"""Which folders the library is made of: the kits, and a list of the user's in a file of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, UsageError
from padsketch.storage.documents import read_text
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.kits import installed_kits
from padsketch.storage.reading import invalid_file
from padsketch.storage.toml import parse_toml, toml_pairs

FOLDERS_FILE = "library.toml"
_USUAL = ("Music/Samples", "Samples")
"""Folders in the user's home that are listed until the user says otherwise, where they exist."""


def user_folders_file() -> Path:
    """Where the list is kept."""
    import platformdirs

    return platformdirs.user_config_path("padsketch") / FOLDERS_FILE


def library_folders() -> list[Path]:
    """All folders of the library: the user's, then every installed kit's. Raises InvalidFile."""
    return [*listed_folders(), *installed_kits()]


def listed_folders() -> list[Path]:
    """The folders of the user's list, in its order, there or not. Raises InvalidFile."""
    file = user_folders_file()
    if not is_file(file):
        usual = (Path.home() / name for name in _USUAL)
        return [folder for folder in usual if folder.is_dir()]
    return [Path(name).expanduser() for name in _names(file)]


def add_folder(folder: Path) -> None:
    """Put a folder at the end of the user's list.

    Raises UsageError when it is no folder or is listed, InvalidFile, PadsketchError.
    """
    added = folder.expanduser().absolute()
    if not added.is_dir():
        raise UsageError(f"There is no folder {safe(str(folder))}", "Name one that is there.")
    listed = listed_folders()
    if added in listed:
        raise UsageError(f"{safe(str(added))} is in the library already")
    _write([*listed, added])


def remove_folder(folder: Path) -> None:
    """Take a folder from the user's list; its files stay where they are.

    Raises UsageError when it is not listed, InvalidFile, PadsketchError.
    """
    removed = folder.expanduser().absolute()
    listed = listed_folders()
    if removed not in listed:
        names = ", ".join(safe(str(path)) for path in listed) or "none"
        raise UsageError(f"{safe(str(removed))} is not in the library", f"Listed are: {names}.")
    _write([path for path in listed if path != removed])


def _names(file: Path) -> list[str]:
    text = read_text(file)
    document = text if isinstance(text, Fault) else parse_toml(text)
    if isinstance(document, Fault):
        raise _invalid(file, document)
    names = document.get("folders", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _invalid(file, Fault("folders", "expected a list of folders"))
    return names


def _invalid(file: Path, fault: Fault) -> InvalidFile:
    return invalid_file(safe(str(file)), (fault,), "Mend the file, or move it away.")


def _write(folders: Sequence[Path]) -> None:
    file = user_folders_file()
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    (line,) = toml_pairs({"folders": [str(folder) for folder in folders]})
    write_atomic(file, f"{line}\n".encode())

"""What the user said of whole folders of sounds: who made them, and what may be done with them."""

from __future__ import annotations

from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault
from padsketch.model.kit import Credit
from padsketch.storage.documents import read_text
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.kit_reading import read_credits
from padsketch.storage.reading import Mention, Place, faults_of, invalid_file, read_value
from padsketch.storage.toml import parse_toml, toml_key, toml_tables
from padsketch.storage.writing import changed

PAPERS_FILE = "papers.toml"


def user_papers() -> Path:
    """Where it is remembered."""
    import platformdirs

    return platformdirs.user_state_path("padsketch") / PAPERS_FILE


def folder_credit(file: Path, folder: Path) -> Credit | None:
    """What was said of a folder, else of the nearest one that it lies in; None where nothing.

    Raises InvalidFile for a file that cannot be read.
    """
    said = _said(file)
    near = (said[str(place)] for place in (folder, *folder.parents) if str(place) in said)
    return next(near, None)


def remember_credit(file: Path, folder: Path, credit: Credit) -> None:
    """Keep what was said of a folder. Raises InvalidFile, PadsketchError."""
    said = _said(file) | {str(folder): credit}
    lines = [
        line
        for place, words in said.items()
        for line in toml_tables(f"credits.{toml_key(place)}", changed(words, Credit()))
    ]
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(file, ("\n".join(lines) + "\n").encode())


def _said(file: Path) -> dict[str, Credit]:
    text = read_text(file) if is_file(file) else ""
    document = parse_toml(text) if isinstance(text, str) else text
    notes: list[Fault | Mention] = [document] if isinstance(document, Fault) else []
    said: dict[str, Credit] | None = {}
    if isinstance(document, dict):
        said = read_value(document.get("credits", {}), Place(notes).key("credits"), read_credits)
    if faults := faults_of(notes):
        raise invalid_file(safe(str(file)), faults, "Mend or remove it.")
    return said or {}

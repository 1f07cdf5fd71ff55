"""Maps from notes of MIDI to pads, which users teach: files of their own, found by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.model.file_names import plain_name
from padsketch.storage.documents import (
    DocumentKind,
    Reading,
    format_name,
    read_document,
    read_text,
    version_number,
)
from padsketch.storage.files import is_file, write_atomic
from padsketch.storage.reading import Place, Reader, invalid_file, read_entries, read_table
from padsketch.storage.toml import toml_pairs, toml_value
from padsketch.storage.values import pad_id, text

DRUM_MAP_FORMAT = "padsketch-drum-map"
MAX_NOTE = 127
_SUFFIX = ".toml"


class DrumMap(NamedTuple):
    """Pads by note, "" for a note that is left out; the kit that has the pads, "" for any."""

    notes: Mapping[int, str]
    kit: str = ""


def map_file(name: str) -> Path:
    """The file of a map: a path, or a name among the user's maps."""
    import platformdirs

    path = Path(name)
    if path.suffix == _SUFFIX or path.parent != Path():
        return path
    return (
        platformdirs.user_config_path("padsketch") / "maps" / f"{plain_name(name, 'map')}{_SUFFIX}"
    )


def load_map(path: Path) -> DrumMap:
    """Open a map; raises InvalidFile with every fault."""
    if not is_file(path):
        raise InvalidFile(
            f"There is no map at {safe(str(path))}", "`--learn` writes one to begin with."
        )
    found = read_text(path)
    reading = read_document(found, _KIND) if isinstance(found, str) else Reading(None, [found])
    if reading.faults:
        raise invalid_file(safe(str(path)), reading.faults, 'A note is a line: 36 = "kick".')
    drum_map: DrumMap = reading.value
    return drum_map


def save_map(path: Path, drum_map: DrumMap, remarks: Mapping[int, str]) -> None:
    """Write a map, with a remark beside every note that has one; raises PadsketchError."""
    head = {"format": DRUM_MAP_FORMAT, "version": 1, "kit": drum_map.kit}
    lines = [*toml_pairs(head), "", '# Pads by note; "" leaves a note out.', "[notes]"]
    for note, pad in sorted(drum_map.notes.items()):
        remark = f"  # {safe(remarks[note])}" if note in remarks else ""
        lines.append(f"{note} = {toml_value(pad)}{remark}")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, ("\n".join(lines) + "\n").encode())


def _note(value: object, place: Place) -> str:
    name = text(value, place)
    if not name.isascii() or not name.isdecimal() or int(name[:4]) > MAX_NOTE:
        raise ValueError(f"a note is a number from 0 to {MAX_NOTE}")
    return name


def _pad(value: object, place: Place) -> str:
    return "" if value == "" else pad_id(value, place)


def _notes(value: object, place: Place) -> dict[int, str]:
    found = read_entries(value, place, _note, _pad)
    return {int(note): pad for note, pad in found.items()}


def _read(document: object, place: Place) -> DrumMap:
    values = read_table(document, place, _DOCUMENT, required=("format", "version", "notes"))
    return DrumMap(values.get("notes", {}), values.get("kit", ""))


_DOCUMENT: dict[str, Reader] = {
    "format": format_name(DRUM_MAP_FORMAT),
    "version": version_number,
    "kit": text,
    "notes": _notes,
}
_KIND = DocumentKind(1, {}, _read)

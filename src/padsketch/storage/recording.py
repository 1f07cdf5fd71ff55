"""How a user records: a file of their own, the same for every project."""

from __future__ import annotations

from pathlib import Path

import msgspec

from padsketch.display import safe
from padsketch.errors import Fault
from padsketch.model.recording import MAX_COUNT_IN, METRONOME_RANGE, RecordingSettings
from padsketch.storage.documents import read_text
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.reading import Mention, Place, Reader, faults_of, read_table
from padsketch.storage.toml import parse_toml, toml_pairs
from padsketch.storage.values import flag, number, whole

RECORDING_FILE = "recording.toml"


def load_recording(file: Path) -> tuple[RecordingSettings, list[str]]:
    """The settings of a file, and what is wrong with it; what is wrong or missing is as usual."""
    text = read_text(file) if is_file(file) else ""
    document = parse_toml(text) if isinstance(text, str) else text
    if isinstance(document, Fault):
        return RecordingSettings(), [f"{safe(str(file))}: {document}"]
    notes: list[Fault | Mention] = []
    values = read_table(document, Place(notes), _SETTINGS)
    return RecordingSettings(**values), [f"{safe(str(file))}: {f}" for f in faults_of(notes)]


def save_recording(file: Path, settings: RecordingSettings) -> None:
    """Write the settings; the folder is made where there is none. Raises PadsketchError."""
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
    lines = toml_pairs(msgspec.structs.asdict(settings))
    write_atomic(file, ("\n".join(lines) + "\n").encode())


_SETTINGS: dict[str, Reader] = {
    "replaces": flag,
    "count_in": whole(0, MAX_COUNT_IN),
    "strength": whole(0, 100),
    "metronome_db": number(*METRONOME_RANGE),
    "clicks": flag,
}

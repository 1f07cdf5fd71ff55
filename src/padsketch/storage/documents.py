"""What all files of padsketch have in common: TOML, a format, a version, migrations."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from padsketch.errors import Fault
from padsketch.storage.migrations import Migration, migrate
from padsketch.storage.reading import Mention, Place, Reader, expected, faults_of
from padsketch.storage.toml import parse_toml
from padsketch.storage.values import whole

version_number = whole(1, 2**31)


class DocumentKind(NamedTuple):
    """A format of padsketch: the present version, the way to it, and how a document is read."""

    version: int
    migrations: Mapping[int, Migration]
    read: Reader


class Reading(NamedTuple):
    """What a text gave: a value (None when the text is no TOML) and notes in the file's order."""

    value: Any
    notes: list[Fault | Mention]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in the text."""
        return faults_of(self.notes)


def format_name(name: str) -> Reader:
    """The `format` of a file, which says what kind of file it is."""

    def read(value: object, place: Place) -> str:
        if value != name:
            raise ValueError(expected(f"'{name}'", value))
        return name

    return read


def read_document(text: str, kind: DocumentKind) -> Reading:
    """Read a text of one kind; what only a newer version understands is passed over."""
    document = parse_toml(text)
    if isinstance(document, Fault):
        return Reading(None, [document])
    notes: list[Fault | Mention] = []
    version = known_version(document)
    if version is not None and version <= kind.version:
        document = migrate(document, kind.version, kind.migrations)
    value = kind.read(document, Place(notes))
    if version is not None and version > kind.version:
        notes = [note for note in notes if isinstance(note, Mention) or note.place == "format"]
    return Reading(value, notes)


def known_version(document: dict[str, Any]) -> int | None:
    """The version that a document states, None when it is no version at all."""
    version = document.get("version")
    is_version = isinstance(version, int) and not isinstance(version, bool) and version > 0
    return version if is_version else None


def read_text(path: Path) -> str | Fault:
    """The text of a file, or the fault that keeps it from being read."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        return Fault(f"line {line}", "this is not UTF-8 text")
    except OSError as error:
        return Fault("", f"cannot be read: {error.strerror}")

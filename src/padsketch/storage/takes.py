"""The takes of a project, in a file of their own beside it: lanes as text, as in the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile, ReadOnly
from padsketch.model.recording import Take, in_order
from padsketch.storage.documents import (
    DocumentKind,
    Reading,
    format_name,
    known_version,
    read_document,
    read_text,
    version_number,
)
from padsketch.storage.files import is_file, write_atomic
from padsketch.storage.migrations import TAKES_MIGRATIONS, TAKES_VERSION
from padsketch.storage.pattern_reading import read_pattern
from padsketch.storage.project_writing import pattern_lines
from padsketch.storage.reading import (
    Place,
    Reader,
    expected,
    invalid_file,
    read_entries,
    read_table,
)
from padsketch.storage.toml import parse_toml, toml_pairs
from padsketch.storage.values import pattern_name, whole

TAKES_FILE = "takes.toml"
TAKES_FORMAT = "padsketch-takes"
MOST_PASSES = 2**31
_NUMBER = re.compile("[1-9][0-9]{0,8}")


def load_takes(folder: Path) -> tuple[Take, ...]:
    """The takes of a project's folder; none where there is no file.

    Raises InvalidFile with every fault.
    """
    file = folder / TAKES_FILE
    if not is_file(file):
        return ()
    text = read_text(file)
    reading = read_document(text, TAKES_KIND) if isinstance(text, str) else Reading(None, [text])
    return _takes_of(reading, safe(str(file)))


def has_takes(folder: Path) -> bool:
    """Whether there is a file of takes in a folder, whatever it holds."""
    return is_file(folder / TAKES_FILE)


def takes_faults(folder: Path) -> list[Fault]:
    """What is wrong with the takes of a project's folder."""
    try:
        load_takes(folder)
    except InvalidFile as error:
        return [Fault(f"{TAKES_FILE}: {fault.place}", fault.message) for fault in error.faults]
    return []


def save_takes(folder: Path, takes: Iterable[Take]) -> None:
    """Write the takes of a project whole or not at all; without takes no file is made.

    Raises ReadOnly when the file that is there is of a newer version.
    """
    file, kept = folder / TAKES_FILE, tuple(takes)
    if _version_of(file) > TAKES_VERSION:
        raise ReadOnly(
            f"{safe(str(file))} was written by a newer padsketch",
            "Move it away, or update padsketch.",
        )
    if kept or is_file(file):
        write_atomic(file, takes_to_text(kept).encode())


def takes_from_text(text: str) -> tuple[Take, ...]:
    """The takes that the text of a file says; raises InvalidFile with every fault."""
    return _takes_of(read_document(text, TAKES_KIND), "The takes")


def takes_to_text(takes: Iterable[Take]) -> str:
    """The text of a file of takes; reading it again gives equal takes, pattern by pattern."""
    return "\n".join(_lines(in_order(tuple(takes)))) + "\n"


def _lines(takes: Iterable[Take]) -> Iterator[str]:
    yield from toml_pairs({"format": TAKES_FORMAT, "version": TAKES_VERSION})
    for take in takes:
        path = f"takes.{take.pattern}.{take.number}"
        yield from ("", f"[{path}]", *toml_pairs({"at": take.at}))
        yield from pattern_lines(f"{path}.played", take.played)


def _read_takes(document: object, place: Place) -> tuple[Take, ...]:
    values = read_table(document, place, _TAKES, required=("format", "version"))
    by_pattern: dict[str, dict[str, dict[str, Any]]] = values.get("takes", {})
    found = (
        Take(pattern=pattern, number=int(number), **take)
        for pattern, takes in by_pattern.items()
        for number, take in takes.items()
        if take.keys() == _TAKE.keys()
    )
    return in_order(tuple(found))


def _patterns(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pattern_name, _numbered)


def _numbered(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, _number, _take)


def _number(value: object, place: Place) -> str:
    if _NUMBER.fullmatch(str(value)) is None:
        raise ValueError(expected("the number of a take", value))
    return str(value)


def _take(value: object, place: Place) -> dict[str, Any]:
    return read_table(value, place, _TAKE, required=tuple(_TAKE))


def _version_of(file: Path) -> int:
    text = read_text(file) if is_file(file) else ""
    document = parse_toml(text) if isinstance(text, str) else {}
    return known_version(document) or 0 if isinstance(document, dict) else 0


def _takes_of(reading: Reading, what: str) -> tuple[Take, ...]:
    if reading.faults:
        hint = "Mend it, or move it away: the project opens without it."
        raise invalid_file(what, reading.faults, hint)
    takes: tuple[Take, ...] = reading.value
    return takes


_TAKE: dict[str, Reader] = {"at": whole(1, MOST_PASSES), "played": read_pattern}
_TAKES: dict[str, Reader] = {
    "format": format_name(TAKES_FORMAT),
    "version": version_number,
    "takes": _patterns,
}
TAKES_KIND = DocumentKind(TAKES_VERSION, TAKES_MIGRATIONS, _read_takes)

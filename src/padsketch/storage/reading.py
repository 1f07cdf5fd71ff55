"""Reading outside data: every value is checked, and every fault is kept with its place."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile
from padsketch.storage.toml import toml_key


class Mention(NamedTuple):
    """A name in a file that must exist elsewhere: a `pad` of the kit or a `pattern`."""

    place: str
    kind: str
    name: str


class Place:
    """A spot in a file that is being read; what is found there joins the notes of the file."""

    __slots__ = ("notes", "path")

    def __init__(self, notes: list[Fault | Mention], path: str = "") -> None:
        self.notes = notes
        self.path = path

    def key(self, name: str) -> Place:
        """The place of a value in a table."""
        key = safe(toml_key(name), 60)
        return Place(self.notes, f"{self.path}.{key}" if self.path else key)

    def item(self, number: int) -> Place:
        """The place of a value in a list, counted from 1."""
        return Place(self.notes, f"{self.path}[{number}]")

    def fault(self, message: str) -> None:
        """Note what is wrong here."""
        self.notes.append(Fault(self.path, message))

    def mention(self, kind: str, name: str) -> None:
        """Note a name that must exist elsewhere."""
        self.notes.append(Mention(self.path, kind, name))


Reader = Callable[[Any, Place], Any]
"""Checks a raw value: returns the read one (never None), raises ValueError with what is wrong."""


def read_value(value: object, place: Place, reader: Reader) -> Any:
    """The value as read, or None once its fault is noted."""
    try:
        return reader(value, place)
    except ValueError as error:
        place.fault(str(error))
        return None


def read_table(
    value: object, place: Place, readers: Mapping[str, Reader], required: Collection[str] = ()
) -> dict[str, Any]:
    """The good values of a table with known keys; missing and unknown keys are faults."""
    table = as_table(value)
    for name in required:
        if name not in table:
            place.key(name).fault("is missing")
    result = {}
    for name, item in table.items():
        if name not in readers:
            place.key(name).fault("unknown key" + did_you_mean(name, readers))
        elif (good := read_value(item, place.key(name), readers[name])) is not None:
            result[name] = good
    return result


def read_entries(value: object, place: Place, check_name: Reader, reader: Reader) -> dict[str, Any]:
    """The good values of a table whose keys are names of one kind, all read alike."""
    result = {}
    for name, item in as_table(value).items():
        at = place.key(name)
        if read_value(name, at, check_name) is None:
            continue
        if (good := read_value(item, at, reader)) is not None:
            result[name] = good
    return result


def read_list(value: object, place: Place, reader: Reader) -> tuple[Any, ...]:
    """The good values of a list."""
    if not isinstance(value, list):
        raise ValueError(expected("a list", value))
    items = (read_value(item, place.item(n), reader) for n, item in enumerate(value, start=1))
    return tuple(item for item in items if item is not None)


def as_table(value: object) -> dict[str, Any]:
    """The value when it is a table; raises ValueError when it is none."""
    if not isinstance(value, dict):
        raise ValueError(expected("a table", value))
    return value


def expected(what: str, found: object) -> str:
    """The words of a fault of kind: what belongs there and what stands there."""
    return f"expected {what}, found {shown(found)}"


def shown(value: object) -> str:
    """A raw value as a fault shows it: short and harmless."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return f"'{safe(value, 40)}'"
        case dict():
            return "a table"
        case list():
            return "a list"
        case int() if abs(value) >= 2**63:
            return "a huge number"
    return str(value)


def did_you_mean(name: str, known: Collection[str]) -> str:
    """`, did you mean 'length'?` when one of the known names is near, else nothing."""
    near = difflib.get_close_matches(name[:60], known, n=1)
    return f", did you mean '{near[0]}'?" if near else ""


def faults_of(notes: list[Fault | Mention]) -> tuple[Fault, ...]:
    """The faults among the notes of a file, in its order."""
    return tuple(note for note in notes if isinstance(note, Fault))


def invalid_file(what: str, faults: tuple[Fault, ...], hint: str) -> InvalidFile:
    """The error of a file with faults: the first in the title, all of them inside."""
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    return InvalidFile(f"{what}: {faults[0]}{more}", hint, faults)

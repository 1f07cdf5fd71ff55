"""Readers of single values: the right kind, in range, or a ValueError with plain words."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from padsketch.model.kit import is_pad_id
from padsketch.model.parameters import Parameter
from padsketch.model.project import BEAT_UNITS, PATTERN_NAMES
from padsketch.model.step import parse_condition
from padsketch.storage.reading import Place, Reader, as_table, did_you_mean, expected, shown

MAX_DEPTH = 64
"""How deep values of an `[x]` table may stand inside each other."""

MAX_PATH = 1000
_METER = re.compile(r"([1-9][0-9]?)/([1-9][0-9]?)")


def text(value: object, place: Place) -> str:
    """Any text."""
    if not isinstance(value, str):
        raise ValueError(expected("text", value))
    return value


def flag(value: object, place: Place) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise ValueError(expected("true or false", value))
    return value


def whole(low: int, high: int) -> Reader:
    """A whole number in a range, both ends inclusive."""

    def read(value: object, place: Place) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(expected("a whole number", value))
        if not low <= value <= high:
            raise ValueError(outside(value, low, high))
        return value

    return read


def number(low: float, high: float, places: int | None = None) -> Reader:
    """A number in a range, both ends inclusive, kept to so many decimal places."""

    def read(value: object, place: Place) -> float:
        if not isinstance(value, int | float) or isinstance(value, bool) or value != value:
            raise ValueError(expected("a number", value))
        if not low <= value <= high:
            raise ValueError(outside(value, low, high))
        return float(value) if places is None else round(float(value), places)

    return read


def outside(value: float, low: float, high: float) -> str:
    """The words of a fault of range."""
    ends = (f"{end:g}" if isinstance(end, float) else str(end) for end in (low, high))
    return f"{shown(value)} is outside {' to '.join(ends)}"


def parameter(entry: Parameter) -> Reader:
    """A number in the range of a parameter, or the place of one of its words."""
    if not entry.choices:
        return number(entry.low, entry.high)
    read_word = choice(f"a {entry.name}", entry.choices)

    def read(value: object, place: Place) -> float:
        return float(entry.choices.index(read_word(value, place)))

    return read


def parameters(table: Mapping[str, Parameter]) -> dict[str, Reader]:
    """A reader for every parameter of a table."""
    return {name: parameter(entry) for name, entry in table.items()}


def choice(what: str, options: Collection[str]) -> Reader:
    """One of a few words."""

    def read(value: object, place: Place) -> str:
        if not isinstance(value, str):
            raise ValueError(expected(what, value))
        if value not in options:
            words = ", ".join(option for option in options if option)
            raise ValueError(f"{shown(value)} is not {what} ({words})")
        return value

    return read


def meter(value: object, place: Place) -> str:
    """A meter such as `4/4`: 1-99 over 1, 2, 4, 8, 16 or 32."""
    match = _METER.fullmatch(text(value, place))
    if match is None or int(match[2]) not in BEAT_UNITS:
        raise ValueError(f"{shown(value)} is not a meter such as 4/4 or 7/8")
    return match[0]


def condition(value: object, place: Place) -> str:
    """A condition of a step: `2:4`, `fill`, `!first`."""
    word = text(value, place)
    try:
        parse_condition(word)
    except ValueError:
        raise ValueError(
            f"{shown(word)} is not a condition (2:4, fill, first, prev, neighbour, or one with !)"
        ) from None
    return word


def pad_id(value: object, place: Place) -> str:
    """A name that a pad can have."""
    if not is_pad_id(text(value, place)):
        raise ValueError(f"{shown(value)} cannot be a pad's name (small letters, digits, _ and -)")
    return str(value)


def pad_mention(value: object, place: Place) -> str:
    """The name of a pad that the kit should have."""
    name = pad_id(value, place)
    place.mention("pad", name)
    return name


def pattern_name(value: object, place: Place) -> str:
    """A name that a pattern can have."""
    if text(value, place) not in PATTERN_NAMES:
        near = did_you_mean(str(value).upper(), PATTERN_NAMES)
        raise ValueError(f"{shown(value)} is not a pattern (A1 to H16){near}")
    return str(value)


def pattern_mention(value: object, place: Place) -> str:
    """The name of a pattern that the project should have."""
    name = pattern_name(value, place)
    place.mention("pattern", name)
    return name


def file_name(value: object, place: Place) -> str:
    """A path that a file system can hold."""
    name = text(value, place)
    if not name or len(name) > MAX_PATH or min(name) < " ":
        raise ValueError(f"{shown(name)} cannot be the name of a file or folder")
    return name


def kept(value: object, place: Place) -> dict[str, Any]:
    """A table that is kept as it is; values too deep inside each other are refused."""
    level: list[object] = [as_table(value)]
    for _ in range(MAX_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
    if level:
        raise ValueError("values stand too deep inside each other")
    return as_table(value)


def _inside(value: object) -> Collection[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()

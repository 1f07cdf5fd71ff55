"""TOML text to plain values and back."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from padsketch.display import safe
from padsketch.errors import Fault, UsageError

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_MAX_DECIMAL = 2**63
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f"}


def parse_toml(text: str) -> dict[str, Any] | Fault:
    """The tables of a TOML text, or the one fault that stops the reading."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        return Fault("", "values stand too deep inside each other")
    except ValueError as error:
        return _syntax_fault(str(error), text.count("\n") + 1)


def _syntax_fault(message: str, last_line: int) -> Fault:
    where = _POSITION.search(message)
    if where is None:
        return Fault("", f"this is not TOML: {safe(message)}")
    line = where[1] or str(last_line)
    column = f" (column {where[2]})" if where[2] else " (end of the file)"
    return Fault(f"line {line}", safe(message[: where.start()]) + column)


def toml_key(key: str) -> str:
    """A key as TOML writes it: bare where it can be."""
    return key if _BARE_KEY.fullmatch(key) else _text(key)


def toml_value(value: Any) -> str:
    """A plain value as TOML writes it on one line.

    Raises UsageError for text that no file can hold (undecodable file names).
    """
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value) if value < _MAX_DECIMAL else hex(value)
        case str():
            return _text(value)
        case datetime() | date() | time():
            return value.isoformat()
        case Mapping():
            return "{" + ", ".join(map(_pair, value.items())) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(toml_value, value)) + "]"
    return repr(float(value))


def toml_pairs(values: Mapping[str, Any]) -> Iterator[str]:
    """One `key = value` line for every value."""
    return map(_pair, values.items())


def toml_tables(path: str, table: Mapping[str, Any]) -> Iterator[str]:
    """The lines of a table and of the tables in it, each under its own header."""
    yield from ("", f"[{path}]")
    yield from toml_pairs({k: v for k, v in table.items() if not isinstance(v, Mapping)})
    for key, inner in table.items():
        if isinstance(inner, Mapping):
            yield from toml_tables(f"{path}.{toml_key(key)}", inner)


def _pair(item: tuple[str, Any]) -> str:
    return f"{toml_key(item[0])} = {toml_value(item[1])}"


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(
            f"'{safe(text, 60)}' holds characters that cannot be written to a file",
            "Rename it with ordinary letters.",
        ) from None
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if char <= "\uffff" else f"\\U{ord(char):08x}"

"""The lines of a journal: JSON, each with a sum over itself and all lines before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated

import msgspec

from padsketch.storage.safety.texts import Hunk

JOURNAL_FORMAT = "padsketch-journal"
JOURNAL_VERSION = 1
_HEAD, _SUM_END = b'{"sum":"', b'",'
_SUM_LENGTH = 16

LONGEST_END = 100
"""Bytes from the end of a journal that tell whether it was closed."""

Seconds = Annotated[float, msgspec.Meta(ge=0, le=2**35)]
"""A time in seconds since 1970 that is a date."""
Count = Annotated[int, msgspec.Meta(ge=0, le=2**31)]


class Stand(msgspec.Struct, frozen=True):
    """The SHA-256 of project.toml and takes.toml as they were on the disk; None for no file."""

    project: str | None = None
    takes: str | None = None


class Base(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="base"):
    """The first line: whole texts.

    edits: how many have been made since `saved` was on the disk; origin:
    the folder of the project, where the journal stands in another one.
    """

    format: str = JOURNAL_FORMAT
    version: int = JOURNAL_VERSION
    at: Seconds
    edits: Count
    saved: Stand
    origin: str | None = None
    project: str
    takes: str


class Change(msgspec.Struct, frozen=True, kw_only=True, tag_field="what", tag="edit"):
    """What became of the texts: by how many edits, the last of them by its name."""

    at: Seconds
    edits: Count
    label: str
    project: Hunk | None = None
    takes: Hunk | None = None


class Closed(msgspec.Struct, frozen=True, tag_field="what", tag="closed"):
    """The project was closed by its user, with these edits."""


Record = Base | Change | Closed
_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def sealed(record: Record, before: bytes) -> tuple[bytes, bytes]:
    """A line, and the sum that the next one continues; before: that of the line before, or b""."""
    body = _ENCODER.encode(record)
    total = _sum(before, body)
    return _HEAD + total + _SUM_END + body[1:] + b"\n", total


def records(data: bytes) -> Iterator[Record]:
    """The records of a journal up to the first line that is torn, damaged or not its own."""
    before = b""
    for line in data.split(b"\n")[:-1]:
        body = _body(line, before)
        if body is None:
            return
        before = _sum(before, body)
        try:
            yield _DECODER.decode(body)
        except (msgspec.DecodeError, RecursionError):
            return


def is_closing(end: bytes) -> bool:
    """Whether the last bytes of a journal are those of a closed one."""
    return end.endswith(_ENCODER.encode(Closed())[1:] + b"\n")


def _body(line: bytes, before: bytes) -> bytes | None:
    """The JSON without its sum; None where the sum is another."""
    at = len(_HEAD)
    sealed, body = line[at : at + _SUM_LENGTH], b"{" + line[at + _SUM_LENGTH + len(_SUM_END) :]
    is_framed = line.startswith(_HEAD + sealed + _SUM_END)
    return body if is_framed and sealed == _sum(before, body) else None


def _sum(before: bytes, body: bytes) -> bytes:
    return hashlib.sha256(before + body).hexdigest()[:_SUM_LENGTH].encode()

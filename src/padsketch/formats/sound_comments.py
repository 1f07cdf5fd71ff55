"""Vorbis comments of FLAC, Ogg Vorbis and Opus files, as far as they can be read."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import BinaryIO

MOST_BYTES = 1 << 20
"""Of all comments: more is a picture or an attack, and is left."""
MOST_PARTS = 1_000
"""Blocks, pages and comments that are looked at."""
_COMMENT_BLOCK = 4
_PACKETS = (b"\x03vorbis", b"OpusTags")
_PAGE = struct.Struct("<4s22xB")
_LENGTH = struct.Struct("<I")


def comments_in(path: Path) -> dict[str, str]:
    """The comments of a file by their names in capitals; those of one name are joined by commas.

    Nothing of other kinds of files, of damaged ones and where there is none.
    """
    try:
        with path.open("rb") as file:
            return _joined(_comments(_content(file)))
    except OSError:
        return {}


def _content(file: BinaryIO) -> bytes:
    """What stands behind the head of the comments."""
    magic = file.read(4)
    if magic == b"fLaC":
        return _block(file)
    return _packet(file) if magic == b"OggS" else b""


def _block(file: BinaryIO) -> bytes:
    for _ in range(MOST_PARTS):
        head = file.read(4)
        size = int.from_bytes(head[1:], "big")
        if len(head) < 4 or head[0] & 0x7F == _COMMENT_BLOCK:
            return file.read(size) if size <= MOST_BYTES else b""
        if head[0] & 0x80:
            break
        file.seek(size, 1)
    return b""


def _packet(file: BinaryIO) -> bytes:
    """The second packet of an Ogg file."""
    file.seek(0)
    packet = next(islice(_packets(file), 1, None), b"")
    start = next((name for name in _PACKETS if packet.startswith(name)), None)
    return b"" if start is None else packet[len(start) :]


def _packets(file: BinaryIO) -> Iterator[bytes]:
    """The packets of the first stream; one that is too long ends them."""
    packet = bytearray()
    for _ in range(MOST_PARTS):
        head = file.read(_PAGE.size)
        if len(head) < _PAGE.size or head[:4] != b"OggS":
            return
        for size in file.read(_PAGE.unpack(head)[1]):
            packet += file.read(size)
            if len(packet) > MOST_BYTES:
                return
            if size < 255:
                yield bytes(packet)
                packet.clear()


def _comments(content: bytes) -> Iterator[tuple[str, str]]:
    """Names in capitals and texts; they end where a length leaves the content."""
    _, rest = _counted(content)
    count, rest = int.from_bytes(rest[: _LENGTH.size], "little"), rest[_LENGTH.size :]
    for _ in range(min(MOST_PARTS, count)):
        entry, rest = _counted(rest)
        name, equals, text = entry.decode("utf-8", "replace").partition("=")
        if equals:
            yield name.upper(), text


def _counted(content: bytes) -> tuple[bytes, bytes]:
    """The bytes that a length stands before, and what follows; none where it is wrong."""
    if len(content) < _LENGTH.size:
        return b"", b""
    (size,) = _LENGTH.unpack_from(content)
    end = _LENGTH.size + size
    return (content[_LENGTH.size : end], content[end:]) if end <= len(content) else (b"", b"")


def _joined(comments: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, text in comments:
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found

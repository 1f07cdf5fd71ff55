"""Files made of chunks: RIFF and its descendants, and AIFF. Any bytes can be walked."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_FORMS = {b"RIFF": "<", b"RF64": "<", b"BW64": "<", b"RIFX": ">", b"FORM": ">"}
_MOST_CHUNKS = 1000
_UNKNOWN_SIZE = 0xFFFFFFFF


class Form(NamedTuple):
    """What a file of chunks says about itself.

    name of the container and kind of its content as written (`RIFF`, `WAVE`); byte order of its
    numbers as `struct` has it; size of the file in bytes.
    """

    name: bytes
    kind: bytes
    order: str
    size: int


class Chunk(NamedTuple):
    """A chunk of a file: its name, where its content starts and how many bytes of it are there."""

    name: bytes
    start: int
    size: int


def read_form(file: BinaryIO) -> Form | None:
    """The form of an open file, None when it is not made of chunks."""
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(12)
    order = _FORMS.get(head[:4])
    return None if order is None or len(head) < 12 else Form(head[:4], head[8:], order, size)


def walk(file: BinaryIO, form: Form) -> Iterator[Chunk]:
    """The chunks of a file in their order, those that reach over its end cut off there.

    The size in the file's head is not believed: recorders that were interrupted leave a wrong one.
    """
    at, long_data = 12, None
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return
        name, size = struct.unpack(f"{form.order}4sI", head)
        if name == b"data" and size == _UNKNOWN_SIZE and long_data is not None:
            size = long_data
        chunk = Chunk(name, at + 8, min(size, form.size - at - 8))
        if name == b"ds64":
            long_data = _size_of_data(content(file, chunk), form)
        yield chunk
        at += 8 + size
        file.seek(at)
        at += _padding(size, file.read(4))


def walk_list(data: bytes, order: str) -> Iterator[tuple[bytes, bytes]]:
    """Names and contents of the chunks inside of a chunk."""
    at = 0
    while len(head := data[at : at + 8]) == 8:
        name, size = struct.unpack(f"{order}4sI", head)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size
        at += _padding(size, data[at : at + 4])


def content(file: BinaryIO, chunk: Chunk, most: int = 1 << 22) -> bytes:
    """The bytes of a chunk, at most so many."""
    file.seek(chunk.start)
    return file.read(min(chunk.size, most))


def packed(name: bytes, data: bytes) -> bytes:
    """A chunk as little-endian files have it, padded to an even length."""
    return struct.pack("<4sI", name, len(data)) + data + bytes(len(data) % 2)


def _padding(size: int, following: bytes) -> int:
    """Bytes to pass after a chunk: odd ones are padded, but some programs forget to."""
    is_name = len(following) == 4 and following.isascii() and following.decode().isprintable()
    return 0 if is_name else size % 2


def _size_of_data(data: bytes, form: Form) -> int | None:
    """The second 64-bit number of an RF64 file's size chunk (EBU Tech 3306)."""
    return int(struct.unpack_from(f"{form.order}Q", data, 8)[0]) if len(data) >= 16 else None

"""WAV files whose writer never came back to say how long they are."""

from __future__ import annotations

import struct

_HEAD = struct.Struct("<4sI")
_FORM_BYTES = 12


def finished(content: bytes) -> bytes | None:
    """A WAV file with its sizes set, when it says that its sound has none but bytes follow.

    None for any other: also for an empty sound with further chunks behind it.
    """
    at = _data_chunk(content)
    if at is None or _is_chunk(content, at + _HEAD.size):
        return None
    size = len(content) - at - _HEAD.size
    form = _HEAD.pack(b"RIFF", len(content) - _HEAD.size)
    head = form + content[_HEAD.size : at] + _HEAD.pack(b"data", size)
    return head + content[at + _HEAD.size :] if size else None


def _data_chunk(content: bytes) -> int | None:
    """Where a sound of no bytes begins."""
    at = _FORM_BYTES
    while at + _HEAD.size <= len(content):
        name, size = _HEAD.unpack_from(content, at)
        if name == b"data":
            return at if size == 0 else None
        at += _HEAD.size + size + size % 2
    return None


def _is_chunk(content: bytes, at: int) -> bool:
    """Whether something with the name and the size of a chunk stands in a place."""
    if at + _HEAD.size > len(content):
        return False
    name: bytes
    size: int
    name, size = _HEAD.unpack_from(content, at)
    fits = size <= len(content) - at - _HEAD.size
    return fits and name.isascii() and name.decode().isprintable()

"""Vorbis comments of FLAC and Ogg files, put in the place of one that libsndfile wrote.

libsndfile writes neither tempo nor key, and its own name into some others. So it writes one comment
of the length of all, whose bytes are then written over: nothing in the file moves.
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Sequence
from pathlib import Path

FILL = "."
HEAD_BYTES = 1 << 17
"""Comments stand in the first bytes of a file: in FLAC behind what tells the shape of the sound, in
Ogg on the second page, which has at most 65,307 bytes."""
_SHAPE_BYTES = 34
_COMMENT_BLOCK, _COMMENT_PACKET = 4, b"\x03vorbis"
_LENGTH = struct.Struct("<I")
_NAME = b"comment="


def filler(fields: Sequence[bytes]) -> str:
    """The text of the one comment that takes the room of some fields."""
    return FILL * (sum(_LENGTH.size + len(field) for field in fields) - _LENGTH.size - len(_NAME))


def replace(path: Path, fields: Sequence[bytes]) -> None:
    """Write fields over the comment that `filler` made room with.

    Raises OSError, also where it is not in the file: the encoder tells nobody that a write failed.
    """
    with path.open("r+b") as file:
        head = bytearray(file.read(HEAD_BYTES))
        _overwrite(head, fields)
        file.seek(0)
        file.write(head)


def _overwrite(head: bytearray, fields: Sequence[bytes]) -> None:
    room = b"".join(_LENGTH.pack(len(field)) + field for field in fields)
    reserved = _LENGTH.pack(len(room) - _LENGTH.size) + _NAME + filler(fields).encode()
    start = head.lower().find(reserved.lower())
    if start < 0:
        raise OSError(errno.EIO, "its comments were not written whole")
    library = _comments_start(head)
    count = library + _LENGTH.size + int(_LENGTH.unpack_from(head, library)[0])
    others = int(_LENGTH.unpack_from(head, count)[0]) - 1
    _LENGTH.pack_into(head, count, others + len(fields))
    head[start : start + len(room)] = room


def _comments_start(head: bytearray) -> int:
    """Where the name of the library stands, behind which the comments are counted."""
    if not head.startswith(b"fLaC"):
        return head.index(_COMMENT_PACKET) + len(_COMMENT_PACKET)
    block = 4 + 4 + _SHAPE_BYTES
    if head[block] & 0x7F != _COMMENT_BLOCK:
        raise OSError(errno.EIO, "its comments are not where they were written")
    return block + 4

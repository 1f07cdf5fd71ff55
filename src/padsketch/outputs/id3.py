"""ID3v2.3 tags, which every player reads, at the start of MP3 files."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Mapping
from pathlib import Path

from padsketch.storage.files import whole_file

LATIN, UTF_16 = b"\0", b"\1"
"""How the text of a frame is written: version 2.3 has these two."""
BYTE_ORDER = b"\xff\xfe"


def tag(texts: Mapping[str, str], comment: str = "") -> bytes:
    """A tag of text frames by their names, and an English comment."""
    frames = [_frame(name, text) for name, text in texts.items()]
    if comment:
        frames.append(_comment(comment))
    content = b"".join(frames)
    return struct.pack(">3s3B4s", b"ID3", 3, 0, 0, _seven_bits(len(content))) + content


def prepend(path: Path, tag: bytes) -> None:
    """Write a tag before what is in a file; raises OSError."""
    with whole_file(path) as temporary, path.open("rb") as old, temporary.open("wb") as new:
        new.write(tag)
        shutil.copyfileobj(old, new)


def _comment(text: str) -> bytes:
    encoding, content = _encoded(text)
    no_title = b"\0" if encoding == LATIN else BYTE_ORDER + b"\0\0"
    return _sized("COMM", encoding + b"eng" + no_title + content)


def _frame(name: str, text: str) -> bytes:
    return _sized(name, b"".join(_encoded(text)))


def _sized(name: str, content: bytes) -> bytes:
    return struct.pack(">4sI2x", name.encode(), len(content)) + content


def _encoded(text: str) -> tuple[bytes, bytes]:
    try:
        return LATIN, text.encode("latin-1")
    except UnicodeEncodeError:
        return UTF_16, BYTE_ORDER + text.encode("utf-16-le")


def _seven_bits(size: int) -> bytes:
    """A size in four bytes of seven bits each, so that none looks like the start of a frame."""
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))

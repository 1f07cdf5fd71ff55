"""The rate and length that the head of an audio file names, without decoding it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, NamedTuple

from padsketch.formats.chunks import Form, content, read_form, walk

_RATES = range(1000, 768_001)


class Head(NamedTuple):
    """Frames a second, and the frames that are there, 0 where only decoding would tell."""

    rate: int
    frames: int = 0


def rate_of(path: Path) -> int | None:
    """Frames a second of a WAV, AIFF, FLAC, Vorbis or Opus file; None where it does not say."""
    head = head_of(path)
    return head.rate if head else None


def head_of(path: Path) -> Head | None:
    """What the head of a file says; None where that is nothing that can be."""
    try:
        with path.open("rb") as file:
            head = _head(file)
    except (OSError, ValueError):
        return None
    return head if head and head.rate in _RATES else None


def _head(file: BinaryIO) -> Head | None:
    form = read_form(file)
    if form is not None:
        return _head_of_chunks(file, form)
    file.seek(0)
    data = file.read(64)
    if data[:4] == b"fLaC" and len(data) >= 26:
        numbers = int.from_bytes(data[18:26], "big")
        return Head(numbers >> 44, numbers & 0xFFFFFFFFF)
    if data[:4] == b"OggS":
        return _head_of_ogg(data[28:])
    return None


def _head_of_chunks(file: BinaryIO, form: Form) -> Head | None:
    rate, size = 0, 0
    for chunk in walk(file, form):
        data = content(file, chunk, 32) if chunk.name in (b"fmt ", b"COMM") else b""
        if chunk.name == b"fmt " and len(data) >= 16:
            rate, _, size = struct.unpack_from(f"{form.order}IIH", data, 4)
        if chunk.name == b"data":
            return Head(rate, chunk.size // max(1, size))
        if chunk.name == b"COMM" and len(data) >= 18:
            return Head(_extended(data[8:18]), struct.unpack_from(">I", data, 2)[0])
    return None


def _extended(data: bytes) -> int:
    """A rate as AIFF has it: an 80-bit float of which only whole numbers matter."""
    exponent, mantissa = struct.unpack(">HQ", data)
    shift = 16383 + 63 - exponent
    return mantissa >> shift if 0 <= shift < 64 else 0


def _head_of_ogg(packet: bytes) -> Head | None:
    if packet[:7] == b"\x01vorbis" and len(packet) >= 16:
        return Head(struct.unpack_from("<I", packet, 12)[0])
    # Opus is decoded at 48 kHz whatever was recorded (RFC 7845).
    return Head(48_000) if packet[:8] == b"OpusHead" else None

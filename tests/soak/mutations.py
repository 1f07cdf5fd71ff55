"""Bytes damaged by chance, as disks, networks and ill will do it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

NUMBERS = (
    *(b"0", b"-1", b"1e300", b"-1e300", b"nan", b"inf", b"127", b"128", b"9" * 400, b"0.5"),
    *(b"65535", b"4294967295", b"-2147483648", b"1,5", b"", b" ", b"0x10", b"\xd9\xa1"),
)
BYTES = (b"\0", b"\xff", b"\x1b[2J", b"\xe2\x80\xae", b"\r", b"\xff\xff\xff\xff", b"\xed\xa0\x80")
SIZES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")


def damaged(data: bytes, random: Random) -> bytes:
    """Binary data with one to six kinds of damage, more of it near the start than elsewhere."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(OF_BINARIES)(data, random)
    return data


def damaged_text(data: bytes, random: Random, words: Sequence[bytes] = ()) -> bytes:
    """Text with one to eight kinds of damage; `words` mean something in its format.

    Half of it changes numbers only, so that it is read to its end.
    """
    is_gentle = random.random() < 0.5
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        if is_gentle:
            data = change_number(data, random)
        elif words and random.random() < 0.3:
            data = _spliced(data, random, random.choice(words))
        else:
            data = random.choice(OF_TEXTS)(data, random)
    return data


def flip(data: bytes, random: Random) -> bytes:
    """One bit, or one byte."""
    at = _place(data, random)
    changed = random.randrange(256) if random.random() < 0.5 else 1 << random.randrange(8)
    return data[:at] + bytes(byte ^ changed for byte in data[at : at + 1]) + data[at + 1 :]


def cut(data: bytes, random: Random) -> bytes:
    """A piece is missing."""
    start, end = _range(data, random)
    return data[:start] + data[end:]


def double(data: bytes, random: Random) -> bytes:
    """A piece is there several times."""
    start, end = _range(data, random)
    return data[:end] + data[start:end] * random.choice((1, 1, 10)) + data[end:]


def truncate(data: bytes, random: Random) -> bytes:
    """The end is missing."""
    return data[: _place(data, random)]


def insert_bytes(data: bytes, random: Random) -> bytes:
    """Bytes that mean something to decoders or terminals."""
    return _spliced(data, random, random.choice(BYTES) * random.choice((1, 1, 1, 100)))


def change_number(data: bytes, random: Random) -> bytes:
    """A number is another one."""
    found = list(_NUMBER.finditer(data))
    if not found:
        return insert_bytes(data, random)
    number = random.choice(found)
    return data[: number.start()] + random.choice(NUMBERS) + data[number.end() :]


def swap(data: bytes, random: Random) -> bytes:
    """Two neighbouring pieces have changed places."""
    start, end = _range(data, random)
    middle = random.randint(start, end)
    return data[:start] + data[middle:end] + data[start:middle] + data[end:]


def overstate(data: bytes, random: Random) -> bytes:
    """A field says that there are many, or none; fields stand in the head."""
    at, width = int(len(data) * random.random() ** 3), random.choice((1, 2, 4, 8))
    value = random.choice(SIZES) % (1 << 8 * width)
    return data[:at] + value.to_bytes(width, random.choice(("little", "big"))) + data[at + width :]


def flip_in_head(data: bytes, random: Random) -> bytes:
    """A bit or a byte of the first hundred."""
    return flip(data[:100], random) + data[100:]


OF_TEXTS = (flip, flip, cut, double, truncate, insert_bytes, change_number, swap)
OF_BINARIES = (overstate, overstate, flip_in_head, flip, cut, double, truncate, insert_bytes, swap)


def _spliced(data: bytes, random: Random, piece: bytes) -> bytes:
    at = _place(data, random)
    return data[:at] + piece + data[at:]


def _place(data: bytes, random: Random) -> int:
    return random.randint(0, len(data))


def _range(data: bytes, random: Random) -> tuple[int, int]:
    start = _place(data, random)
    return start, min(len(data), start + random.choice((1, 4, 16, 64, 400)))

"""Binary files damaged by chance: the fields that say how many, above all."""

from __future__ import annotations

from random import Random

from mutations import cut, double, flip, insert_bytes, swap, truncate

SIZES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF)


def damaged(data: bytes, random: Random) -> bytes:
    """The data with one to six kinds of damage, more of it near the start than elsewhere."""
    for _ in range(random.choice((1, 1, 2, 3, 6))):
        data = random.choice(KINDS)(data, random)
    return data


def overstate(data: bytes, random: Random) -> bytes:
    """A field says that there are many, or none; fields stand in the head."""
    at, width = int(len(data) * random.random() ** 3), random.choice((1, 2, 4, 8))
    value = random.choice(SIZES) % (1 << 8 * width)
    return data[:at] + value.to_bytes(width, random.choice(("little", "big"))) + data[at + width :]


def flip_in_head(data: bytes, random: Random) -> bytes:
    """A bit or a byte of the first hundred."""
    return flip(data[:100], random) + data[100:]


KINDS = (overstate, overstate, flip_in_head, flip, cut, double, truncate, insert_bytes, swap)

"""FLAC files written by hand: of any depth, with any claim about their length (RFC 9639)."""

from __future__ import annotations

from collections.abc import Sequence

SIZE_CODES = {8: 1, 12: 2, 16: 4, 20: 5, 24: 6}
LONGEST_BLOCK = 65_535


class Bits:
    """A number that grows at its low end."""

    def __init__(self, *fields: tuple[int, int]) -> None:
        self.value = self.size = 0
        for value, size in fields:
            self.put(value, size)

    def put(self, value: int, size: int) -> None:
        self.value = self.value << size | value & ((1 << size) - 1)
        self.size += size

    def __bytes__(self) -> bytes:
        padding = -self.size % 8
        return (self.value << padding).to_bytes((self.size + padding) // 8, "big")


def flac(samples: Sequence[int], depth: int, total: int | None = None, rate: int = 48_000) -> bytes:
    """A mono file of one block; `total` is what its header says of its length, 0 is unknown."""
    claim = len(samples) if total is None else total
    verbatim = Bits((2, 8), *((sample, depth) for sample in samples))
    return header(rate, 1, depth, claim) + frame(0, len(samples), depth, [verbatim])


def silent_flac(n_blocks: int, total: int = 0) -> bytes:
    """Silence in stereo, 17 bytes for each 65,535 frames."""
    silence = [Bits((0, 8), (0, 16))] * 2
    frames = (frame(number, LONGEST_BLOCK, 16, silence) for number in range(n_blocks))
    return header(48_000, 2, 16, total) + b"".join(frames)


def header(rate: int, channels: int, depth: int, total: int) -> bytes:
    sizes = ((LONGEST_BLOCK, 16), (LONGEST_BLOCK, 16), (0, 24), (0, 24))
    sound = ((rate, 20), (channels - 1, 3), (depth - 1, 5), (total, 36), (0, 128))
    return b"fLaC" + bytes(Bits((0x80, 8), (34, 24), *sizes, *sound))


def frame(number: int, n_frames: int, depth: int, channels: Sequence[Bits]) -> bytes:
    """One block; every channel is the bits of its subframe."""
    fixed = Bits((0x3FFE, 14), (0, 2), (7, 4), (0, 4), (len(channels) - 1, 4))
    fixed.put(SIZE_CODES[depth], 3)
    fixed.put(0, 1)
    head = bytes(fixed) + chr(number).encode() + (n_frames - 1).to_bytes(2, "big")
    head += checksum(head, 0x07, 8).to_bytes(1, "big")
    body = head + bytes(Bits(*((bits.value, bits.size) for bits in channels)))
    return body + checksum(body, 0x8005, 16).to_bytes(2, "big")


def checksum(data: bytes, polynomial: int, size: int) -> int:
    value = 0
    for byte in data:
        value ^= byte << (size - 8)
        for _ in range(8):
            value = (value << 1) ^ (polynomial if value >> (size - 1) else 0)
            value &= (1 << size) - 1
    return value

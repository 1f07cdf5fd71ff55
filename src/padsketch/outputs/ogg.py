"""Ogg streams carry a number drawn by chance; to be the same twice a file needs a fixed one."""

from __future__ import annotations

import errno
import zlib
from pathlib import Path

MAGIC = b"OggS"
HEADER = 27
SERIAL = slice(14, 18)
CHECKSUM = slice(22, 26)
FIXED_SERIAL = b"pads"
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def fix_serial(path: Path) -> None:
    """Give the one stream of an Ogg file a fixed serial number (RFC 3533, section 6).

    Raises OSError where its pages are not whole: the encoder tells nobody that a write failed.
    """
    with path.open("r+b") as file:
        while header := bytearray(file.read(HEADER)):
            if header[:4] != MAGIC:
                raise OSError(errno.EIO, "it was not written whole", str(path))
            start = file.tell() - HEADER
            sizes = file.read(header[26])
            rest = sizes + file.read(sum(sizes))
            header[SERIAL] = FIXED_SERIAL
            header[CHECKSUM] = bytes(4)
            header[CHECKSUM] = checksum(bytes(header) + rest).to_bytes(4, "little")
            file.seek(start)
            file.write(header)
            file.seek(start + HEADER + len(rest))


def checksum(page: bytes) -> int:
    """CRC-32 with the polynomial 0x04c11db7 from 0, most significant bit first.

    It is zlib's CRC with every byte and the result mirrored, and without the two inversions.
    """
    mirrored = zlib.crc32(page.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)

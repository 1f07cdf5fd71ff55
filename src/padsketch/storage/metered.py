"""How much an archive may hold, counted in bytes that were really read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from padsketch.errors import InvalidFile

MAX_ENTRIES = 2000
MAX_MEMBER = 64 << 20
MAX_TOTAL = 1 << 30
MAX_RATIO = 20
FLOOR = 1 << 20
"""Bytes that may come out of any archive, however small: texts shrink a lot."""


class Allowance:
    """What is left of the limits for one archive of a size in bytes."""

    def __init__(self, archive_size: int) -> None:
        self._left = min(MAX_TOTAL, max(FLOOR, MAX_RATIO * archive_size))
        self._is_ratio = self._left < MAX_TOTAL
        self._entries = MAX_ENTRIES

    def enter(self) -> None:
        """One more member."""
        self._entries -= 1
        if self._entries < 0:
            raise _too_much(f"more than {MAX_ENTRIES} files and folders")

    def take(self, n_bytes: int) -> None:
        """So many bytes more."""
        self._left -= n_bytes
        if self._left < 0:
            ratio = f"more than {MAX_RATIO} times its own size"
            raise _too_much(ratio if self._is_ratio else f"more than {MAX_TOTAL >> 30} GiB")


class Readable(Protocol):
    """Bytes that come one after the other."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; none at the end."""


class Metered(io.RawIOBase):
    """A stream whose bytes are taken from an allowance."""

    def __init__(self, stream: Readable, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance
        self._left: int | None = None

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes."""
        data = self._stream.read(size)
        self._allowance.take(len(data))
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ValueError("its list of files makes no sense")
        return data

    @contextmanager
    def at_most(self, n_bytes: int) -> Iterator[None]:
        """Not more than so many bytes may be read inside."""
        self._left = n_bytes
        yield
        self._left = None


def _too_much(what: str) -> InvalidFile:
    return InvalidFile(
        f"The archive holds {what}", "Nothing was unpacked. No kit is as large as that."
    )

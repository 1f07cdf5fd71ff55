"""What strace tells of a process, as calls with their arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OPTIONS = ("-xx", "-s", "16777216", "-y")
"""Strings in hexadecimal and in full; the paths of descriptors."""
_LINE = re.compile(r"^(?:(\d+) +)?(\w+)\((.*)\) += (\d+)")
_UNFINISHED = re.compile(r"^(?:(\d+) +)?(\w+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(?:(\d+) +)?<\.\.\. \w+ resumed>(.*)$")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(r"(AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2}|[^>])*)>")


class Call(NamedTuple):
    """A call that succeeded: its name, its arguments as they were told, and what it returned."""

    name: str
    told: str
    result: int

    @property
    def texts(self) -> list[bytes]:
        """The strings and buffers among the arguments."""
        return [_bytes(found[1]) for found in _TEXT.finditer(self.told)]

    @property
    def descriptors(self) -> list[int]:
        """The open files among the arguments."""
        found = (match[1] for match in _DESCRIPTOR.finditer(self._without_texts()))
        return [int(number) for number in found if number != "AT_FDCWD"]

    @property
    def numbers(self) -> list[int]:
        """The plain numbers among the arguments."""
        plain = _DESCRIPTOR.sub("", self._without_texts())
        return [int(number) for number in re.findall(r"(?<![\w.])\d+(?![\w.])", plain)]

    @property
    def paths(self) -> list[Path]:
        """The paths that are named, from the root on or from an open folder."""
        folders = [
            Path(_bytes(found[2]).decode()) for found in _DESCRIPTOR.finditer(self._without_texts())
        ]
        folders += [Path("/")] * 2
        assert folders[0] != Path("/") or all(text.startswith(b"/") for text in self.texts)
        names = [Path(text.decode(errors="surrogateescape")) for text in self.texts]
        return [folder / name for folder, name in zip(folders, names, strict=False)]

    def _without_texts(self) -> str:
        return _TEXT.sub("", self.told)


def calls(log: Path) -> Iterator[Call]:
    """The calls of a log, in the order in which they returned."""
    begun: dict[str | None, str] = {}
    for line in log.read_text().splitlines():
        if found := _UNFINISHED.match(line):
            begun[found[1]] = found[2]
            continue
        if found := _RESUMED.match(line):
            line = f"{found[1] or ''} {begun.pop(found[1], '')}{found[2]}".strip()
        if found := _LINE.match(line):
            yield Call(found[2], found[3], int(found[4]))


def _bytes(told: str) -> bytes:
    if re.fullmatch(r"(?:\\x[0-9a-f]{2})*", told):
        return bytes.fromhex(told.replace("\\x", ""))
    return told.encode()

"""The text of an SFZ file as regions with the opcodes that hold for them."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.reading import read_limited
from padsketch.formats.regions import MAX_REGIONS
from padsketch.formats.sample_finder import SampleFinder

MAX_BYTES = 4 << 20
MAX_READ = 16 << 20
"""Characters of a file, of all that it includes, and of what becomes of them."""
MAX_LINE = 1 << 16
MAX_INCLUDES = 100
MAX_DEPTH = 8
_MAX_VALUE = 200
_MAX_VARIABLE = 64
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)
_AUTHOR, _LICENCE = (
    re.compile(rf"^[ \t]*//[ \t]*{word}:[ \t]*(\S.*)$", re.IGNORECASE | re.MULTILINE)
    for word in ("author", "licen[cs]e")
)
_INCLUDE = re.compile(r'\s*#include\s*"([^"]*)"')
_DEFINE = re.compile(r"#define\s+\$(\w+)\s+(\S+)")
_VARIABLE = re.compile(r"\$(\w+)")
_TOKEN = re.compile(r"<(\w+)>|(?<![^\s>])(\w+)=")
_ALIASES = {"loopmode": "loop_mode", "loopstart": "loop_start", "loopend": "loop_end"}
_ALIASES |= {"offby": "off_by", "pitch": "tune"}
_SCOPES = ("global", "master", "group", "region")

Opcodes = ChainMap[str, str]
"""What holds for a region: its own opcodes, behind them those of its groups and of control."""


@dataclass
class SfzText:
    """Regions with their opcodes, those of their groups behind them; control as it was last.

    default_path is the one that held for the region, under the key of that name. author and
    licence are what comments say that begin so.
    """

    regions: list[Opcodes] = field(default_factory=list)
    control: dict[str, str] = field(default_factory=dict)
    unknown_headers: dict[str, None] = field(default_factory=dict)
    opcodes: dict[str, None] = field(default_factory=dict)
    is_cut: bool = False
    author: str = ""
    licence: str = ""


def read_sfz_text(path: Path) -> SfzText:
    """The regions of a file and of all that it includes; raises InvalidFile."""
    found = _regions("\n".join(_Lines(path).lines(path, MAX_DEPTH)))
    text = _text(path)
    found.author, found.licence = _said(_AUTHOR, text), _said(_LICENCE, text)
    return found


def _said(paper: re.Pattern[str], text: str) -> str:
    match = paper.search(text)
    return match[1] if match else ""


class _Lines:
    """The lines of a file without comments, includes and variables."""

    def __init__(self, path: Path) -> None:
        self._finder = SampleFinder(path.parent)
        self._variables: dict[str, str] = {}
        self._left = MAX_READ
        self._includes = 0

    def lines(self, path: Path, depth: int) -> Iterator[str]:
        text = _text(path)
        self._spend(len(text), path)
        for line in _COMMENT.sub(" ", text).splitlines():
            if include := _INCLUDE.match(line):
                yield from self._included(include[1], depth - 1)
            else:
                yield self._expanded(line, path)

    def _included(self, name: str, depth: int) -> Iterator[str]:
        self._includes += 1
        path = self._finder.find_any(self._substituted(name))
        if path is None:
            raise InvalidFile(
                f"There is no file '{safe(name)}' to include", "It must be in the kit's folder."
            )
        if depth == 0 or self._includes > MAX_INCLUDES:
            raise InvalidFile(
                f"'{safe(name)}' is included too deep, or too often", "Does it include itself?"
            )
        yield from self.lines(path, depth)

    def _expanded(self, line: str, path: Path) -> str:
        if len(line) > MAX_LINE:
            raise _too_long(path)
        for name, value in _DEFINE.findall(line):
            self._variables[name] = self._substituted(value)[:_MAX_VALUE]
        expanded = self._substituted(_DEFINE.sub("", line))
        self._spend(len(expanded) + 1, path)
        return expanded

    def _spend(self, characters: int, path: Path) -> None:
        self._left -= characters
        if self._left < 0:
            raise _too_long(path)

    def _substituted(self, line: str) -> str:
        return _VARIABLE.sub(self._value, line) if "$" in line else line

    def _value(self, match: re.Match[str]) -> str:
        """The value of the longest variable that a word begins with, and the rest of the word."""
        word = match[1]
        for end in range(min(len(word), _MAX_VARIABLE), 0, -1):
            if word[:end] in self._variables:
                return self._variables[word[:end]] + word[end:]
        return match[0]


def _text(path: Path) -> str:
    data = read_limited(path, MAX_BYTES)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _too_long(path: Path) -> InvalidFile:
    return InvalidFile(
        f"{safe(str(path))} is too long for an SFZ file", "Is it the text of an instrument?"
    )


def _regions(text: str) -> SfzText:
    found = SfzText()
    scopes: dict[str, dict[str, str]] = {name: {} for name in _SCOPES}
    current: dict[str, str] = {}
    for header, opcode, value in _tokens(text):
        if opcode:
            current[opcode] = value
        elif header == "control":
            current = found.control = dict(found.control)
        elif header in _SCOPES:
            for name in _SCOPES[_SCOPES.index(header) :]:
                scopes[name] = {}
            current = scopes[header]
            if header == "region":
                found.is_cut |= len(found.regions) >= MAX_REGIONS
                _append(found, scopes)
        else:
            current = {}
            found.unknown_headers[f"<{header}>"] = None
        if opcode and current is not found.control:
            found.opcodes[opcode] = None
    return found


def _append(found: SfzText, scopes: Mapping[str, dict[str, str]]) -> None:
    if not found.is_cut:
        maps = [scopes[name] for name in reversed(_SCOPES)]
        found.regions.append(ChainMap(*maps, found.control))


def _tokens(text: str) -> Iterator[tuple[str, str, str]]:
    """Header, or opcode with its value, which goes on to the next one or the end of the line."""
    matches = list(_TOKEN.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        end = after.start() if after else len(text)
        value = text[match.end() : end].partition("\n")[0]
        opcode = (match[2] or "").lower()
        yield (match[1] or "").lower(), _ALIASES.get(opcode, opcode), value.strip()

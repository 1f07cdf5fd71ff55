"""XML of strangers: no document types, no entities of their own, limits on size and depth."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.numerals import number
from padsketch.formats.reading import read_limited

MAX_BYTES = 16 << 20
MAX_DEPTH = 64
MAX_ELEMENTS = 200_000


class _RefusedError(Exception):
    """What stands in the file is not read."""


class _Builder:
    """Elements as they come; names lose the prefix of their namespace."""

    def __init__(self) -> None:
        self._tree = TreeBuilder()
        self._depth = self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise _RefusedError("it holds too much, or too deep inside each other")
        self._tree.start(name.rpartition(":")[2], attributes)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(name.rpartition(":")[2])

    def text(self, data: str) -> None:
        self._tree.data(data)

    def refuse(self, *_: object) -> None:
        raise _RefusedError("it brings a document type (DTD), which is never needed")

    def parsed(self, data: bytes, encoding: str | None) -> Element:
        parser = expat.ParserCreate(encoding)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        # Entities can be declared only within a document type.
        parser.StartDoctypeDeclHandler = self.refuse
        parser.Parse(data, True)
        return self._tree.close()


def read_xml(path: Path) -> Element:
    """The root of an XML file; text that is neither UTF-8 nor what it says is read as Latin-1.

    Raises InvalidFile: no file, over 16 MiB, too deep, not well-formed, or with a document type.
    """
    data = read_limited(path, MAX_BYTES)
    try:
        return _Builder().parsed(data, _encoding(data))
    except (_RefusedError, expat.ExpatError, LookupError, ValueError) as error:
        raise InvalidFile(
            f"{safe(str(path))} is no XML that is read: {safe(str(error))}",
            "Save it again with the program that it is from.",
        ) from error


def _encoding(data: bytes) -> str | None:
    """Latin-1 for what claims by its silence to be UTF-8 and is not; else the file knows."""
    if b"encoding" in data[:200] and b"utf-8" not in data[:200].lower():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return None if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "iso-8859-1"
    return None


def text_of(parent: Element, *names: str) -> str:
    """The text of the first child that has one of the names and some text, or ""."""
    for name in names:
        child = parent.find(name)
        if child is not None and child.text and child.text.strip():
            return child.text.strip()
    return ""


def number_of(parent: Element, name: str, default: float) -> float:
    """The number that is the text of a child, or the default."""
    return number(parent.findtext(name), default)


def flag_of(parent: Element, name: str, default: bool = False) -> bool:
    """Whether the text of a child says yes."""
    text = (parent.findtext(name) or "").strip().lower()
    return text in ("true", "1", "yes") if text else default

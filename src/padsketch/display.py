"""The one filter through which outside text (names, tags, paths, errors) reaches a terminal."""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
MAX_MARKS = 3
"""Combining marks that one character may carry; enough for Vietnamese, Hebrew and Thai."""

_ESCAPE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = re.compile(r"\r\n|[\t\n\v\f\r\x85\u2028\u2029]")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_MARKS = frozenset({"Mn", "Me"})


def safe(text: str, width: int | None = None) -> str:
    """The text as one harmless line, at most `width` terminal cells wide.

    Line breaks and tabs become spaces; escape sequences and every control, direction, invisible,
    private or undecodable character become a visible U+FFFD; floods of combining marks are cut.
    A text that is too wide ends with an ellipsis.
    """
    clean = text if text.isascii() and text.isprintable() else _clean(text)
    return clean if width is None else _fit(clean, width)


def counted(count: int, word: str) -> str:
    """So many of what a word names."""
    return f"{count:,} {word}{'s' * (count != 1)}"


def cells(text: str) -> int:
    """Terminal cells that a safe text takes."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def _clean(text: str) -> str:
    line = _VARIATION_SELECTORS.sub("", _SPACES.sub(" ", _ESCAPE.sub(REPLACEMENT, text)))
    return _without_mark_floods("".join(map(_visible, line)))


def _visible(char: str) -> str:
    unsafe = char in _INVISIBLE or unicodedata.category(char) in _UNSAFE
    return REPLACEMENT if unsafe else char


def _without_mark_floods(line: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in line:
        is_mark = unicodedata.category(char) in _MARKS
        marks = marks + 1 if is_mark else 0
        if is_mark and not _may_carry(kept):
            kept.append(REPLACEMENT)
        elif marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _may_carry(kept: list[str]) -> bool:
    return bool(kept) and kept[-1] not in (" ", REPLACEMENT)


def _fit(line: str, width: int) -> str:
    if cells(line) <= width:
        return line
    room = width - 1
    end = 0
    while end < len(line) and _cells_of(line[end]) <= room:
        room -= _cells_of(line[end])
        end += 1
    return line[:end] + ELLIPSIS if width > 0 else ""


def _cells_of(char: str) -> int:
    if unicodedata.category(char) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1

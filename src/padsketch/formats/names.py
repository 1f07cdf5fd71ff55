"""Names of strangers as names of ours: pad ids, file names, and texts that can be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_NAME = 80
MAX_TEXT = 4000
_MAX_ID = 32
_NOT_OF_IDS = re.compile(r"[^a-z0-9]+")
_NOT_OF_FILES = re.compile(r"[^A-Za-z0-9.-]+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_HTML = re.compile(r"\s*<(!doctype html|html)", re.IGNORECASE)
_TAGS = re.compile(r"<(style|head)\b[^<]*(?:<(?!/\1)[^<]*)*|<[^<>]*>", re.IGNORECASE)


def plain_text(text: str, most: int = MAX_TEXT) -> str:
    """A text without the tags of HTML and without what no file can be written with."""
    text = text[: 4 * most]
    if _HTML.match(text):
        text = _TAGS.sub(" ", text)
    return text.encode("utf-8", "replace").decode("utf-8").strip()[:most]


def plain_name(text: str, otherwise: str) -> str:
    """A name in one line, or another when nothing of it is left."""
    return " ".join(plain_text(text, MAX_NAME).split()) or otherwise


def pad_id_of(name: str, taken: Collection[str]) -> str:
    """An id for a pad that no other pad has."""
    plain = _NOT_OF_IDS.sub("-", _ascii(name).lower()).strip("-")[:_MAX_ID].strip("-") or "pad"
    return _free(plain, "-", taken)


def file_name_of(stem: str, suffix: str, taken: Collection[str]) -> str:
    """A file name that every system can hold, free of all that are taken whatever their case.

    `taken` holds small letters.
    """
    plain = _NOT_OF_FILES.sub("_", _ascii(stem)).strip("._-")[:MAX_NAME].strip("._-") or "sound"
    if _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    stems = {name.removesuffix(suffix.lower()) for name in taken}
    return _free(plain, "_", stems) + suffix


def _ascii(text: str) -> str:
    """Letters without their accents; what has no plain letter becomes a blank."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char if char.isascii() else " " for char in apart if not _is_mark(char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"


def _free(name: str, joint: str, taken: Collection[str]) -> str:
    free, number = name, 1
    while free.lower() in taken:
        number += 1
        free = f"{name}{joint}{number}"
    return free

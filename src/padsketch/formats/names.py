"""Texts of strangers as texts that can be written, and as ids of pads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from itertools import count

MAX_NAME = 80
MAX_TEXT = 4000
_MAX_ID = 32
_NOT_OF_IDS = re.compile(r"[^a-z0-9]+")
_HTML = re.compile(r"\s*<(!doctype html|html)", re.IGNORECASE)
_TAGS = re.compile(r"<(style|head)\b[^<]*(?:<(?!/\1)[^<]*)*|<[^<>]*>", re.IGNORECASE)


def plain_text(text: str, most: int = MAX_TEXT) -> str:
    """A text without the tags of HTML and without what no file can be written with."""
    text = text[: 4 * most]
    if _HTML.match(text):
        text = _TAGS.sub(" ", text)
    return text.encode("utf-8", "replace").decode("utf-8").strip()[:most]


def one_line(text: str, otherwise: str, most: int = MAX_NAME) -> str:
    """A name in one line, or another when nothing of it is left."""
    return " ".join(plain_text(text, most).split()) or otherwise


def pad_id_of(name: str, taken: Collection[str]) -> str:
    """An id for a pad that no other pad has."""
    plain = _NOT_OF_IDS.sub("-", _ascii(name).lower()).strip("-")[:_MAX_ID].strip("-") or "pad"
    numbered = (f"{plain}-{number}" for number in count(2))
    return plain if plain not in taken else next(one for one in numbered if one not in taken)


def _ascii(text: str) -> str:
    """Letters without their accents; what has no plain letter becomes a blank."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char if char.isascii() else " " for char in apart if not _is_mark(char))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) == "Mn"

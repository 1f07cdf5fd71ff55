"""What somebody types to find sounds, as a question to the library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from padsketch.display import safe
from padsketch.errors import UsageError
from padsketch.storage.library import Query

MOST_FOUND = 1000
HINT = "words, #tag, * for favourites, <2s or >0.5s, 90-100bpm; or a /folder"

_LENGTH = re.compile(r"([<>])(\d+(?:\.\d+)?)s?")
_TEMPO = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?bpm", re.IGNORECASE)
_TEMPO_ROOM = 0.5
"""A tempo that is asked for alone is met by what is this near, in beats a minute."""


def query_of(text: str) -> Query:
    """The query that a text stands for; raises UsageError for a word that is none."""
    wishes: dict[str, Any] = {"limit": MOST_FOUND}
    words: list[str] = []
    tags: list[str] = []
    for word in text.split():
        if word.startswith("#") and len(word) > 1:
            tags.append(word[1:].casefold())
        elif found := _narrowing(word):
            wishes |= found
        else:
            words.append(word)
    return Query(text=" ".join(words), tags=tuple(tags), **wishes)


def folder_of(text: str) -> Path | None:
    """The folder whose whole path, from / or ~, a text is; None where it is none."""
    if not text.startswith(("/", "~/")):
        return None
    folder = Path(text.strip()).expanduser()
    return folder if folder.is_dir() else None


def _narrowing(word: str) -> dict[str, Any]:
    """What a word says of favourites, length or tempo; nothing where it is to be found itself."""
    if word == "*":
        return {"favourites_only": True}
    if length := _LENGTH.fullmatch(word):
        return {"max_seconds" if length[1] == "<" else "min_seconds": float(length[2])}
    if tempo := _TEMPO.fullmatch(word):
        low, high = float(tempo[1]), float(tempo[2] or tempo[1])
        return {"min_bpm": low - _TEMPO_ROOM, "max_bpm": high + _TEMPO_ROOM}
    if word[0] in "<>":
        raise UsageError(f"'{safe(word, 20)}' is no length", "Write <2s or >0.5s.")
    return {}

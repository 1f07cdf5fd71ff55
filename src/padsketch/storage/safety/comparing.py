"""What differs between two texts of a project: line by line, and in one line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

MOST_PLACES = 4
_HEADER = re.compile(r"\[{1,2}([^\]]+)\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"""((?:[\w.-]|"[^"]*"|'[^']*')+)\s*=""")


def differences(old: str, new: str, old_name: str, new_name: str) -> list[str]:
    """The lines of a unified diff; none where the texts are equal."""
    texts = (old.splitlines(), new.splitlines())
    return list(difflib.unified_diff(*texts, old_name, new_name, lineterm=""))


def changed_places(old: str, new: str) -> list[str]:
    """What in a project differs, in the order of the newer text: `bpm`, `A1 kick`, `A1 locks`."""
    before, after = _by_place(old), _by_place(new)
    both = [*after, *(place for place in before if place not in after)]
    return [place for place in both if before.get(place) != after.get(place)]


def changed_after(versions: Sequence[bytes], now: bytes) -> list[list[str]]:
    """What was changed after each version, the newest first; now: what it was changed into."""
    texts = [text.decode(errors="replace") for text in (now, *versions)]
    return [changed_places(old, new) for new, old in pairwise(texts)]


def change_words(places: list[str]) -> str:
    """Changed places in a line, the first ones by name."""
    if not places:
        return "nothing"
    more = len(places) - MOST_PLACES
    return ", ".join(places[:MOST_PLACES]) + (f" and {more} more" if more > 0 else "")


def _by_place(text: str) -> dict[str, list[str]]:
    places: dict[str, list[str]] = {}
    for place, line in _placed(text):
        places.setdefault(place, []).append(line)
    return places


def _placed(text: str) -> Iterator[tuple[str, str]]:
    """Every line with what it says something about; the tables of a list are one place."""
    table = place = ""
    is_list = False
    for line in filter(None, map(str.strip, text.splitlines())):
        if line.startswith("#"):
            yield "comments", line
        elif header := _HEADER.match(line):
            table, is_list = header[1].strip(), line.startswith("[[")
            place = _words(table)
            yield place, line
        else:
            key = _KEY.match(line)
            if key and not is_list:
                place = _words(f"{table}.{key[1]}" if table else key[1])
            yield place, line


def _words(path: str) -> str:
    return path.removeprefix("patterns.").replace(".lanes.", " ").replace(".", " ")

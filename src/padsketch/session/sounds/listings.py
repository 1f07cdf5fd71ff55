"""What the browser lists: places, the content of a folder, or what was found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.storage.folders import list_folder, natural
from padsketch.storage.library import Library, Query, SoundInfo, Vector

ORDERS = ("name", "length", "tempo", "brightness", "decay", "similarity")
"""What lists are sorted by; similarity needs a sound to be like."""


class Entry(NamedTuple):
    """A line of the browser: a folder or a sound, and what the index knows of it."""

    name: str
    path: Path
    is_folder: bool
    info: SoundInfo | None = None
    is_favourite: bool = False


class Order(NamedTuple):
    """How a list is sorted; like: the sound that similarity is measured from."""

    by: str = "name"
    is_descending: bool = False
    like: Vector | None = None


@dataclass(frozen=True, eq=False)
class Listing:
    """What is listed: a folder, what a text found ("": all sounds), or, with neither, the places.

    words say why there is nothing.
    """

    title: str
    entries: tuple[Entry, ...] = ()
    folder: Path | None = None
    text: str | None = None
    words: str = ""


def places(named: Iterable[tuple[str, Path]], library: Library) -> Listing:
    """The ways into the browser: favourite folders, then those that are named and there."""
    favourites = [(folder.name, folder) for folder in library.favourite_folders()]
    entries = [
        Entry(name, path, True, is_favourite=place < len(favourites))
        for place, (name, path) in enumerate([*favourites, *named])
        if path.is_dir()
    ]
    return Listing("places", tuple(entries))


def folder_listing(folder: Path, library: Library, order: Order) -> Listing:
    """The folders and sounds of a folder; words where it cannot be read."""
    title = safe(_short(folder))
    try:
        found = list_folder(folder)
    except InvalidFile as error:
        return Listing(title, folder=folder, words=error.title)
    favourites = set(library.favourite_folders())
    infos = library.of([entry.path for entry in found if not entry.is_folder])
    entries = [
        Entry(*entry, infos.get(entry.path), _is_favourite(entry.path, infos, favourites))
        for entry in found
    ]
    words = "" if entries else "there are no sounds and no folders in here"
    return Listing(title, ordered(entries, order), folder, words=words)


def found_listing(text: str, query: Query, library: Library, order: Order) -> Listing:
    """The sounds of the library that a query wants."""
    sorted_query = replace(query, order=order.by, descending=order.is_descending, like=order.like)
    found = library.find(sorted_query)
    entries = (Entry(info.name, info.path, False, info, info.is_favourite) for info in found)
    words = "" if found else "nothing in the library is like that; n a adds a folder to it"
    return Listing("found", tuple(entries), text=text, words=words)


def ordered(entries: Iterable[Entry], order: Order) -> tuple[Entry, ...]:
    """Folders by name, then sounds; what the index does not know comes last."""
    entries = sorted(entries, key=lambda entry: natural(entry.name))
    folders = [entry for entry in entries if entry.is_folder]
    sounds = [entry for entry in entries if not entry.is_folder]
    if order.by == "name":
        return (*folders, *(reversed(sounds) if order.is_descending else sounds))
    value = _value(order)
    known = [entry for entry in sounds if value(entry) is not None]
    known.sort(key=lambda entry: value(entry) or 0.0, reverse=order.is_descending)
    return (*folders, *known, *(entry for entry in sounds if value(entry) is None))


def _value(order: Order) -> Callable[[Entry], float | None]:
    """What a list is sorted by; None for what is not known."""

    def of(entry: Entry) -> float | None:
        info = entry.info
        if info is None or info.fault:
            return None
        return _values(info, order.like)[order.by]

    return of


def _values(info: SoundInfo, like: Vector | None) -> dict[str, float | None]:
    return {
        "length": info.seconds,
        "tempo": info.bpm,
        "brightness": info.brightness_hz,
        "decay": info.decay_s,
        "similarity": math.dist(info.vector, like) if like and info.vector else None,
    }


def _short(folder: Path) -> str:
    """A path as people write it."""
    home = Path.home()
    if not folder.is_relative_to(home):
        return str(folder)
    return str("~" / folder.relative_to(home))


def _is_favourite(path: Path, infos: dict[Path, SoundInfo], folders: set[Path]) -> bool:
    return path in folders or (path in infos and infos[path].is_favourite)

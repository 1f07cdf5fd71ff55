"""Who made a sound: by what its file says, or the kit that it lies in."""

from __future__ import annotations

from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.riff import WaveNotes, read_chunks
from padsketch.model.kit import Credit
from padsketch.storage.kits import KIT_FILE, read_kit_file

MOST_CHARACTERS = 200
"""Of one word of a credit: a history or a picture that somebody left there is no author."""

_INFO = {
    "author": ("IART", "IENG"),
    "source": ("ISRC", "IPRD"),
    "licence": ("ICOP", "ILIC"),
    "date": ("ICRD",),
    "note": ("ICMT", "ISBJ"),
}
"""Where a RIFF file says what a credit holds."""


def known_credit(path: Path) -> Credit:
    """What a file, else the kit in its folder, says of who made it; empty words where nothing."""
    own = _embedded(path)
    return own if own != Credit() else _of_kit(path)


def credit_of_notes(notes: WaveNotes) -> Credit:
    """The credit that the chunks of a file hold."""
    words = {name: _first(notes, keys) for name, keys in _INFO.items()}
    if notes.bext is not None:
        words["author"] = words["author"] or _plain(notes.bext.originator)
        words["date"] = words["date"] or _plain(notes.bext.date)
        words["note"] = words["note"] or _plain(notes.bext.description)
    return Credit(**words)


def _embedded(path: Path) -> Credit:
    try:
        return credit_of_notes(read_chunks(path))
    except InvalidFile:
        return Credit()


def _of_kit(path: Path) -> Credit:
    kit = read_kit_file(path.parent).value if (path.parent / KIT_FILE).is_file() else None
    if kit is None:
        return Credit()
    return kit.credits.get(path.name) or Credit(author=kit.author, licence=kit.licence)


def _first(notes: WaveNotes, keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _plain(notes.info.get(key, "")))), "")


def _plain(text: str) -> str:
    return safe(text).strip()[:MOST_CHARACTERS]

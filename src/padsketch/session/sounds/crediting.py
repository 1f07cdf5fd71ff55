"""Who made a sound: by what its file says, or the kit that it lies in."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import asdict, replace

from padsketch.formats.papers import embedded_credit
from padsketch.model.kit import Credit
from padsketch.storage.kits import KIT_FILE, read_kit_file


def known_credit(path: Path) -> Credit:
    """What a file, else the kit in its folder, says of who made it; empty words where nothing."""
    own = embedded_credit(path)
    return own if own != Credit() else _of_kit(path)


def completed(own: Credit, other: Credit) -> Credit:
    """A credit with the words of another one where it has none."""
    words = {name: text for name, text in asdict(own).items() if text}
    return replace(other, **words)


def _of_kit(path: Path) -> Credit:
    kit = read_kit_file(path.parent).value if (path.parent / KIT_FILE).is_file() else None
    if kit is None:
        return Credit()
    return kit.credits.get(path.name) or Credit(author=kit.author, licence=kit.licence)

"""The drum kits that Hydrogen has installed, for songs and patterns that name them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec

from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.beats.beat_draft import BeatDraft, ChannelDraft
from padsketch.formats.beats.bringing import with_kit
from padsketch.formats.beats.hydrogen_notes import NoteReader
from padsketch.formats.hydrogen import NAME, licence_of
from padsketch.formats.hydrogen_instruments import InstrumentReader, mixed, release
from padsketch.formats.names import one_line
from padsketch.formats.papers import words
from padsketch.formats.sources import Sources
from padsketch.formats.xml import flag_of, read_xml, text_of
from padsketch.model.kit import Credit

_USER = (
    ".hydrogen/data/drumkits",
    ".local/share/hydrogen/data/drumkits",
    ".var/app/org.hydrogenmusic.Hydrogen/.hydrogen/data/drumkits",
    "Library/Application Support/Hydrogen/data/drumkits",
)
_SYSTEM = (
    "/usr/share/hydrogen/data/drumkits",
    "/usr/local/share/hydrogen/data/drumkits",
    "/Applications/Hydrogen.app/Contents/Resources/data/drumkits",
)
MAX_KITS = 2000


def installed_kit(name: str) -> Path | None:
    """The folder of the drum kit of a name, the user's own before the system's."""
    wanted = _folded(name)
    return next((kit for kit in _kits() if wanted and _folded(kit.name) == wanted), None)


def kit_document(folder: Path) -> Element | None:
    """What the file of an installed kit says, where it can be read."""
    try:
        return read_xml(folder / NAME)
    except InvalidFile:
        return None


class KitSources:
    """Where the samples of a song's instruments are: in their kits, or else beside the song."""

    def __init__(self, song: Path, arriving: Arriving) -> None:
        self._beside = song.parent
        self._arriving = arriving
        self._sources: dict[str, Sources] = {}

    def of(self, instrument: Element) -> Sources:
        """The sources of an instrument."""
        name = text_of(instrument, "drumkit")
        if name not in self._sources:
            folder = installed_kit(name)
            if name and folder is None:
                self._arriving.losses.tell("Hydrogen has no drum kit of this name", name)
            self._sources[name] = Sources(folder or self._beside, self._arriving)
        return self._sources[name]


def names_of(instruments: InstrumentReader) -> dict[str, str]:
    """What the instruments are called, by their ids."""
    return {
        text_of(one, "id"): one_line(text_of(one, "name"), "Instrument")
        for one in instruments.instruments
    }


def bring_kit(
    draft: BeatDraft, instruments: InstrumentReader, arriving: Arriving, notes: NoteReader
) -> None:
    """Give a beat the kit of its instruments, and what the mixer says of them.

    An instrument whose notes all have a length listens to it.
    """
    elements = {text_of(one, "id"): one for one in instruments.instruments}
    draft.channels = {key: _channel(element) for key, element in elements.items()}
    pads = list(instruments.pads())
    for pad in pads:
        if pad.key in notes.held - notes.free:
            pad.mode = "gate"
            pad.settings["release"] = release(elements[pad.key])
        elif pad.key in notes.held and pad.mode != "gate":
            draft.losses.tell("Lengths of notes among notes without one are left out", pad.name)
    with_kit(draft, arriving, pads)
    draft.arrival = draft.arrival and _credited(draft.arrival)


def _channel(instrument: Element) -> ChannelDraft:
    level_db, pan = mixed(instrument)
    mute, solo = (flag_of(instrument, name) for name in ("isMuted", "isSoloed"))
    return ChannelDraft(level_db, pan, mute, solo)


def _credited(arrival: Arrival) -> Arrival:
    """The kit with what the kits that its sounds are from say of themselves."""
    own = arrival.kit.credits
    credits = {
        file: _credit(path.parent, own.get(file, Credit()))
        for file, path in arrival.sources.items()
    }
    return replace(arrival, kit=msgspec.structs.replace(arrival.kit, credits=credits))


def _credit(folder: Path, own: Credit) -> Credit:
    author, licence, name = _papers(folder)
    return msgspec.structs.replace(
        own,
        author=own.author or author,
        source=own.source or (f"{name} (Hydrogen)" if name else ""),
        licence=own.licence or licence,
    )


@lru_cache(maxsize=64)
def _papers(folder: Path) -> tuple[str, str, str]:
    """Author, licence and name of the kit in a folder, "" each where there is none."""
    root = kit_document(folder)
    if root is None:
        return "", "", ""
    return words(text_of(root, "author")), words(licence_of(root)), words(text_of(root, "name"))


def _kits() -> Iterator[Path]:
    home = Path.home()
    for shelf in (*(home / place for place in _USER), *map(Path, _SYSTEM)):
        try:
            with os.scandir(shelf) as entries:
                names = sorted(entry.name for entry in entries if entry.is_dir())
        except OSError:
            continue
        yield from (shelf / name for name in names[:MAX_KITS])


def _folded(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())

"""What a path holds as a kit: archives are unpacked, formats recognised, our own kits read."""

from __future__ import annotations

from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.recognise import reader_of
from padsketch.model import Kit
from padsketch.session.kits.lost_sounds import without_files
from padsketch.storage.archive_members import is_archive
from padsketch.storage.archives import unpack
from padsketch.storage.files import is_file, is_there
from padsketch.storage.kits import KIT_FILE, read_kit_file
from padsketch.storage.reading import invalid_file

LITTER = ("__MACOSX", ".")
"""How the names begin of what packers leave in archives beside what was packed."""
MOST_PEELED = 4
"""Folders in folders that an archive may begin with."""
MAX_KIT_FILE = 4 << 20
"""Bytes of the file of a kit from elsewhere; reading it takes many times its size."""


def arrival_of(path: Path, scratch: Path) -> Arrival:
    """What a path holds as a kit, archives unpacked into a scratch folder; raises InvalidFile."""
    place = path
    if is_archive(path):
        place = scratch / "archive"
        unpack(path, place)
        place = _peeled(place)
    folder = place.parent if place.name == KIT_FILE else place
    if is_file(folder / KIT_FILE):
        return _own(folder)
    reader = reader_of(place) if is_there(place) else None
    if reader is None:
        raise InvalidFile(
            f"{safe(str(path))} holds no kit that is known",
            "A kit is a .padkit, a .h2drumkit, an .sfz, a .dspreset, an .xpm, or sounds.",
        )
    return reader(place)


def _peeled(folder: Path) -> Path:
    """The folder that an archive means: it may have been packed with the one around it."""
    for _ in range(MOST_PEELED):
        inside = [path for path in folder.iterdir() if not path.name.startswith(LITTER)]
        if len(inside) != 1 or not inside[0].is_dir():
            break
        folder = inside[0]
    return folder


def _own(folder: Path) -> Arrival:
    """A kit of padsketch; what is missing in it is left out."""
    if (folder / KIT_FILE).stat().st_size > MAX_KIT_FILE:
        raise InvalidFile(f"{safe(str(folder / KIT_FILE))} is too long for a kit's file")
    reading = read_kit_file(folder)
    if reading.faults:
        raise invalid_file(safe(str(folder / KIT_FILE)), reading.faults, "Nothing was imported.")
    kit: Kit = reading.value
    missing = tuple(file for file in kit.files if not is_file(folder / file))
    whole, lost_pads = without_files(kit, missing)
    return Arrival(whole, {file: folder / file for file in whole.files}, lost_pads, missing)

"""Kits from anywhere, brought in as kits of the user's: checked, decoded once, credited."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from padsketch.display import safe
from padsketch.errors import InvalidFile, SampleError
from padsketch.formats.arrival import Arrival
from padsketch.formats.recognise import reader_of
from padsketch.model import Credit, Kit, Layer, Pad
from padsketch.model.kit import velocity_gap
from padsketch.model.layers import without
from padsketch.storage import save_kit
from padsketch.storage.archive_members import is_archive
from padsketch.storage.archives import unpack
from padsketch.storage.decoding import decode_safely
from padsketch.storage.files import is_file, is_there
from padsketch.storage.kits import KIT_FILE, new_kit_folder, read_kit_file
from padsketch.storage.reading import invalid_file

LITTER = ("__MACOSX", ".")
"""How the names begin of what packers leave in archives beside what was packed."""
MOST_PEELED = 4
"""Folders in folders that an archive may begin with."""


@dataclass(frozen=True)
class Imported:
    """A kit that was brought in: its folder, what it lost in sentences, what was not there."""

    folder: Path
    kit: Kit
    losses: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass
class _Sounds:
    """The audio files of an arrival: those that can be played, and why the others cannot."""

    playable: dict[str, Path] = field(default_factory=dict)
    refusals: list[str] = field(default_factory=list)


def import_kit(
    path: Path,
    name: str | None = None,
    into: Path | None = None,
    credit: Credit | None = None,
    force: bool = False,
) -> Imported:
    """Bring in a kit: a `.padkit`, an archive, a foreign file, a folder of a kit or of sounds.

    name: what it is called, by default as it calls itself; into: its folder, by default one among
    the user's kits; credit: what is true of every sound that does not say better. Raises
    InvalidFile, OutputExists where there is a kit already and not `force`.
    """
    with tempfile.TemporaryDirectory(prefix="padsketch-") as scratch:
        return settle(arrival_of(path, Path(scratch)), name, into, credit, force)


def settle(
    arrival: Arrival,
    name: str | None = None,
    into: Path | None = None,
    credit: Credit | None = None,
    force: bool = False,
) -> Imported:
    """Make a kit that arrived one of the user's; as `import_kit`."""
    sounds = _checked(arrival.sources)
    if not sounds.playable:
        why = sounds.refusals[0] if sounds.refusals else "It names none."
        raise InvalidFile(f"Not one sound of '{safe(arrival.kit.name, 60)}' can be used", why)
    kit, lost_pads = _without_files(arrival.kit, arrival.kit.files - sounds.playable.keys())
    kit = _credited(replace(kit, name=name or kit.name), credit or Credit())
    folder = into or new_kit_folder(kit.name)
    save_kit(folder, kit, sounds.playable, force)
    losses = (*arrival.losses, *sounds.refusals, *lost_pads)
    return Imported(folder, kit, losses, arrival.missing)


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
    reading = read_kit_file(folder)
    if reading.faults:
        raise invalid_file(safe(str(folder / KIT_FILE)), reading.faults, "Nothing was imported.")
    kit: Kit = reading.value
    missing = tuple(file for file in kit.files if not is_file(folder / file))
    whole, lost_pads = _without_files(kit, missing)
    return Arrival(whole, {file: folder / file for file in whole.files}, lost_pads, missing)


def _checked(sources: Mapping[str, Path]) -> _Sounds:
    """Every file is decoded once by a child; what that can read, is read here from then on."""
    found = _Sounds()
    for file, path in sources.items():
        try:
            decode_safely(path)
            found.playable[file] = path
        except SampleError as error:
            found.refusals.append(f"{safe(file)} is left out: {error.faults[0].message}.")
    return found


def _without_files(kit: Kit, files: Collection[str]) -> tuple[Kit, tuple[str, ...]]:
    """The kit without some of its files, and which pads went with them."""
    if not files:
        return kit, ()
    layers = {pad.id: _without(pad.layers, files) for pad in kit.pads}
    kept = tuple(replace(pad, layers=layers[pad.id]) for pad in kit.pads if layers[pad.id])
    if not kept:
        raise InvalidFile(f"Not one sound of '{safe(kit.name, 60)}' is there", "See its files.")
    return replace(kit, pads=kept), _told(pad for pad in kit.pads if not layers[pad.id])


def _told(pads: Iterable[Pad]) -> tuple[str, ...]:
    return tuple(f"'{safe(pad.name, 40)}' is left out: it has no sound." for pad in pads)


def _without(layers: tuple[Layer, ...], files: Collection[str]) -> tuple[Layer, ...]:
    """The layers of other files; neighbours play the velocities of those that go."""
    rest = layers
    for at in reversed(range(len(layers))):
        if layers[at].file in files:
            rest = without(rest, at)
    return rest if velocity_gap(rest) is None else ()


def _credited(kit: Kit, credit: Credit) -> Kit:
    """The kit with a credit for every file: its own words, the given ones, then the kit's."""
    of_kit = Credit(author=kit.author, licence=kit.licence)
    credits = {
        file: _filled(_filled(kit.credits.get(file, Credit()), credit), of_kit)
        for file in kit.files
    }
    return replace(
        kit,
        author=kit.author or credit.author,
        licence=kit.licence or credit.licence,
        credits={file: said for file, said in credits.items() if said != Credit()},
    )


def _filled(credit: Credit, other: Credit) -> Credit:
    words = {name: getattr(other, name) for name in Credit.__struct_fields__}
    return replace(credit, **{n: word for n, word in words.items() if not getattr(credit, n)})

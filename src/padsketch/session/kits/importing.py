"""Kits from anywhere, brought in as kits of the user's: checked, decoded once, credited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from msgspec.structs import replace

from padsketch.display import safe
from padsketch.errors import InvalidFile, SampleError
from padsketch.formats.arrival import Arrival
from padsketch.model import Credit, Kit
from padsketch.session.kits.arrivals import arrival_of
from padsketch.session.kits.lost_sounds import without_files
from padsketch.session.sounds.crediting import completed
from padsketch.storage import save_kit
from padsketch.storage.decoding import decode_safely
from padsketch.storage.files import scratch_folder
from padsketch.storage.kits import new_kit_folder


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
    with scratch_folder() as scratch:
        return settle(arrival_of(path, scratch), name, into, credit, force)


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
    kit, lost_pads = without_files(arrival.kit, arrival.kit.files - sounds.playable.keys())
    kit = _credited(replace(kit, name=name or kit.name), credit or Credit(), arrival.origin)
    folder = into or new_kit_folder(kit.name)
    save_kit(folder, kit, sounds.playable, force)
    losses = (*arrival.losses, *sounds.refusals, *lost_pads)
    return Imported(folder, kit, losses, arrival.missing)


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


def _credited(kit: Kit, credit: Credit, origin: str) -> Kit:
    """The kit with a credit for every file: its own words, the given ones, then the kit's."""
    of_kit = Credit(author=kit.author, source=origin, licence=kit.licence)
    credits = {
        file: completed(completed(kit.credits.get(file, Credit()), credit), of_kit)
        for file in kit.files
    }
    return replace(
        kit,
        author=kit.author or credit.author,
        licence=kit.licence or credit.licence,
        credits={file: said for file, said in credits.items() if said != Credit()},
    )

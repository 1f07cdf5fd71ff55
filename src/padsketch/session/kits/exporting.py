"""Kits out: as kits of their own, to share, and in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.formats.hydrogen import NAME as HYDROGEN_FILE
from padsketch.formats.hydrogen_writing import hydrogen_text
from padsketch.formats.parting import credit_lines
from padsketch.formats.sfz_writing import sfz_text
from padsketch.model.file_names import plain_name
from padsketch.session.kits.folders import export_folder, fill, pack, write_credits
from padsketch.session.kits.hits import write_hits
from padsketch.session.kits.plain import plain_kit
from padsketch.session.kits.source import KitSource, source_of_session
from padsketch.session.session import Session
from padsketch.storage import load_kit
from padsketch.storage.archives import pack_padkit
from padsketch.storage.files import disk_errors, scratch_folder
from padsketch.storage.kits import new_kit_folder
from padsketch.storage.replacing import replacing

H2DRUMKIT = ".h2drumkit"
SUFFIXES = {".padkit": "padkit", H2DRUMKIT: "hydrogen", ".sfz": "sfz"}
"""What a file's suffix says of its format; a folder is one of WAV files."""


@dataclass(frozen=True)
class Exported:
    """Where a kit went, in which format, and what it lost in finished sentences."""

    path: Path
    format: str
    losses: tuple[str, ...] = ()


def export_kit(
    source: KitSource, path: Path, format: str | None = None, force: bool = False
) -> Exported:
    """Write a kit as one of `FORMATS`, by default as the suffix of the path says.

    Raises OutputExists, UsageError for what does not fit together, SampleError.
    """
    format = format or SUFFIXES.get(path.suffix.lower(), "wav")
    if format not in FORMATS:
        raise UsageError(f"There is no format '{format}'", f"Formats: {', '.join(FORMATS)}.")
    of_suffix = SUFFIXES.get(path.suffix.lower(), format)
    if of_suffix != format or (format == "padkit" and path.suffix.lower() != ".padkit"):
        raise UsageError(f"{path.name} is no name for {format}", "Leave out --format.")
    with scratch_folder() as scratch:
        return Exported(path, format, FORMATS[format](source, path, force, scratch))


def save_kit_as(
    session: Session, name: str, folder: Path | None = None, force: bool = False
) -> Path:
    """Keep the kit as an open project plays it under a name of its own; returns its folder.

    folder: by default one among the user's kits; force: replace a kit that is there. Raises
    OutputExists, UsageError.
    """
    source = source_of_session(session)
    target = folder or new_kit_folder(name)
    KitSource(replace(source.kit, name=name), source.folders).save(target, force)
    return target


def _to_padkit(source: KitSource, path: Path, force: bool, scratch: Path) -> tuple[str, ...]:
    source.save(scratch / "kit")
    pack_padkit(scratch / "kit", path, force)
    return ()


def _to_hydrogen(source: KitSource, path: Path, force: bool, scratch: Path) -> tuple[str, ...]:
    plain = plain_kit(source.kit, source.folders, scratch)
    text, losses = hydrogen_text(plain.kit)
    if path.suffix.lower() == H2DRUMKIT:
        folder = scratch / plain_name(source.kit.name, empty="kit")
        folder.mkdir()
        fill(folder, plain, HYDROGEN_FILE, text)
        with replacing(path, force) as temporary, disk_errors(path):
            pack(folder, temporary)
    else:
        with export_folder(path, force) as staging:
            fill(staging, plain, HYDROGEN_FILE, text)
    return losses


def _to_sfz(source: KitSource, path: Path, force: bool, scratch: Path) -> tuple[str, ...]:
    """A text with a folder of samples beside it, or a folder with both."""
    plain = plain_kit(source.kit, source.folders, scratch)
    if path.suffix.lower() != ".sfz":
        text, losses = sfz_text(plain.kit, plain.rates)
        with export_folder(path, force) as staging:
            name = f"{plain_name(source.kit.name, empty='kit')}.sfz"
            fill(staging, plain, name, text)
        return losses
    samples = path.with_name(f"{path.stem} samples")
    text, losses = sfz_text(plain.kit, plain.rates, f"{samples.name}/")
    with replacing(path, force) as temporary:
        with export_folder(samples, force) as staging:
            fill(staging, plain)
        with disk_errors(path):
            temporary.write_text(text, encoding="utf-8")
    return losses


def _to_wav(source: KitSource, path: Path, force: bool, scratch: Path) -> tuple[str, ...]:
    source.save(scratch / "kit")
    kit = load_kit(scratch / "kit")
    with export_folder(path, force) as staging:
        losses = write_hits(kit, scratch / "kit", staging)
        write_credits(staging, credit_lines(kit))
    return losses


FORMATS: dict[str, Callable[[KitSource, Path, bool, Path], tuple[str, ...]]] = {
    "padkit": _to_padkit,
    "hydrogen": _to_hydrogen,
    "sfz": _to_sfz,
    "wav": _to_wav,
}

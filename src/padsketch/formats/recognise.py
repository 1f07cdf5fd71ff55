"""Which reader a path is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats import hydrogen
from padsketch.formats.arrival import Arrival
from padsketch.formats.audio_folder import read_folder
from padsketch.formats.cue_wave import read_cue_wave
from padsketch.formats.decent_sampler import read_decent_sampler
from padsketch.formats.hydrogen import read_hydrogen
from padsketch.formats.mpc import read_mpc
from padsketch.formats.sample_finder import is_audio, walk_files
from padsketch.formats.sfz import read_sfz

Reader = Callable[[Path], Arrival]

_BY_SUFFIX: dict[str, Reader] = {
    ".sfz": read_sfz,
    ".dspreset": read_decent_sampler,
    ".xpm": read_mpc,
}
_WITH_CUES = (".wav", ".aif", ".aiff", ".aifc")


def reader_of(path: Path) -> Reader | None:
    """What reads a kit of another program, a folder of audio or a sound with cues; None: nothing.

    A folder is read by the only kit in it or in the folders in it, without one as audio files.
    Raises InvalidFile when a folder holds several kits.
    """
    if path.is_dir():
        return _reader_of_folder(path)
    suffix = path.suffix.lower()
    if path.name.lower() == hydrogen.NAME:
        return read_hydrogen
    return read_cue_wave if suffix in _WITH_CUES else _BY_SUFFIX.get(suffix)


def _reader_of_folder(folder: Path) -> Reader | None:
    files = list(walk_files(folder))
    kits = [file for file in files if _is_kit(file)]
    if len(kits) > 1:
        names = ", ".join(safe(kit.relative_to(folder).as_posix(), 40) for kit in kits[:3])
        more = f" and {len(kits) - 3} more" if len(kits) > 3 else ""
        raise InvalidFile(
            f"{safe(str(folder))} holds several kits: {names}{more}", "Import one of them."
        )
    if kits:
        return _of_file(kits[0])
    return read_folder if any(map(is_audio, files)) else None


def _is_kit(file: Path) -> bool:
    return file.name.lower() == hydrogen.NAME or file.suffix.lower() in _BY_SUFFIX


def _of_file(file: Path) -> Reader | None:
    """A reader for a folder that reads this file in it."""
    reader = reader_of(file)
    return reader and (lambda _: reader(file))

"""The proof that stems null, from the written files alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import soundfile

from padsketch.display import counted, safe
from padsketch.errors import Fault
from padsketch.export.job import Cancelled, Progress, Watch
from padsketch.export.manifest import Performed, read_manifest
from padsketch.export.residual import Residual, residual_of
from padsketch.outputs.reading import opened
from padsketch.storage import file_sha256


@dataclass(frozen=True)
class Verdict:
    """What was found in so many files; residual None where the stems cannot be summed."""

    manifest: Performed
    residual: Residual | None
    faults: tuple[Fault, ...]
    n_files: int


class Shape(NamedTuple):
    """What a sound file holds, as its head says."""

    rate: int
    channels: int
    frames: int


def verify_stems(
    folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Verdict:
    """Check every file that a manifest names, and sum the stems against the mix.

    Raises InvalidFile where the folder has no manifest.
    """
    manifest = read_manifest(folder)
    wanted = Shape(manifest.rate, 2, manifest.frames)
    unfit = [fault for name in manifest.names for fault in shape_faults(folder, name, wanted)]
    if unfit:
        return Verdict(manifest, None, tuple(unfit), len(manifest.files))
    content_faults = [
        Fault(safe(name), "is not the file that was written: its SHA-256 differs")
        for name in manifest.names
        if file_sha256(folder / name) != manifest.files[name].sha256
    ]
    residual = residual_of(folder, manifest, Watch(progress, cancelled))
    clipped = {name: entry.clipped for name, entry in manifest.files.items()}
    nulls = null_faults(manifest, residual, clipped)
    return Verdict(manifest, residual, (*content_faults, *nulls), len(manifest.files))


def shape_faults(folder: Path, name: str, wanted: Shape) -> list[Fault]:
    """What a file is that it should not be, if it is one of sound at all."""
    try:
        with opened(folder / name) as file:
            found = Shape(file.samplerate, file.channels, file.frames)
    except (soundfile.SoundFileError, OSError) as error:
        words = getattr(error, "error_string", str(error))
        return [Fault(safe(name), f"cannot be read: {safe(words)}")]
    return [*_differences(safe(name), wanted, found)]


def _differences(place: str, wanted: Shape, found: Shape) -> Iterator[Fault]:
    if found.rate != wanted.rate:
        yield Fault(place, f"has a rate of {found.rate} Hz, not {wanted.rate} Hz")
    if found.channels != wanted.channels:
        yield Fault(place, f"has {counted(found.channels, 'channel')}, not {wanted.channels}")
    if found.frames != wanted.frames:
        end = min(found.frames, wanted.frames)
        yield Fault(f"{place}, frame {end}", f"has {found.frames} frames, not {wanted.frames}")


def null_faults(
    manifest: Performed, residual: Residual, clipped: Mapping[str, int]
) -> Iterator[Fault]:
    """Where the stems do not sum to the mix, and the files that may be why.

    clipped: values that clipped when they were written, by file.
    """
    if residual.first is None:
        return
    place = f"{safe(manifest.mix)}, frame {residual.first}"
    yield Fault(place, "the stems do not sum to the mix from here on")
    for name, count in clipped.items():
        if count:
            yield Fault(safe(name), f"{count} values clipped when it was written")

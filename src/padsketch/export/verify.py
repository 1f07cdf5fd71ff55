"""The proof that stems null, from the written files alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import soundfile

from padsketch.display import safe
from padsketch.errors import Fault
from padsketch.export.job import Cancelled, Progress, Watch
from padsketch.export.manifest import Manifest, Performed, read_manifest
from padsketch.export.residual import Residual, residual_of
from padsketch.storage import file_sha256


@dataclass(frozen=True)
class Verdict:
    """What was found in so many files; residual None where the stems cannot be summed."""

    manifest: Performed
    residual: Residual | None
    faults: tuple[Fault, ...]
    n_files: int


def verify_stems(
    folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Verdict:
    """Check every file that a manifest names, and sum the stems against the mix.

    Raises InvalidFile where the folder has no manifest.
    """
    manifest = read_manifest(folder)
    shape_faults = [fault for name in manifest.names for fault in _shape(folder, manifest, name)]
    if shape_faults:
        return Verdict(manifest, None, tuple(shape_faults), len(manifest.files))
    content_faults = [
        Fault(safe(name), "is not the file that was written: its SHA-256 differs")
        for name in manifest.names
        if file_sha256(folder / name) != manifest.files[name].sha256
    ]
    residual = residual_of(folder, manifest, Watch(progress, cancelled))
    clipped = {name: entry.clipped for name, entry in manifest.files.items()}
    nulls = null_faults(manifest, residual, clipped)
    return Verdict(manifest, residual, (*content_faults, *nulls), len(manifest.files))


def _shape(folder: Path, manifest: Manifest, name: str) -> Iterator[Fault]:
    place = safe(name)
    try:
        info = soundfile.info(folder / name)
    except (soundfile.SoundFileError, OSError) as error:
        yield Fault(place, f"cannot be read: {safe(str(error))}")
        return
    if info.samplerate != manifest.rate:
        yield Fault(place, f"has a rate of {info.samplerate} Hz, not {manifest.rate} Hz")
    if info.channels != 2:
        yield Fault(place, f"has {info.channels} channels, not 2")
    if info.frames != manifest.frames:
        end = min(info.frames, manifest.frames)
        yield Fault(f"{place}, frame {end}", f"has {info.frames} frames, not {manifest.frames}")


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

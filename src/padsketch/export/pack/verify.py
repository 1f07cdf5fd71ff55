"""The proof that a pack is whole: every file as it was written, stems that null, exact loops."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import Fault
from padsketch.export.job import Cancelled, Progress, Watch
from padsketch.export.manifest import Performed, read_manifest
from padsketch.export.pack.delivery import PackedFile
from padsketch.export.pack.manifest import PackManifest, is_pack, read_pack
from padsketch.export.residual import residual_of
from padsketch.export.verify import Shape, Verdict, null_faults, shape_faults, verify_stems
from padsketch.storage import file_sha256
from padsketch.storage.files import is_file
from padsketch.storage.replacing import MANIFEST
from padsketch.units import POSITIONS_PER_TICK, bpm_to_millibpm, position_to_frame

_EQUALLY_LONG = ("stem", "dry stem", "wet stem", "mix")
_EXACT = (".wav", ".flac")


def manifest_of(folder: Path) -> Performed:
    """What a folder of stems or a pack says of itself; raises InvalidFile where it is neither."""
    return read_pack(folder) if is_pack(folder) else read_manifest(folder)


def verify_folder(
    folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Verdict:
    """Verify a folder of stems or a pack; raises InvalidFile where it is neither."""
    verify = verify_pack if is_pack(folder) else verify_stems
    return verify(folder, progress, cancelled)


def verify_pack(
    folder: Path, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> Verdict:
    """Check every file that the manifest of a pack names, look for others, and sum the stems.

    Raises InvalidFile where the folder is no pack.
    """
    manifest = read_pack(folder)
    faults = [*_file_faults(folder, manifest), *_foreign(folder, manifest)]
    there = [name for name in manifest.files if is_file(folder / name)]
    shapes = {name: _shape_faults(folder, manifest, name) for name in there}
    faults += [fault for found in shapes.values() for fault in found]
    if any(shapes.get(name) != [] for name in manifest.names):
        return Verdict(manifest, None, tuple(faults), len(manifest.files))
    residual = residual_of(folder, manifest, Watch(progress, cancelled))
    clipped = {name: manifest.files[name].clipped for name in manifest.names}
    nulls = null_faults(manifest, residual, clipped)
    return Verdict(manifest, residual, (*faults, *nulls), len(manifest.files))


def _file_faults(folder: Path, manifest: PackManifest) -> Iterator[Fault]:
    for name, entry in manifest.files.items():
        path = folder / name
        if not is_file(path):
            yield Fault(safe(name), "is missing")
        elif file_sha256(path) != entry.sha256:
            yield Fault(safe(name), "is not the file that was written: its SHA-256 differs")


def _foreign(folder: Path, manifest: PackManifest) -> Iterator[Fault]:
    known = {MANIFEST, *manifest.files}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in known and (path.is_symlink() or not path.is_dir()):
            yield Fault(safe(name), "is no part of the pack")


def _shape_faults(folder: Path, manifest: PackManifest, name: str) -> list[Fault]:
    """Of a file that is compared with others, or whose length is known to be exact."""
    entry = manifest.files[name]
    is_exact = entry.frames > 0 and name.endswith(_EXACT)
    if not is_exact and name not in manifest.names:
        return []
    return shape_faults(folder, name, Shape(entry.rate, entry.channels, _frames(manifest, entry)))


def _frames(manifest: PackManifest, entry: PackedFile) -> int:
    """How long a file has to be: what belongs together is equally long, a loop is exact."""
    if entry.kind in _EQUALLY_LONG:
        return manifest.frames
    if entry.kind == "loop":
        millibpm = bpm_to_millibpm(manifest.bpm)
        return position_to_frame(entry.ticks * POSITIONS_PER_TICK, entry.rate, millibpm)
    return entry.frames

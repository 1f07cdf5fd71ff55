"""Every track and return on its own, out of one pass, beside the mix that they sum to."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import padsketch
from padsketch.errors import UsageError
from padsketch.export.job import (
    Cancelled,
    Progress,
    RenderJob,
    RenderReport,
    Watch,
    WrittenFile,
)
from padsketch.export.manifest import FileEntry, LeftOut, Manifest, write_manifest
from padsketch.export.naming import naming_of
from padsketch.export.rendering import Rendering
from padsketch.export.sink import Sink
from padsketch.storage import file_sha256, project_to_text, replacing_folder

STEM_FORMATS = ("wav", "flac")


RETURNS = ("delay", "reverb")


class Stem(NamedTuple):
    """What is written on its own: its place among tracks and returns, its name, its file."""

    place: int
    name: str
    file: str


def render_stems(
    job: RenderJob,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    force: bool = False,
) -> RenderReport:
    """Render a job to a folder of stems, their mix and a manifest; it appears whole or not at all.

    The master chain is not passed: what it does to a sum cannot be divided among stems. Raises
    UsageError for a lossy format, otherwise what `render_file` raises.
    """
    check_stem_format(job.format)
    started = time.perf_counter()
    with replacing_folder(folder, force) as temporary:
        rendering = Rendering(job, Watch(progress, cancelled), stems=True)
        stems = stems_of(job, rendering)
        names = [*(stem.file for stem in stems), f"mix.{job.format}"]
        with ExitStack() as files:
            parts = [*(stem.name for stem in stems), "mix"]
            sinks = [
                files.enter_context(Sink(temporary / name, job, part))
                for name, part in zip(names, parts, strict=True)
            ]
            _write(rendering, stems, sinks)
        written = [sink.written(folder / name) for name, sink in zip(names, sinks, strict=True)]
        entries = {file.path.name: _entry(file, temporary) for file in written}
        *order, mix = entries
        said = performed(job, rendering, stems, sinks[-1].frames)
        manifest = Manifest(**said, order=tuple(order), mix=mix, files=entries)
        write_manifest(temporary, manifest)
    seconds = time.perf_counter() - started
    return RenderReport(tuple(written), sinks[-1].frames, job.rate, seconds, rendering.dropped)


def check_stem_format(format: str) -> None:
    """Raise UsageError for a format that loses something."""
    if format not in STEM_FORMATS:
        raise UsageError(
            f"Stems cannot be {format} files",
            "A lossy stem does not null against the mix: take --format wav or flac.",
        )


def stems_of(job: RenderJob, rendering: Rendering) -> list[Stem]:
    """What is heard, in the order in which the mix is summed: tracks, then returns."""
    names = [*(pad.id for pad in job.played_kit.pads), *RETURNS]
    unheard = {place for place, _ in _unheard(job, rendering)}
    naming = naming_of(job)
    return [
        Stem(place, name, naming.file(name, place + 1))
        for place, name in enumerate(names)
        if place not in unheard
    ]


def performed(
    job: RenderJob, rendering: Rendering, stems: Sequence[Stem], frames: int
) -> dict[str, Any]:
    """What every manifest says of a rendering, but for its files and their order."""
    return {
        "padsketch": padsketch.__version__,
        "title": job.project.title,
        "seed": job.project.seed,
        "bpm": job.project.bpm,
        "what": job.what,
        "repeats": job.repeats,
        "tail": job.tail,
        "rate": job.rate,
        "frames": frames,
        "audio": job.format,
        "bits": job.bits,
        "left_out": tuple(entry for _, entry in _unheard(job, rendering)),
        "project_sha256": hashlib.sha256(project_to_text(job.project).encode()).hexdigest(),
        "samples": _samples(job, stems),
    }


def _unheard(job: RenderJob, rendering: Rendering) -> Iterator[tuple[int, LeftOut]]:
    """What has no stem: its place among tracks and returns, and why."""
    for index, pad in enumerate(job.played_kit.pads):
        if index not in rendering.hit_tracks:
            yield index, LeftOut(pad.id, "silent")
        elif not rendering.is_audible(index):
            yield index, LeftOut(pad.id, "muted")
    for index, name in enumerate(RETURNS):
        if index not in rendering.fed_returns:
            yield len(job.played_kit.pads) + index, LeftOut(name, "silent")


def _write(rendering: Rendering, stems: Sequence[Stem], sinks: Sequence[Sink]) -> None:
    for part in rendering.slices():
        for stem, sink in zip(stems, sinks[:-1], strict=True):
            sink.write(part.stems[stem.place])
        sinks[-1].write(part.mix)


def _entry(file: WrittenFile, folder: Path) -> FileEntry:
    return FileEntry(file_sha256(folder / file.path.name), file.peak_db, file.clipped)


def _samples(job: RenderJob, stems: Sequence[Stem]) -> dict[str, str]:
    heard = {stem.place for stem in stems}
    pads = [pad for place, pad in enumerate(job.played_kit.pads) if place in heard]
    files = dict.fromkeys(layer.file for pad in pads for layer in pad.layers)
    return {file: file_sha256(job.folders.path(file)) for file in files}

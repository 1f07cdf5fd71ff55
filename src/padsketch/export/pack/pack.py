"""The pack: one folder that any workstation can use, and that explains itself."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from padsketch.display import safe
from padsketch.errors import PadsketchError, UsageError
from padsketch.export.job import Cancelled, Progress, RenderJob, RenderReport, Watch, WrittenFile
from padsketch.export.length import song_frames
from padsketch.export.manifest import write_manifest
from padsketch.export.pack import credits, readme
from padsketch.export.pack.delivery import Delivery, PackedFile, PackOptions
from padsketch.export.pack.legs import Legs
from padsketch.export.pack.manifest import PackManifest
from padsketch.export.pack.mixes import loop_jobs, write_loops, write_master
from padsketch.export.pack.outcome import Delivered
from padsketch.export.pack.room import check_room
from padsketch.export.pack.stems import StemSet, write_stems
from padsketch.export.pack.targets import check_targets, deliver
from padsketch.export.pack.variants import write_dry, write_wet
from padsketch.export.pack.workstations import write_workstations
from padsketch.export.stems import check_stem_format
from padsketch.storage import file_sha256, replacing_folder
from padsketch.storage.files import disk_errors


def export_pack(
    job: RenderJob,
    folder: Path,
    options: PackOptions,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    force: bool = False,
) -> RenderReport:
    """Write the pack of a job to a folder, which appears whole or not at all.

    The same project gives the same bytes of every file. Raises UsageError for a lossy format, for
    pads and targets that are not there, and otherwise what `render_file` raises.
    """
    started = time.perf_counter()
    _check(job, options)
    with replacing_folder(folder, force) as temporary:
        check_room(job, options, folder)
        legs = Legs(Watch(progress, cancelled), _frames(job, options))
        delivery = Delivery(job, temporary, options, legs)
        with _called(folder, temporary):
            whole, files = _write(delivery)
    seconds = time.perf_counter() - started
    return RenderReport(_written(folder, files), whole.frames, job.rate, seconds, whole.dropped)


@contextlib.contextmanager
def _called(folder: Path, temporary: Path) -> Iterator[None]:
    """Let errors name the folder that was asked for, not the one that is gone afterwards."""
    try:
        yield
    except PadsketchError as error:
        error.title = error.title.replace(safe(str(temporary)), safe(str(folder)))
        error.args = (error.title,)
        raise


def _check(job: RenderJob, options: PackOptions) -> None:
    check_stem_format(job.format)
    check_targets(options.targets, job)
    for pad in options.without:
        if job.played_kit.index(pad) is None:
            raise UsageError(f"There is no pad '{pad}'", "A track has the name of its pad.")


def _frames(job: RenderJob, options: PackOptions) -> int:
    """About how many frames there are to render, for whoever waits."""
    passes = 2 + options.dry + options.wet * len(job.played_kit.pads) + len(options.targets)
    loops = sum(song_frames(loop.song_project, job.rate) for loop in loop_jobs(job))
    return passes * song_frames(job.song_project, job.rate) + loops


def _write(delivery: Delivery) -> tuple[StemSet, dict[str, PackedFile]]:
    whole = write_stems(delivery)
    pads = [stem.name for stem in whole.tracks(len(delivery.job.played_kit.pads))]
    files = {
        **whole.files,
        **write_master(delivery, pads),
        **(write_dry(delivery, whole) if delivery.options.dry else {}),
        **(write_wet(delivery, whole) if delivery.options.wet else {}),
        **write_loops(delivery),
        **write_workstations(delivery, whole),
    }
    delivered = deliver(delivery, pads)
    for target in delivered:
        files |= target.files
    page = readme.readme_text(delivery.job, whole, files, delivered)
    files |= _write_texts(delivery, page)
    signed = _signed(delivery.folder, files)
    write_manifest(delivery.folder, _manifest(delivery.job, whole, signed, delivered))
    return whole, signed


def _write_texts(delivery: Delivery, page: str) -> dict[str, PackedFile]:
    texts = {readme.NAME: page, credits.NAME: credits.credits_text(delivery.job)}
    for name, text in texts.items():
        with disk_errors(delivery.folder / name):
            (delivery.folder / name).write_bytes(text.encode())
    return dict.fromkeys(texts, PackedFile(kind="text"))


def _signed(folder: Path, files: Mapping[str, PackedFile]) -> dict[str, PackedFile]:
    return {
        name: msgspec.structs.replace(file, sha256=file_sha256(folder / name))
        for name, file in files.items()
    }


def _manifest(
    job: RenderJob, whole: StemSet, files: dict[str, PackedFile], delivered: Iterable[Delivered]
) -> PackManifest:
    return PackManifest(
        **whole.said,
        order=whole.order,
        mix=whole.mix,
        key=job.project.key,
        meter=job.project.meter,
        targets=tuple(outcome for target in delivered for outcome in target.outcomes),
        files=files,
    )


def _written(folder: Path, files: Mapping[str, PackedFile]) -> tuple[WrittenFile, ...]:
    """The files of sound, under the paths that they have now."""
    return tuple(
        WrittenFile(folder / name, file.peak_db, file.clipped)
        for name, file in files.items()
        if file.peak_db is not None
    )

"""Whether a disk has room for a pack, asked before minutes of work."""

from __future__ import annotations

import shutil
from pathlib import Path

from padsketch.errors import PadsketchError
from padsketch.export.job import RenderJob
from padsketch.export.length import song_frames
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.mixes import loop_jobs
from padsketch.storage.files import disk_errors

_BYTES = {"16": 4, "24": 6, "32f": 8}
_FLAC_SHARE = 0.2
"""FLAC files take at least so much of a drum track; silence takes nothing."""
_MEGABYTE = 1_000_000


def check_room(job: RenderJob, options: PackOptions, folder: Path) -> None:
    """Raise PadsketchError where the files of a pack cannot fit beside a folder.

    What rings out, the returns and targets are not counted: a disk may still turn out too small.
    """
    needed = least_bytes(job, options)
    with disk_errors(folder):
        free = shutil.disk_usage(folder.parent).free
    if needed > free:
        raise PadsketchError(
            f"The pack takes {needed // _MEGABYTE:,} MB at least, and {free // _MEGABYTE:,} MB are "
            "free",
            "Make room, write elsewhere, or take --format flac.",
        )


def least_bytes(job: RenderJob, options: PackOptions) -> int:
    """What the files of sound take at least."""
    tracks = len(_tracks(job))
    # Stems lie in their folder, and once more in the DAWproject.
    files = 2 * tracks + 2 + tracks * (options.dry + options.wet)
    loops = sum(song_frames(loop.song_project, job.rate) for loop in loop_jobs(job))
    frames = files * song_frames(job.song_project, job.rate) + loops
    share = _FLAC_SHARE if job.format == "flac" else 0.5 if options.mono else 1.0
    return round(frames * _BYTES[job.bits] * share)


def _tracks(job: RenderJob) -> set[str]:
    """The pads that have a lane with a hit in what is exported; chance may silence them."""
    project = job.song_project
    patterns = {section.pattern for section in project.song}
    lanes = (lane for name in patterns for lane in project.pattern(name).lanes.items())
    return {pad for pad, lane in lanes if lane.steps and job.played_kit.index(pad) is not None}

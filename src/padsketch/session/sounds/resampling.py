"""Resampling: bars of what is played become a sample of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.errors import UsageError
from padsketch.export.job import RenderJob, Tail, Watch
from padsketch.export.resampling import resample_file
from padsketch.model import Project
from padsketch.outputs.recorded import Recorded, finished, free_path, recorded_credit
from padsketch.score.compiler import bar_positions
from padsketch.session.sounds.sampling_settings import MOST_BARS, bars_in_frames
from padsketch.units import POSITIONS_PER_TICK, bpm_to_millibpm

if TYPE_CHECKING:
    from padsketch.session.session import Session

_SONG: tuple[int, Tail] = (1, "ring")


def resampled(
    session: Session,
    track: str | None,
    bars: int,
    folder: Path,
    progress: Callable[[int, int | None], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Recorded:
    """Bars of the pattern that is seen, or of the song in song mode, in a new file of a folder.

    track: a pad's, None for the master. Whole passes of a pattern sound as in an endless loop: what
    rings over their end is in their start. The bars of a song have the tempo that it begins in.
    Raises UsageError, Interrupted, and what the samples of the kit raise.
    """
    if session.loaded is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    if not 1 <= bars <= MOST_BARS:
        raise UsageError(f"{bars} bars cannot be resampled", f"Choose 1 to {MOST_BARS}.")
    job = _job(session, bars)
    length = bars_in_frames(bars, bar_positions(job.project.meter), job.rate, _millibpm(job))
    path = free_path(folder, track or "master")
    resample_file(job, track, length, path, Watch(progress, cancelled))
    words = f"{bars} bar{'s' * (bars != 1)} of {job.what}"
    return finished(path, recorded_credit(track or "master", words), is_loop=True)


def _job(session: Session, bars: int) -> RenderJob:
    loaded, project = session.loaded, session.project
    assert loaded is not None
    pattern = None if session.song_mode else session.pattern
    repeats, tail = _passes(project, pattern, bars) if pattern else _SONG
    return RenderJob(
        project,
        loaded.kit,
        loaded.folder,
        pattern,
        repeats,
        tail,
        session.player.rate,
        project_folder=session.home(),
    )


def _passes(project: Project, name: str, bars: int) -> tuple[int, Tail]:
    """How often a pattern is played, and where its tail goes."""
    pattern = project.pattern(name)
    length = pattern.length * pattern.step_ticks * POSITIONS_PER_TICK
    wanted = bars * bar_positions(project.meter)
    return -(-wanted // length), "cut" if wanted % length else "wrap"


def _millibpm(job: RenderJob) -> int:
    first = job.project.song[0].bpm if job.pattern is None else None
    return bpm_to_millibpm(first or job.project.bpm)

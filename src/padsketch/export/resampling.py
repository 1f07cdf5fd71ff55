"""Bars of what is played, as a file of their own: the master, or one track."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from padsketch.engine.bank import Audio
from padsketch.errors import UsageError
from padsketch.export.job import RenderJob, Watch
from padsketch.export.rendering import SLICE, Rendering
from padsketch.export.sink import Sink
from padsketch.storage import replacing


def resample_file(job: RenderJob, track: str | None, frames: int, path: Path, watch: Watch) -> None:
    """The first frames of a job, from the one, in a new file: the very bits of an export of it.

    track: a pad, as it goes into the mix; None: the mix with the master. What the job does not
    reach is silent. Raises UsageError, Interrupted, OutputExists, and what its samples raise.
    """
    place = None if track is None else _place(job, track)
    rendering = Rendering(job, watch, stems=place is not None)
    sounds = (part.mix if place is None else part.stems[place] for part in rendering.slices())
    with replacing(path, False) as temporary, Sink(temporary, job) as sink:
        for sound in _exactly(frames, sounds):
            sink.write(sound)


def _place(job: RenderJob, track: str) -> int:
    place = job.played_kit.index(track)
    if place is None:
        raise UsageError(f"There is no track '{track}'", "A track has the name of its pad.")
    return place


def _exactly(frames: int, sounds: Iterator[Audio]) -> Iterator[Audio]:
    """So many frames: what is beyond is cut off, what is missing is silent."""
    left = frames
    for sound in sounds:
        yield sound[:left]
        left -= len(sound)
        if left <= 0:
            return
    silence = np.zeros((SLICE, 2), dtype=np.float32)
    while left > 0:
        yield silence[:left]
        left -= SLICE

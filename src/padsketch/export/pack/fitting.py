"""Renderings of a wanted length: silence is added, what is over is cut off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from padsketch.export.job import RenderJob
from padsketch.export.length import frames_to_bar_line
from padsketch.export.rendering import SLICE, Slice


def to_bar_line(job: RenderJob, slices: Iterable[Slice]) -> Iterator[Slice]:
    """What rings out, and silence up to the next bar line; a loop is as long as it is.

    Whole bars let workstations that stretch files to their beats find the tempo that was meant.
    """
    done = n_stems = 0
    for part in slices:
        done, n_stems = done + len(part.mix), len(part.stems)
        yield part
    if job.tail == "ring":
        yield from _silence(frames_to_bar_line(job.song_project, job.rate, done) - done, n_stems)


def to_length(frames: int, slices: Iterable[Slice]) -> Iterator[Slice]:
    """Exactly so many frames."""
    done = n_stems = 0
    for part in slices:
        fitting = part.window(0, frames - done)
        done, n_stems = done + len(fitting.mix), len(part.stems)
        yield fitting
        if done == frames:
            return
    yield from _silence(frames - done, n_stems)


def _silence(frames: int, n_stems: int) -> Iterator[Slice]:
    for start in range(0, frames, SLICE):
        count = min(SLICE, frames - start)
        mix = np.zeros((count, 2), dtype=np.float32)
        yield Slice(mix, np.zeros((n_stems, count, 2), dtype=np.float32))

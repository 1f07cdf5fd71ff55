"""Bringing a file to a loudness by a plain gain, as far as its true peaks allow."""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np

from padsketch.analysis.loudness import Loudness, LoudnessMeter
from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import Delivery
from padsketch.export.rendering import Rendering
from padsketch.outputs.files import SLICE, audio_errors
from padsketch.outputs.reading import opened
from padsketch.units import gain_to_db

HUNDREDTHS = 100
"""Gains are whole hundredths of a decibel, so that what is said of them is what was done."""


class Goal(NamedTuple):
    """A loudness in LUFS, how many LU beside it are well, and the highest true peak in dBTP."""

    integrated: float
    tolerance: float
    ceiling_db: float


class Heard(NamedTuple):
    """A rendering as it is measured; peak_db in dBFS."""

    loudness: Loudness
    peak_db: float


def hear(delivery: Delivery, job: RenderJob) -> Heard:
    """Measure what a job renders, without writing it."""
    meter, peak = LoudnessMeter(job.rate), 0.0
    for part in Rendering(job, delivery.watch(job)).slices():
        meter.feed(part.mix)
        peak = max(peak, float(np.abs(part.mix).max(initial=0.0)))
    return Heard(meter.result(), gain_to_db(peak))


def hear_file(path: Path) -> Loudness:
    """Measure what listeners decode of a file, which may be as long as it likes."""
    with audio_errors(path), opened(path) as file:
        meter = LoudnessMeter(file.samplerate, file.channels)
        for frames in file.blocks(SLICE, dtype="float32", always_2d=True):
            meter.feed(frames)
    return meter.result()


def gain_to(goal: Goal, loudness: Loudness) -> float:
    """Decibels that bring a loudness to a goal; they stop where a true peak reaches the ceiling.

    0.0 for what has no loudness, unless its peaks are too high.
    """
    peak = loudness.true_peak_db
    room = math.inf if peak is None else goal.ceiling_db - peak
    wanted = 0.0 if loudness.integrated is None else goal.integrated - loudness.integrated
    return whole_hundredths(min(wanted, room))


def whole_hundredths(gain_db: float) -> float:
    """Rounded down, so that no ceiling is passed."""
    return math.floor(gain_db * HUNDREDTHS) / HUNDREDTHS

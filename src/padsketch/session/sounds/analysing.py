"""What can be said of a sound, and of how a project sounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from padsketch.analysis.clashes import Clash, Clashes
from padsketch.analysis.key import key_of, root_of
from padsketch.analysis.loudness import Loudness, loudness_of
from padsketch.analysis.onsets import onsets
from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.engine.bank import Audio
from padsketch.export.job import RenderJob, Watch
from padsketch.export.rendering import Rendering
from padsketch.formats.riff import notes_in
from padsketch.storage.decoding import decode_safely

RETURNS = ("delay", "reverb")


@dataclass(frozen=True)
class SoundReport:
    """What was heard in a sound.

    frames of channels at a rate in hertz; key such as "A minor" and root such as "C2", "" where
    there is none; onsets in frames.
    """

    frames: int
    channels: int
    rate: int
    tempo: Tempo | None
    key: str
    root: str
    onsets: tuple[int, ...]
    loudness: Loudness

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.frames / self.rate


def file_report(path: Path) -> SoundReport:
    """Listen to an audio file; raises SampleError."""
    frames, rate = decode_safely(path)
    notes = notes_in(path)
    return _report(frames, rate, tempo_of(frames, rate, path.name, notes.tempo, notes.beats))


def project_report(job: RenderJob, watch: Watch) -> SoundReport:
    """Listen to what a job renders; its tempo is the project's."""
    frames = np.concatenate([part.mix.copy() for part in Rendering(job, watch).slices()])
    return _report(frames, job.rate, Tempo(job.project.bpm, 1.0, "project"))


def project_clashes(job: RenderJob, watch: Watch) -> list[Clash]:
    """The tracks and returns of a job that mask each other, before the master."""
    clashes = Clashes(job.rate)
    for part in Rendering(job, watch, stems=True).slices():
        clashes.hear(part.stems)
    return clashes.found()


def track_names(job: RenderJob) -> list[str]:
    """What the places of clashes are called."""
    return [*(pad.name for pad in job.played_kit.pads), *RETURNS]


def _report(frames: Audio, rate: int, tempo: Tempo | None) -> SoundReport:
    n_frames, n_channels = frames.shape
    return SoundReport(
        n_frames,
        n_channels,
        rate,
        tempo,
        key_of(frames, rate),
        root_of(frames, rate),
        onsets(frames, rate),
        loudness_of(frames, rate),
    )

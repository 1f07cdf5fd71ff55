"""An audio file that remembers how loud it became."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from padsketch.export.job import RenderJob, WrittenFile
from padsketch.outputs.files import Audio, AudioFile
from padsketch.units import gain_to_db


class Sink(AudioFile):
    """A file in the format of a job."""

    def __init__(self, path: Path, job: RenderJob) -> None:
        super().__init__(path, job.rate, job.format, job.bits)
        self._peak = 0.0

    def write(self, frames: Audio) -> None:
        """Append float32 frames of shape (frames, 2)."""
        super().write(frames)
        self._peak = max(self._peak, float(np.abs(frames).max(initial=0.0)))

    def written(self, path: Path) -> WrittenFile:
        """What became of the file, under the path that it will have."""
        return WrittenFile(path, round(gain_to_db(self._peak), 2), self.clipped)

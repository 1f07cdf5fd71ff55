"""An audio file in the format of a job."""

from __future__ import annotations

from pathlib import Path

from padsketch.export.job import RenderJob, WrittenFile
from padsketch.export.tagging import tags_of
from padsketch.outputs.files import AudioFile
from padsketch.units import gain_to_db


class Sink(AudioFile):
    """A file that says what became of it; part: what of the job it holds, for its tags."""

    def __init__(self, path: Path, job: RenderJob, part: str = "") -> None:
        tags = None if job.format == "wav" else tags_of(job, part)
        super().__init__(path, job.rate, job.format, job.bits, tags)

    def written(self, path: Path) -> WrittenFile:
        """What became of the file, under the path that it will have."""
        return WrittenFile(path, round(gain_to_db(self.peak), 2), self.clipped)

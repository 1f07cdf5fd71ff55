"""An audio file of a pack, from its first frame to its place in the manifest."""

from __future__ import annotations

import numpy as np

from padsketch.analysis.loudness import LoudnessMeter
from padsketch.engine.bank import Audio
from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import Delivery, Kind, Measured, PackedFile
from padsketch.export.pack.outcome import measured_of
from padsketch.export.sink import Sink
from padsketch.formats.riff import WaveNotes, append_chunks
from padsketch.outputs.mono import keep_left
from padsketch.storage.files import disk_errors
from padsketch.units import gain_to_db


class PackSink(Sink):
    """A file of a pack under its name from the pack's folder, in the format of a job."""

    def __init__(self, delivery: Delivery, name: str, job: RenderJob, part: str = "") -> None:
        path = delivery.folder / name
        with disk_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        super().__init__(path, job, part)
        self.name = name
        self._job = job
        self._is_twin = True

    def write(self, frames: Audio) -> None:
        """Append float32 frames of shape (frames, 2)."""
        self._is_twin = self._is_twin and np.array_equal(frames[:, 0], frames[:, 1])
        super().write(frames)

    def packed(
        self, kind: Kind, notes: WaveNotes, track: str = "", *, mono: bool = False
    ) -> PackedFile:
        """What became of the file, once it is closed; now it gets its notes.

        mono: one channel is enough where both are the same.
        """
        is_mono = mono and self._is_twin
        if is_mono:
            keep_left(self.path, self.tags)
        if self._job.format == "wav":
            with disk_errors(self.path):
                append_chunks(self.path, notes)
        return PackedFile(
            kind=kind,
            track=track,
            rate=self._job.rate,
            frames=self.frames,
            channels=1 if is_mono else 2,
            peak_db=round(gain_to_db(self.peak), 2),
            clipped=self.clipped,
            loudness=self.measured,
        )

    @property
    def measured(self) -> Measured | None:
        """How loud the file is, where that is asked."""
        return None


class MeteredSink(PackSink):
    """A file whose loudness is measured while it is written."""

    def __init__(self, delivery: Delivery, name: str, job: RenderJob, part: str = "") -> None:
        super().__init__(delivery, name, job, part)
        self._meter = LoudnessMeter(job.rate)

    def write(self, frames: Audio) -> None:
        """Append float32 frames of shape (frames, 2)."""
        self._meter.feed(frames)
        super().write(frames)

    @property
    def measured(self) -> Measured:
        """How loud the file is, to two decimals."""
        return measured_of(self._meter.result())

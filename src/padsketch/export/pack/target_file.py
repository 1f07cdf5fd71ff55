"""A file of a target, in the format that was wished for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import msgspec
import numpy as np

from padsketch.export.job import Bits, RenderJob
from padsketch.export.naming import naming_of
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.labels import song_notes
from padsketch.export.pack.levelling import hear_file
from padsketch.export.pack.outcome import measured_of
from padsketch.export.pack.sinks import MeteredSink
from padsketch.export.rendering import Rendering
from padsketch.outputs.files import LOSSY
from padsketch.units import db_to_gain

MAX_TITLE = 48
"""Characters; names of files are cut at their end."""


class Wish(NamedTuple):
    """A target by its name, and the format and bits of its files."""

    target: str
    format: str
    bits: Bits

    def job(self, job: RenderJob) -> RenderJob:
        """A job that writes such files."""
        return replace(job, format=self.format, bits=self.bits)


class Part(NamedTuple):
    """What one file holds: a job, what it is called, whose pads are heard, a gain in dB."""

    job: RenderJob
    name: str
    pads: Sequence[str]
    gain_db: float = 0.0


def called(job: RenderJob, what: str) -> str:
    """What a file is called: a part of the title that leaves room for the rest."""
    return f"{job.project.title[:MAX_TITLE]} {what}"


def write_part(delivery: Delivery, wish: Wish, part: Part) -> tuple[str, PackedFile]:
    """Write a file of a target; its path and what became of it.

    The loudness of a lossy file is that of what its listeners will decode.
    """
    job, gain = wish.job(part.job), np.float32(db_to_gain(part.gain_db))
    title = naming_of(job).file(part.name)
    rendering = Rendering(job, delivery.watch(job))
    with MeteredSink(delivery, f"targets/{wish.target}/{title}", job) as sink:
        for slice_ in rendering.slices():
            sink.write(slice_.mix * gain if part.gain_db else slice_.mix)
    packed = sink.packed("target", song_notes(job, part.name, sink.frames, part.pads))
    packed = msgspec.structs.replace(packed, target=wish.target)
    if wish.format in LOSSY:
        decoded = measured_of(hear_file(sink.path))
        packed = msgspec.structs.replace(packed, loudness=decoded)
    return sink.name, packed

"""What goes through the master: the song as it is heard, and every pattern as a loop."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import msgspec

from padsketch.export.job import RenderJob, written_patterns
from padsketch.export.naming import naming_of
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.labels import song_notes
from padsketch.export.pack.sinks import MeteredSink, PackSink
from padsketch.export.rendering import Rendering


def write_master(delivery: Delivery, pads: Sequence[str]) -> dict[str, PackedFile]:
    """The song with the master chain, to `mix/`: the frames of `padsketch render`."""
    job = replace(delivery.job, master=True)
    rendering = Rendering(job, delivery.watch(job))
    with MeteredSink(delivery, f"mix/{naming_of(job).file('master')}", job, "master") as sink:
        for part in rendering.slices():
            sink.write(part.mix)
    return {sink.name: sink.packed("master", song_notes(job, "master", sink.frames, pads))}


def write_loops(delivery: Delivery) -> dict[str, PackedFile]:
    """Every pattern that plays anything, to `loops/`, its tail wrapped into its start."""
    return dict(filter(None, (_write_loop(delivery, job) for job in loop_jobs(delivery.job))))


def loop_jobs(job: RenderJob) -> Iterator[RenderJob]:
    """A pass of every written pattern; of a pattern that is exported alone, of that one."""
    names = written_patterns(job.project) if job.pattern is None else [job.pattern]
    for name in names:
        yield replace(job, pattern=name, repeats=1, tail="wrap", master=True)


def _write_loop(delivery: Delivery, job: RenderJob) -> tuple[str, PackedFile] | None:
    rendering = Rendering(job, delivery.watch(job))
    pads = job.played_kit.pads
    heard = [pads[track].id for track in rendering.hit_tracks if rendering.is_audible(track)]
    if not heard:
        return None
    with PackSink(delivery, f"loops/{naming_of(job).file(job.what)}", job) as sink:
        for part in rendering.slices():
            sink.write(part.mix)
    notes = song_notes(job, job.what, sink.frames, heard)
    packed = sink.packed("loop", notes, job.what)
    return sink.name, msgspec.structs.replace(packed, ticks=_ticks(job))


def _ticks(job: RenderJob) -> int:
    pattern = job.project.pattern(job.what)
    return pattern.length * pattern.step_ticks

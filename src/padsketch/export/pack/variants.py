"""The same stems once more: dry as the pads give them, wet with their share of the returns."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace

import msgspec

from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import Delivery, PackedFile
from padsketch.export.pack.fitting import to_length
from padsketch.export.pack.labels import song_notes
from padsketch.export.pack.sinks import PackSink
from padsketch.export.pack.stems import StemSet
from padsketch.export.rendering import Rendering
from padsketch.export.stems import Stem
from padsketch.model import Channel, Lane, Pattern, Project, Step
from padsketch.model.parameters import TRACK

_TRACK_LOCKS = {parameter.lock for parameter in TRACK.values()}


def write_dry(delivery: Delivery, whole: StemSet) -> dict[str, PackedFile]:
    """The tracks before their strips, to `stems-dry/`: no equaliser, compressor, level, pan."""
    job = replace(delivery.job, project=without_strips(delivery.job.project))
    rendering = Rendering(job, delivery.watch(job), stems=True)
    stems = whole.tracks(len(job.played_kit.pads))
    with ExitStack() as stack:
        sinks = [
            stack.enter_context(PackSink(delivery, f"stems-dry/{stem.file}", job, stem.name))
            for stem in stems
        ]
        for part in to_length(whole.frames, rendering.slices()):
            for stem, sink in zip(stems, sinks, strict=True):
                sink.write(part.stems[stem.place])
    packed = {}
    for stem, sink in zip(stems, sinks, strict=True):
        notes = song_notes(delivery.job, f"{stem.name}, dry", sink.frames, [stem.name])
        packed[sink.name] = sink.packed("dry stem", notes, stem.name, mono=delivery.options.mono)
    return packed


def write_wet(delivery: Delivery, whole: StemSet) -> dict[str, PackedFile]:
    """The tracks with what the returns make of them, to `stems-wet/`; a pass for each."""
    tracks = whole.tracks(len(delivery.job.played_kit.pads))
    return dict(_write_alone(delivery, stem, whole.frames) for stem in tracks)


def without_strips(project: Project) -> Project:
    """A project whose tracks do nothing to their pads; who is muted and who is solo stays."""
    mixer = {
        pad: Channel(mute=channel.mute, solo=channel.solo) for pad, channel in project.mixer.items()
    }
    patterns = {name: _unlocked(pattern) for name, pattern in project.patterns.items()}
    return msgspec.structs.replace(project, mixer=mixer, patterns=patterns)


def heard_alone(project: Project, pad: str) -> Project:
    """A project of which one track is heard; what it ducks under still ducks it."""
    pads = dict.fromkeys((*project.mixer, pad))
    mixer = {
        name: msgspec.structs.replace(project.channel(name), solo=name == pad) for name in pads
    }
    return msgspec.structs.replace(project, mixer=mixer)


def _write_alone(delivery: Delivery, stem: Stem, frames: int) -> tuple[str, PackedFile]:
    job = _alone(delivery.job, stem.name)
    rendering = Rendering(job, delivery.watch(job))
    with PackSink(delivery, f"stems-wet/{stem.file}", job, stem.name) as sink:
        for part in to_length(frames, rendering.slices()):
            sink.write(part.mix)
    notes = song_notes(delivery.job, f"{stem.name}, wet", sink.frames, [stem.name])
    return sink.name, sink.packed("wet stem", notes, stem.name, mono=delivery.options.mono)


def _alone(job: RenderJob, pad: str) -> RenderJob:
    return replace(job, project=heard_alone(job.project, pad), master=False)


def _unlocked(pattern: Pattern) -> Pattern:
    lanes = {pad: _unlocked_lane(lane) for pad, lane in pattern.lanes.items()}
    return msgspec.structs.replace(pattern, lanes=lanes)


def _unlocked_lane(lane: Lane) -> Lane:
    return msgspec.structs.replace(lane, steps=tuple(map(_unlocked_step, lane.steps)))


def _unlocked_step(step: Step) -> Step:
    locks = tuple(lock for lock in step.locks if lock[0] not in _TRACK_LOCKS)
    return step if locks == step.locks else msgspec.structs.replace(step, locks=locks)

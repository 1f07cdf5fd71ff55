"""A kit as one WAV file a pad, for samplers that know nothing else: what a hard hit sounds like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from msgspec.structs import replace

from padsketch.export.job import RenderJob, Watch
from padsketch.export.rendering import Rendering
from padsketch.formats.losses import Losses
from padsketch.formats.riff import WaveNotes, write_chunks
from padsketch.model import Credit, Kit, Lane, Pad, Pattern, Project, Step
from padsketch.model.file_names import plain_name
from padsketch.model.kit import MAX_VELOCITY
from padsketch.outputs.quantise import to_16_bits
from padsketch.session.sounds.writing import write_wave
from padsketch.storage.samples import Audio

RATE = 44_100
"""Frames a second that every sampler plays."""
_INFO = {"IART": "author", "ISRC": "source", "ICOP": "licence", "ICMT": "note", "ICRD": "date"}


def write_hits(kit: Kit, folder: Path, target: Path) -> tuple[str, ...]:
    """Write `01_kick.wav` and so on, 16 bits with dither; returns the losses in sentences.

    folder: that of the kit; target: a folder that is there. Raises SampleError.
    """
    losses = Losses()
    for number, pad in enumerate(kit.pads, start=1):
        _tell_losses(pad, losses)
        path = target / f"{number:02d}_{plain_name(pad.id, empty='pad')}.wav"
        frames = _mono_where_alike(_hit(kit, pad, folder))
        if np.abs(frames).max(initial=0.0) > 1.0:
            losses.tell("Louder than full scale, and clipped", pad.name)
        write_wave(path, to_16_bits(frames, 0), RATE, "PCM_16")
        write_chunks(path, WaveNotes(info=dict(_info(kit, pad))))
    return losses.sentences()


def _hit(kit: Kit, pad: Pad, folder: Path) -> Audio:
    """The frames of one hit until it has died away, as the engine plays it."""
    alone = replace(kit, pads=(replace(pad, mode="one-shot", choke=0),))
    lane = Lane(steps=(Step(velocity=MAX_VELOCITY),))
    project = Project(patterns={"A1": Pattern(length=1, lanes={pad.id: lane})})
    job = RenderJob(project, alone, folder, "A1", tail="ring", rate=RATE, master=False)
    parts = [part.mix.copy() for part in Rendering(job, Watch()).slices()]
    return _until_silence(np.concatenate(parts))


def _until_silence(frames: Audio) -> Audio:
    sounding = np.flatnonzero(frames.any(axis=1))
    return frames[: sounding[-1] + 1] if len(sounding) else frames[:1]


def _mono_where_alike(frames: Audio) -> Audio:
    return frames[:, :1] if np.array_equal(frames[:, 0], frames[:, 1]) else frames


def _info(kit: Kit, pad: Pad) -> Iterator[tuple[str, str]]:
    credit = kit.credits.get(pad.layers[0].file, Credit())
    yield "INAM", pad.name
    yield from ((key, getattr(credit, word)) for key, word in _INFO.items())


def _tell_losses(pad: Pad, losses: Losses) -> None:
    if any(layer.velocity[1] < MAX_VELOCITY for layer in pad.layers):
        losses.tell("Only the loudest layer is written", pad.name)
    if pad.layering != "stack" and len(pad.layers) > 1:
        losses.tell("Of layers that take turns one is written", pad.name)
    if pad.mode != "one-shot":
        losses.tell("Loops and held sounds play once to their end", pad.name)
    if pad.choke:
        losses.tell("What silences what is left out", pad.name)

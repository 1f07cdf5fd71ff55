"""Onsets of what the engine plays, beside the frames at which it says that it played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import cycle
from typing import NamedTuple

import numpy as np

from padsketch.analysis.onsets import MIN_SECONDS, Onsets
from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import song_hits
from padsketch.export.job import RenderJob, Watch
from padsketch.export.rendering import Rendering
from padsketch.model import Kit, Project, edits
from padsketch.model.grooves import Groove
from padsketch.model.roles import PadName, pads_for
from padsketch.score import compile_score
from padsketch.storage import installed_kits, load_kit
from padsketch.storage.grooves import shipped_library

RATE = 48_000
REPEATS = 2


class Heard(NamedTuple):
    """Hits that were played, onsets that were heard, and how many are the same, by window.

    bpm: of the project, quarter notes a minute; tempo: what was heard of it, None for nothing.
    """

    name: str
    bpm: float
    tempo: Tempo | None
    hits: int
    onsets: int
    found: tuple[int, ...]


def grooves_heard(windows: Iterable[float]) -> Iterator[Heard]:
    """Every groove that ships, twice over, on the kits in turn; windows in seconds."""
    windows = tuple(windows)
    for groove, folder in zip(shipped_library().grooves, cycle(installed_kits()), strict=False):
        kit = load_kit(folder)
        job = RenderJob(
            _project(groove, kit), kit, folder, "A1", REPEATS, tail="cut", rate=RATE, master=False
        )
        frames = np.concatenate([part.mix.copy() for part in Rendering(job, Watch()).slices()])
        onsets = [onset.frame for onset in Onsets.listen(frames, RATE).at()]
        hits = _hits(job, len(frames))
        yield Heard(
            groove.name,
            job.project.bpm,
            tempo_of(frames, RATE),
            len(hits),
            len(onsets),
            _found(hits, onsets, windows),
        )


def _project(groove: Groove, kit: Kit) -> Project:
    project = Project(bpm=sum(groove.bpm) / 2, meter=groove.meter)
    pads = pads_for(groove.pattern.lanes, [PadName(pad.id, pad.name) for pad in kit.pads])
    return edits.write_groove(project, "A1", groove, pads, set(pads.values()))


def _hits(job: RenderJob, frames: int) -> list[int]:
    """The frames of the hits; those that are nearer than two onsets can be are one."""
    score = compile_score(job.song_project, job.kit)
    tables = song_hits(score, RATE, SONG_ONCE, frames)
    apart: list[int] = []
    for frame in sorted(int(hit["frame"]) for table in tables for hit in table):
        if not apart or frame - apart[-1] >= MIN_SECONDS * RATE:
            apart.append(frame)
    return apart


def _found(hits: list[int], onsets: list[int], windows: tuple[float, ...]) -> tuple[int, ...]:
    return tuple(_matches(hits, onsets, round(window * RATE)) for window in windows)


def _matches(hits: list[int], onsets: list[int], window: int) -> int:
    """How many hits have an onset of their own, taken in the order of time."""
    count, left = 0, list(onsets)
    for hit in hits:
        near = next((onset for onset in left if abs(onset - hit) <= window), None)
        if near is not None:
            left.remove(near)
            count += 1
    return count

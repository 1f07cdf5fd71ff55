"""What an export owes to those who made its sounds, and in which bars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import msgspec

from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import Sound, layers_of, song_hits
from padsketch.export.job import RenderJob
from padsketch.export.length import reach_frames, section_positions, song_frames
from padsketch.model.pad_settings import sounds_of
from padsketch.model.papers import Paper, papers_of
from padsketch.score import Score, compile_score
from padsketch.score.compiler import bar_positions

RATE = 48_000
"""Hertz of the engine that is asked; where hits are written does not depend on it."""

MOST_FILES = 3
"""Files that one line names."""

_SOUND = list(Sound._fields)


class HeardPaper(NamedTuple):
    """The papers of a sound, and the bars in which it is hit, from 1."""

    paper: Paper
    bars: tuple[int, ...]


def heard_papers(job: RenderJob) -> tuple[HeardPaper, ...]:
    """The papers of every sound that a job plays, in the order of the kit.

    Of layers that take turns all count that a hit may choose.
    """
    bars = heard_bars(job)
    papers = papers_of(job.played_kit, job.project.credits)
    return tuple(
        HeardPaper(paper, tuple(sorted(bars[paper.file]))) for paper in papers if paper.file in bars
    )


def heard_bars(job: RenderJob) -> dict[str, set[int]]:
    """The bars, from 1, in which each file is hit on a track that can be heard."""
    score = compile_score(job.song_project, job.kit)
    files = [sound.file for sound in sounds_of(job.kit, job.played_kit).values()]
    heard: dict[str, set[int]] = {}
    for bar, place in _hits(job, score):
        heard.setdefault(files[place], set()).add(bar)
    return heard


def warnings_of(papers: Iterable[HeardPaper]) -> list[str]:
    """What there is to be warned of, with the files and bars that it holds for, a line each."""
    groups: dict[str, list[HeardPaper]] = {}
    for heard in papers:
        for warning in heard.paper.warnings:
            groups.setdefault(warning, []).append(heard)
    return [_line(warning, group) for warning, group in groups.items()]


def _line(warning: str, group: list[HeardPaper]) -> str:
    files = [heard.paper.file for heard in group]
    rest = len(files) - MOST_FILES
    named = ", ".join(files[:MOST_FILES]) + (f" and {rest} more" if rest > 0 else "")
    bars = sorted({bar for heard in group for bar in heard.bars})
    return f"{named}: {warning} ({spans(tuple(bars))})"


def spans(bars: tuple[int, ...]) -> str:
    """Bars in words: `bar 3`, or `bars 1-4, 9`."""
    runs: list[list[int]] = []
    for bar in bars:
        if runs and runs[-1][-1] == bar - 1:
            runs[-1].append(bar)
        else:
            runs.append([bar])
    words = ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"bar{'s' * (len(bars) > 1)} {words}"


def _hits(job: RenderJob, score: Score) -> Iterator[tuple[int, int]]:
    """Bar and sample of every layer that may be hit."""
    project = job.song_project
    first, bar = 1, bar_positions(project.meter)
    lengths = section_positions(project)
    for at, length in enumerate(lengths):
        alone = replace(score, sections=score.sections[at : at + 1])
        only = msgspec.structs.replace(project, song=project.song[at : at + 1])
        frames = song_frames(only, RATE) + reach_frames(only, RATE)
        yield from _section_hits(alone, frames, first, length, bar)
        first += -(-length // bar)


def _section_hits(
    score: Score, frames: int, first: int, length: int, bar: int
) -> Iterator[tuple[int, int]]:
    known: dict[Sound, list[int]] = {}
    for table in song_hits(score, RATE, SONG_ONCE, frames):
        # An early or a late hit belongs to the bar in which it is written.
        bars = table["position"].clip(0, length - 1) // bar + first
        for at, row in zip(bars.tolist(), table[_SOUND].tolist(), strict=True):
            sound = Sound(*row)
            if sound not in known:
                known[sound] = _samples(score, sound)
            for place in known[sound]:
                yield at, place


def _samples(score: Score, sound: Sound) -> list[int]:
    if not score.tracks[sound.pad]["audible"]:
        return []
    return [int(place) for place in layers_of(score, sound)["sample"] if place >= 0]

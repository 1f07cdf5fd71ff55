"""What an export owes to those who made its sounds, and in which bars."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from padsketch.export.foresight import Sound, layers_of
from padsketch.export.job import RenderJob
from padsketch.export.section_hits import like, section_bars, section_hits
from padsketch.model import Project, Section
from padsketch.model.pad_settings import sounds_of
from padsketch.model.papers import Paper, papers_of
from padsketch.score import Score, compile_score

MOST_FILES = 3
"""Files that one line names."""


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
    project, score = job.song_project, compile_score(job.song_project, job.kit)
    files = [sound.file for sound in sounds_of(job.kit, job.played_kit).values()]
    known: dict[Section, dict[int, set[int]]] = {}
    heard: dict[str, set[int]] = {}
    first = 1
    for at, section in enumerate(project.song):
        if like(section) not in known:
            alone = replace(score, sections=score.sections[at : at + 1])
            known[like(section)] = _bars_of_samples(project, section, alone)
        for place, bars in known[like(section)].items():
            heard.setdefault(files[place], set()).update(first + bar for bar in bars)
        first += math.ceil(section_bars(project, section))
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


def _bars_of_samples(project: Project, section: Section, score: Score) -> dict[int, set[int]]:
    """The bars of a section, from 0, by the places of the samples that may be hit in them."""
    known: dict[Sound, list[int]] = {}
    heard: dict[int, set[int]] = {}
    for bars, _, sounds in section_hits(project, section, score):
        for bar, sound in set(zip(bars.tolist(), sounds, strict=True)):
            if sound not in known:
                known[sound] = _samples(score, sound)
            for place in known[sound]:
                heard.setdefault(place, set()).add(bar)
    return heard


def _samples(score: Score, sound: Sound) -> list[int]:
    if not score.tracks[sound.pad]["audible"]:
        return []
    return [int(place) for place in layers_of(score, sound)["sample"] if place >= 0]

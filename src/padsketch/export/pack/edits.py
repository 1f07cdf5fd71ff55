"""Shorter songs made of a song: projects whose sections end at a bar line; pure functions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import msgspec

from padsketch.export.length import section_positions, song_frames
from padsketch.model import Lane, Pattern, Project, Section, Step
from padsketch.model.pattern import MAX_STEPS
from padsketch.score.compiler import bar_positions

PHRASE_BARS = 4


class Edit(NamedTuple):
    """A project whose song is a part of another's: so many bars, and frames at a rate."""

    project: Project
    bars: int
    frames: int

    @property
    def ends_phrase(self) -> bool:
        """Whether it ends where most music takes a breath."""
        return self.bars % PHRASE_BARS == 0


def edits_of(project: Project, rate: int, longest: int) -> Iterator[Edit]:
    """The beginnings of the song of at most so many frames that end at a bar line, rising.

    Each plays what the song plays up to there, hit by hit. So a bar line within a pass of a pattern
    counts only where the pattern plays in no section before, and can be written as long.
    """
    bar, end = bar_positions(project.meter), sum(section_positions(project))
    for number, position in enumerate(range(bar, end + 1, bar), start=1):
        shorter = cut_song(project, position)
        frames = song_frames(shorter, rate) if shorter else 0
        if frames > longest:
            return
        if shorter:
            yield Edit(shorter, number, frames)


def cut_song(project: Project, position: int) -> Project | None:
    """A project whose song ends at a position; None where that cannot be written."""
    before: list[Section] = []
    for section, length in zip(project.song, section_positions(project), strict=True):
        if position <= length:
            return _ending(project, before, section, Fraction(position, length))
        before.append(section)
        position -= length
    return None


def from_section(project: Project, number: int) -> Project:
    """A project whose song begins with a section, counted from 0."""
    return msgspec.structs.replace(project, song=project.song[number:])


def fullest_section(project: Project) -> int:
    """The first of the sections in which most is struck, counted from 0."""
    weights = [_weight(project, section) for section in project.song]
    return weights.index(max(weights))


def first_bar(project: Project, number: int) -> Project | None:
    """The first bar of a section; None where a pattern cannot end there."""
    alone = msgspec.structs.replace(project, song=(project.song[number],))
    bar, end = bar_positions(project.meter), section_positions(alone)[0]
    return cut_song(alone, min(bar, end))


def first_hit(project: Project, number: int) -> Project | None:
    """What is hit first in a section, alone and for certain; None where nothing is."""
    section = project.song[number]
    pattern, lanes = project.pattern(section.pattern), _heard_lanes(project, section)
    struck = (
        {pad: lane.step(at) for pad, lane in lanes.items() if lane.step(at).plays}
        for at in range(pattern.length)
    )
    first = next(filter(None, struck), None)
    if first is None:
        return None
    alone = {pad: Lane(steps=(_for_certain(step),), length=1) for pad, step in first.items()}
    one = msgspec.structs.replace(section, repeats=1)
    short = msgspec.structs.replace(pattern, lanes=alone, length=1)
    return _with_song(project, (one,), section.pattern, short)


def _ending(
    project: Project, before: Sequence[Section], section: Section, share: Fraction
) -> Project | None:
    """A song that ends when so much of its last section was played."""
    passes = share * section.repeats
    if passes.denominator == 1:
        last = msgspec.structs.replace(section, repeats=int(passes))
        return msgspec.structs.replace(project, song=(*before, last))
    pattern = project.pattern(section.pattern)
    steps = passes * pattern.length
    if steps.denominator > 1 or steps > MAX_STEPS or (passes > 1 and not _pairs_up(pattern)):
        return None
    if any(section.pattern == other.pattern for other in before):
        return None
    last = msgspec.structs.replace(section, repeats=1)
    return _with_song(project, (*before, last), section.pattern, _lasting(pattern, int(steps)))


def _pairs_up(pattern: Pattern) -> bool:
    """Whether swing, which counts pairs of steps anew in every pass, counts on as it did."""
    return all(Fraction(lane.speed) * pattern.length % 2 == 0 for lane in pattern.lanes.values())


def _lasting(pattern: Pattern, steps: int) -> Pattern:
    """A pattern of another length, whose lanes go round as they did."""
    lanes = {
        pad: msgspec.structs.replace(lane, length=lane.length or pattern.length)
        for pad, lane in pattern.lanes.items()
    }
    return msgspec.structs.replace(pattern, length=steps, lanes=lanes)


def _with_song(project: Project, song: tuple[Section, ...], name: str, pattern: Pattern) -> Project:
    patterns = {**project.patterns, name: pattern}
    return msgspec.structs.replace(project, song=song, patterns=patterns)


def _for_certain(step: Step) -> Step:
    return msgspec.structs.replace(step, chance=100, when="", nudge=0, rolls=1, slide=False)


def _weight(project: Project, section: Section) -> float:
    """The energy that the steps of a section ask for, per unit of time; levels do not count."""
    pattern = project.pattern(section.pattern)
    bpm = section.bpm or project.bpm
    return sum(
        _lane_weight(pattern, pad, lane) * bpm / pattern.step_ticks
        for pad, lane in _heard_lanes(project, section).items()
    )


def _lane_weight(pattern: Pattern, pad: str, lane: Lane) -> float:
    """The mean energy of a step of a lane, as often as it passes."""
    length = pattern.lane_length(pad)
    energy = sum(step.velocity**2 for step in lane.steps[:length])
    return energy / length * float(Fraction(lane.speed))


def _heard_lanes(project: Project, section: Section) -> dict[str, Lane]:
    lanes = project.pattern(section.pattern).lanes
    is_solo = any(channel.solo for channel in project.mixer.values())
    return {
        pad: lane
        for pad, lane in lanes.items()
        if pad not in section.mute
        and not project.channel(pad).mute
        and (project.channel(pad).solo or not is_solo)
    }

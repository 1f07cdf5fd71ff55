"""The hits of one section of a song, by the bars in which they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from numpy.typing import NDArray

from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import Sound, song_hits
from padsketch.export.length import reach_frames, section_positions, song_frames
from padsketch.model import Project, Section
from padsketch.score import Score
from padsketch.score.compiler import bar_positions

RATE = 48_000
"""Hertz of the engine that is asked; where hits are written does not depend on it."""

_SOUND = list(Sound._fields)


def like(section: Section) -> Section:
    """What its hits depend on of a section: neither its name nor its tempo."""
    return msgspec.structs.replace(section, section="", note="", bpm=None)


def section_bars(project: Project, section: Section) -> float:
    """How long a section is, in bars."""
    alone = msgspec.structs.replace(project, song=(section,))
    return section_positions(alone)[0] / bar_positions(project.meter)


def section_hits(
    project: Project, section: Section, score: Score
) -> Iterator[tuple[NDArray[Any], NDArray[Any], list[Sound]]]:
    """The hits of a section, of which alone the score is, in tables one after the other.

    With each come the bars of its hits, from 0, and the ways in which they are hit. An early or a
    late hit belongs to the bar in which it is written.
    """
    alone = msgspec.structs.replace(project, song=(section,))
    length, bar = section_positions(alone)[0], bar_positions(project.meter)
    frames = song_frames(alone, RATE) + reach_frames(alone, RATE)
    for table in song_hits(score, RATE, SONG_ONCE, frames):
        bars = table["position"].clip(0, length - 1) // bar
        yield bars, table, [Sound(*row) for row in table[_SOUND].tolist()]

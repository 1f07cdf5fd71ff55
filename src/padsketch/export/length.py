"""How long a song is, in the frames that the engine counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from padsketch.model import Project, Section
from padsketch.score import late_positions
from padsketch.units import POSITIONS_PER_TICK, bpm_to_millibpm, position_to_frame

ROUNDINGS = 2
"""Frames: the end of the song and the reach are rounded, and a last hit has a frame of its own."""


def song_frames(project: Project, rate: int) -> int:
    """Frames of one pass of the song, rounded once for all sections in a row of one tempo."""
    runs = groupby(_lengths(project), key=lambda entry: entry[0])
    return sum(
        position_to_frame(sum(length for _, length in run), rate, millibpm)
        for millibpm, run in runs
    )


def section_positions(project: Project) -> list[int]:
    """Lengths of the sections of the song, in thousandths of a tick."""
    return [length for _, length in _lengths(project)]


def reach_frames(project: Project, rate: int) -> int:
    """Frames after the end of the song in which its late hits may still fall."""
    return ROUNDINGS + max(
        position_to_frame(
            late_positions(project.pattern(section.pattern), project.swing), rate, millibpm
        )
        for section, (millibpm, _) in zip(project.song, _lengths(project), strict=True)
    )


def _lengths(project: Project) -> Iterator[tuple[int, int]]:
    """Tempo in thousandths and length in positions of every section."""
    for section in project.song:
        steps = project.pattern(section.pattern).length * section.repeats
        millibpm = bpm_to_millibpm(section.bpm or project.bpm)
        yield millibpm, steps * _step_positions(project, section)


def _step_positions(project: Project, section: Section) -> int:
    return project.pattern(section.pattern).step_ticks * POSITIONS_PER_TICK

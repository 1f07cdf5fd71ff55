"""How long a song is, in the frames that the engine counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import NamedTuple

from padsketch.model import Project, Section
from padsketch.score import late_positions
from padsketch.score.compiler import bar_positions
from padsketch.units import POSITIONS_PER_TICK, bpm_to_millibpm, position_to_frame

ROUNDINGS = 2
"""Frames: the end of the song and the reach are rounded, and a last hit has a frame of its own."""


class Run(NamedTuple):
    """Sections in a row of one tempo, in thousandths: where it starts in positions and frames.

    lengths: of its sections, in positions.
    """

    millibpm: int
    position: int
    frame: int
    lengths: tuple[int, ...]

    def frame_at(self, position: int, rate: int) -> int:
        """The frame of a position of the song, rounded once for the run."""
        return self.frame + position_to_frame(position - self.position, rate, self.millibpm)


def tempo_runs(project: Project, rate: int) -> list[Run]:
    """The song as the engine counts its frames: each run starts on a whole one."""
    runs: list[Run] = []
    position = frame = 0
    for millibpm, group in groupby(_lengths(project), key=lambda entry: entry[0]):
        run = Run(millibpm, position, frame, tuple(length for _, length in group))
        runs.append(run)
        position += sum(run.lengths)
        frame = run.frame_at(position, rate)
    return runs


def song_frames(project: Project, rate: int) -> int:
    """Frames of one pass of the song."""
    last = tempo_runs(project, rate)[-1]
    return last.frame_at(last.position + sum(last.lengths), rate)


def section_frames(project: Project, rate: int) -> list[int]:
    """The frame at which each section of the song starts."""
    return [
        run.frame_at(start, rate)
        for run in tempo_runs(project, rate)
        for start in accumulate(run.lengths[:-1], initial=run.position)
    ]


def frames_to_bar_line(project: Project, rate: int, frames: int) -> int:
    """So many frames, and up to the next bar line at the song's last tempo."""
    last, bar = tempo_runs(project, rate)[-1], bar_positions(project.meter)
    line = -(-(last.position + sum(last.lengths)) // bar) * bar
    while last.frame_at(line, rate) < frames:
        line += bar
    return last.frame_at(line, rate)


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

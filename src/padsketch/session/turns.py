"""Where the music goes on elsewhere: to the next section, or to what is queued."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.engine.snapshot import Snapshot
from padsketch.model import PATTERN_NAMES, Project
from padsketch.units import POSITIONS_PER_TICK


class Turn(NamedTuple):
    """The position at which a pattern of a section (-1: none) begins in place of what plays."""

    position: int
    pattern: str
    section: int


def next_turn(project: Project, snapshot: Snapshot) -> Turn | None:
    """What follows, None where what plays goes on or begins again."""
    turn = _queued(snapshot) or _in_song(project, snapshot)
    playing = (PATTERN_NAMES[snapshot.pattern], snapshot.section)
    return None if turn is None or turn[1:] == playing else turn


def _queued(snapshot: Snapshot) -> Turn | None:
    if snapshot.queued_at < 0:
        return None
    return Turn(snapshot.queued_at, PATTERN_NAMES[snapshot.queued], snapshot.queued_section)


def _in_song(project: Project, snapshot: Snapshot) -> Turn | None:
    song, at = project.song, snapshot.section
    if snapshot.scene or not 0 <= at < len(song):
        return None
    pattern = project.pattern(song[at].pattern)
    length = pattern.length * pattern.step_ticks * POSITIONS_PER_TICK
    following = (at + 1) % len(song)
    return Turn(song[at].repeats * length, song[following].pattern, following)

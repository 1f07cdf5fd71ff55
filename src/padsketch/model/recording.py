"""What was recorded, and how recording is set."""

from __future__ import annotations

import msgspec

from padsketch.model.pattern import Pattern
from padsketch.model.project import PATTERN_NAMES

MAX_COUNT_IN = 4
METRONOME_RANGE = (-48.0, 6.0)
"""Lowest and highest level of the metronome in decibels."""


class Take(msgspec.Struct, frozen=True, kw_only=True):
    """What one pass through a pattern played, and nothing else.

    number: from 1 among the takes of its pattern; at: the pass, from 1 since the pattern started;
    played: the grid that it was played on, and the lanes that were played with only those hits.
    """

    pattern: str
    number: int
    at: int
    played: Pattern

    @property
    def hits(self) -> dict[str, int]:
        """How many steps of every lane were played."""
        lanes = self.played.lanes.items()
        return {pad: sum(step.plays for step in lane.steps) for pad, lane in lanes}


def in_order(takes: tuple[Take, ...]) -> tuple[Take, ...]:
    """Takes from the first pattern to the last, each pattern's as they were played."""
    return tuple(sorted(takes, key=lambda t: (PATTERN_NAMES.index(t.pattern), t.number)))


class RecordingSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How recording goes.

    replaces: old hits go where the playhead has passed, else they stay; count_in in bars;
    strength of quantising what is played in percent; metronome_db its level; clicks: the
    metronome sounds while recording even if it is off otherwise.
    """

    replaces: bool = False
    count_in: int = 1
    strength: int = 100
    metronome_db: float = -12.0
    clicks: bool = True

"""What a reader makes of somebody's beat before it is known which pads play it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from padsketch.formats.arrival import Arrival
from padsketch.formats.losses import Losses


class Grid(NamedTuple):
    """Steps that a pattern may be written on: their size, and their swing in percent 50-75."""

    step: str = "1/16"
    swing: float = 50.0


STRAIGHT = Grid()


class Strike(NamedTuple):
    """A note as it is heard: ticks since its pattern began, below 0 where it comes early.

    velocity 1-127; ticks that it lasts, 0: as its sound does; chance in percent; tune in
    semitones; pan -1 to 1, both beside what the pad has.
    """

    tick: int
    velocity: int
    ticks: int = 0
    chance: int = 100
    tune: float = 0.0
    pan: float = 0.0


@dataclass(frozen=True)
class PartDraft:
    """Something that is struck: an instrument, or a note of MIDI.

    role: which part of a drum set it is known to play, "" where only its name may say so.
    """

    name: str
    role: str = ""
    note: int | None = None


@dataclass(frozen=True)
class PatternDraft:
    """Strikes by part, within so many ticks, and the grid that they were found on."""

    name: str
    ticks: int
    strikes: dict[str, tuple[Strike, ...]]
    grid: Grid = STRAIGHT


@dataclass(frozen=True)
class SectionDraft:
    """A pattern, counted from 0, played some times over; bpm None keeps the tempo of the beat."""

    name: str
    pattern: int
    repeats: int = 1
    bpm: float | None = None


@dataclass(frozen=True)
class ChannelDraft:
    """What a mixer says of a part: level in decibels, pan -1 to 1, mute and solo."""

    level_db: float = 0.0
    pan: float = 0.0
    mute: bool = False
    solo: bool = False


@dataclass
class BeatDraft:
    """A whole beat as another program has it; nothing is in range yet.

    parts by any key, which strikes and channels use; arrival: the kit that it brings, whose
    `pad_ids` know these keys; kit: the name of one that it asks for; level_db of the whole mix;
    words: what it says of itself, by what they are.
    """

    title: str
    bpm: float = 120.0
    meter: str = "4/4"
    key: str = ""
    grid: Grid = STRAIGHT
    parts: dict[str, PartDraft] = field(default_factory=dict)
    patterns: tuple[PatternDraft, ...] = ()
    song: tuple[SectionDraft, ...] = ()
    channels: dict[str, ChannelDraft] = field(default_factory=dict)
    level_db: float = 0.0
    kit: str = ""
    arrival: Arrival | None = None
    words: dict[str, str] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)

    def count(self, part: str) -> int:
        """How many strikes of a part are written."""
        return sum(len(pattern.strikes.get(part, ())) for pattern in self.patterns)

"""A song as digital audio workstations see it: tracks with clips on one line of beats."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

Beats = Fraction
"""Quarter notes since bar 1, exact."""


class Tempo(NamedTuple):
    """From a beat on, so many quarter notes a minute."""

    beat: Beats
    bpm: Fraction


class Marker(NamedTuple):
    """Where a section begins."""

    beat: Beats
    name: str


class Send(NamedTuple):
    """What a track gives to a return, behind its fader; gain is linear."""

    to: str
    gain: float


class AudioClip(NamedTuple):
    """A sound file that plays from bar 1 on, as it is; path from the project's file, with `/`."""

    path: str
    frames: int
    rate: int
    channels: int

    @property
    def seconds(self) -> Fraction:
        """How long it is."""
        return Fraction(self.frames, self.rate)


class NoteEvent(NamedTuple):
    """A note: start, counted from bar 1, and length in beats, key and velocity 1-127 of MIDI."""

    beat: Beats
    beats: Beats
    key: int
    velocity: int


class NoteClip(NamedTuple):
    """A stretch of the song with the notes that begin in it."""

    beat: Beats
    beats: Beats
    name: str
    notes: tuple[NoteEvent, ...]


class Track(NamedTuple):
    """A channel of the mixer, with a sound file, with notes, or as a return for sends.

    id: what sends call it, each once; colour "#rrggbb"; gain linear; pan -1 to 1.
    """

    id: str
    name: str
    colour: str
    gain: float = 1.0
    pan: float = 0.0
    is_muted: bool = False
    sends: tuple[Send, ...] = ()
    is_return: bool = False
    audio: AudioClip | None = None
    notes: tuple[NoteClip, ...] = ()


@dataclass(frozen=True)
class Arrangement:
    """A whole song; tempi in order, the first at beat 0; meter as "6/8"; rate in hertz."""

    title: str
    meter: str
    rate: int
    tempi: tuple[Tempo, ...]
    beats: Beats
    markers: tuple[Marker, ...]
    tracks: tuple[Track, ...]

    @property
    def signature(self) -> tuple[int, int]:
        """Beats of a bar and the note that is one of them."""
        beats, unit = map(int, self.meter.split("/"))
        return beats, unit

    def seconds_at(self, beat: Beats) -> Fraction:
        """When a beat sounds, by all tempi before it."""
        place = bisect_right(self.tempi, beat, key=lambda tempo: tempo.beat) - 1
        tempo = self.tempi[place]
        return self._starts[place] + (beat - tempo.beat) * 60 / tempo.bpm

    def beat_at(self, seconds: Fraction) -> Beats:
        """The beat that sounds then."""
        place = bisect_right(self._starts, seconds) - 1
        tempo = self.tempi[place]
        return tempo.beat + (seconds - self._starts[place]) * tempo.bpm / 60

    @cached_property
    def _starts(self) -> list[Fraction]:
        """The second at which each tempo begins."""
        steps = (
            (after.beat - before.beat) * 60 / before.bpm for before, after in pairwise(self.tempi)
        )
        return list(accumulate(steps, initial=Fraction(0)))

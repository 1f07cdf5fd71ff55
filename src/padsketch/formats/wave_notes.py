"""What is noted in an audio file beside its sound."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

LOOP_KINDS = ("forward", "ping-pong", "backward")
ACID_HAS_ROOT = 2
"""A flag of the acid chunk: its root means something."""
BEXT_SIZES = (256, 32, 32, 10, 8)
"""Bytes of description, originator, reference, date and time (EBU Tech 3285)."""
BEXT_FIXED = 602
"""Bytes before the coding history."""
FOUR_FOUR = (4, 4)


class Cue(NamedTuple):
    """A marked place: its frame, and its label or "" ."""

    frame: int
    label: str = ""


class Loop(NamedTuple):
    """Frames that are repeated, end exclusive; kind one of `LOOP_KINDS`; times 0: endless."""

    start: int
    end: int
    kind: str = "forward"
    times: int = 0


class Bext(NamedTuple):
    """The broadcast extension: who recorded what and when; frames since midnight."""

    description: str = ""
    originator: str = ""
    reference: str = ""
    date: str = ""
    time: str = ""
    time_reference: int = 0
    history: str = ""


@dataclass(frozen=True)
class WaveNotes:
    """Everything that a file says about its sound.

    cues rising; root a MIDI note; tempo in beats a minute; info texts by their four letters;
    meter: the beats of a bar and the note that is one, where a tempo or beats are said.
    """

    cues: tuple[Cue, ...] = ()
    loops: tuple[Loop, ...] = ()
    root: int | None = None
    tempo: float | None = None
    beats: int | None = None
    bext: Bext | None = None
    info: dict[str, str] = field(default_factory=dict)
    meter: tuple[int, int] = FOUR_FOUR

"""The state of the waveform page: where one is in its sound, and how it is counted and heard."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from padsketch.analysis.loops import LoopGuess
from padsketch.model import Layer
from padsketch.tui.drawing.window import Window


class WavePlace(NamedTuple):
    """A sound, what of it is seen, the frame of the cursor, the other end of the selection."""

    path: Path
    window: Window
    cursor: int = 0
    anchor: int | None = None


class Listening(NamedTuple):
    """The part of a sound that is listened to, in frames of its file."""

    path: Path
    start: int
    end: int


NOWHERE = WavePlace(Path(), Window(0, 1, 1, 80))


class LoopTries(NamedTuple):
    """Loops that a layer may go round in, best first, and which of them was tried last."""

    pad: str
    layer: Layer
    guesses: tuple[LoopGuess, ...]
    at: int


class WaveDesk:
    """columns that the picture has; division: the note value of the last grid.

    listening: what of the sound is heard; loops: those that were found last.
    """

    def __init__(self) -> None:
        self.place = NOWHERE
        self.columns = 80
        self.counts_beats = False
        self.division = "1/8"
        self.listening: Listening | None = None
        self.loops: LoopTries | None = None

    @property
    def scene(self) -> tuple[object, ...]:
        """What the screen shows of it, to be compared with `is`."""
        return (self.place, self.columns, self.counts_beats)

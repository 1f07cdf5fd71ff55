"""A reel: what goes from a tape into a file, from where to where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from padsketch.engine.bank import Audio
from padsketch.engine.tape import Tape
from padsketch.outputs.wave_stream import WaveStream
from padsketch.units import db_to_gain

PRE_ROLL_MS = 50.0
MOST_AT_ONCE = 65_536
"""Frames that are moved in one step: what was kept before the start may be half a minute."""


@dataclass(frozen=True)
class Threshold:
    """Start a pre-roll in milliseconds before the first value that reaches a level in dBFS."""

    level_db: float
    pre_roll_ms: float = PRE_ROLL_MS


class Reel:
    """Moves frames from a tape into a new WAV file, as often as `step` is called.

    start: a frame of the tape, which may be still to come, or a threshold; frames: how many, None
    until `end`. The tape keeps half a minute, so steps may be far apart: no frame depends on when
    they are. What was written over before it was moved is counted in `lost`. The file begins to
    exist with its first frame.
    """

    def __init__(
        self, tape: Tape, path: Path, start: int | Threshold, frames: int | None = None
    ) -> None:
        self._tape = tape
        self._path = path
        self._threshold = start if isinstance(start, Threshold) else None
        self._next = tape.frames if isinstance(start, Threshold) else start
        self._frames = frames
        self._end: int | None = None
        self._file: WaveStream | None = None
        self.first: int | None = None if self._threshold else self._next
        self.lost = 0
        self.is_done = False

    @property
    def is_running(self) -> bool:
        """Whether the first frame is in the file, and the last one is not."""
        return self._file is not None and not self.is_done

    @property
    def frames(self) -> int:
        """How many are in the file."""
        return self._file.frames if self._file else 0

    def end(self, frame: int | None = None) -> None:
        """Let it end with a frame of the tape (None: what is there now), if not before."""
        frame = self._tape.frames if frame is None else frame
        self._end = frame if self._end is None else min(self._end, frame)

    def step(self) -> None:
        """Move what there is; `is_done` once it is all there, or nothing can come any more."""
        if self.is_done:
            return
        if self.first is None:
            self._listen()
        if self.first is not None:
            self._move()
        if self._end is not None and (self.first is None or self._next >= self._end):
            self.close()

    def close(self) -> None:
        """Finish the file with what is in it."""
        if self._file is not None:
            self._file.close()
        self.is_done = True

    def _listen(self) -> None:
        """Look for the first value that is beyond the threshold."""
        threshold = self._threshold
        assert threshold is not None
        first, frames = self._tape.read(self._next, self._last())
        loud = np.abs(frames).max(axis=1, initial=0.0) >= db_to_gain(threshold.level_db)
        if loud.any():
            pre_roll = round(threshold.pre_roll_ms * self._tape.rate / 1000)
            self.first = self._next = max(0, first + int(loud.argmax()) - pre_roll)
        else:
            self._next = first + len(frames)

    def _move(self) -> None:
        assert self.first is not None
        if self._frames is not None:
            self.end(self.first + self._frames)
        last = self._last()
        while self._next < last:
            first, frames = self._tape.read(self._next, min(last, self._next + MOST_AT_ONCE))
            self._write(first - self._next, frames)
            self._next = first + len(frames)

    def _last(self) -> int:
        frames = self._tape.frames
        return frames if self._end is None else min(frames, self._end)

    def _write(self, gone: int, frames: Audio) -> None:
        """What is gone is silent: the rest stays where it belongs."""
        if self._file is None:
            self._file = WaveStream(self._path, self._tape.rate, self._tape.channels)
        if gone:
            self.lost += gone
            self._file.write(np.zeros((gone, self._tape.channels), dtype=np.float32))
        self._file.write(frames)

"""Sounds that are looked at: their frames as they are in the file, read behind the screen."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

import soxr  # type: ignore[import-untyped]

from padsketch.analysis.peaks import Peaks
from padsketch.engine.bank import Audio
from padsketch.errors import PadsketchError
from padsketch.session.behind import Behind, Outdated
from padsketch.storage.samples import decode

MOST_WAVES = 4
"""Sounds that are kept, so that going to and fro between pads costs nothing."""


@dataclass(frozen=True, eq=False)
class Wave:
    """A sound at its own rate in hertz, (frames, channels), and as a player's rate needs it."""

    path: Path
    frames: Audio
    rate: int
    peaks: Peaks
    heard: Audio

    @property
    def length(self) -> int:
        """Frames of the file."""
        return len(self.frames)

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.length / self.rate

    def heard_part(self, start: int, end: int) -> Audio:
        """What of it is to be heard from one frame of the file to another, one frame at least."""
        first = start * len(self.heard) // self.length
        return self.heard[first : max(end * len(self.heard) // self.length, first + 1)]

    def frame_of(self, start: int, heard: int) -> int:
        """The frame of the file under a frame of a part that is heard from `start` on."""
        return min(start + heard * self.length // len(self.heard), self.length - 1)


class Waves:
    """Sounds by path, at the rate of a player; those that were asked for last are kept."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._waves: dict[Path, Wave] = {}
        self._refusals: dict[Path, PadsketchError] = {}
        self._asked: Path | None = None
        self._books = threading.Lock()
        self._behind: Behind[Path] = Behind(self._read, "reads a sound to look at")

    def get(self, path: Path) -> Wave | None:
        """A sound; None while it is being read. Raises SampleError for one that cannot be."""
        with self._books:
            if path in self._refusals:
                raise self._refusals[path]
            wave = self._waves.pop(path, None)
            if wave is not None:
                self._waves[path] = wave
                return wave
            is_asked, self._asked = self._asked == path, path
        if not is_asked:
            self._behind.ask(path)
        return None

    def forget(self, path: Path) -> None:
        """Read a sound anew when it is asked for: its file may be another one."""
        with self._books:
            self._waves.pop(path, None)
            self._refusals.pop(path, None)

    def finish(self) -> None:
        """Wait until what was asked for is there."""
        self._behind.finish()

    def give_up(self) -> None:
        """Read nothing more."""
        self._behind.give_up()

    def _read(self, path: Path, is_outdated: Outdated) -> None:
        try:
            found: Wave | PadsketchError = wave_of(path, self._rate)
        except PadsketchError as error:
            found = error
        with self._books:
            self._keep(path, found)

    def _keep(self, path: Path, found: Wave | PadsketchError) -> None:
        if self._asked == path:
            self._asked = None
        if isinstance(found, Wave):
            self._waves[path] = found
        else:
            self._refusals[path] = found
        while len(self._waves) > MOST_WAVES:
            del self._waves[next(iter(self._waves))]


def wave_of(path: Path, rate: int) -> Wave:
    """Read a sound, also for a player's rate in hertz; raises SampleError."""
    frames, own_rate = decode(path)
    heard = frames if own_rate == rate else soxr.resample(frames, own_rate, rate, "HQ")
    return Wave(path, frames, own_rate, Peaks(frames), heard)

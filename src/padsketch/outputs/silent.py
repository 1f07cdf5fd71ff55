"""The silent output: a clock that pulls the player where there is no device to do it."""

from __future__ import annotations

import threading
import time

import numpy as np

from padsketch.engine.player import MAX_BLOCK, Player
from padsketch.outputs.status import OutputStatus

PERIOD = 0.02
"""Seconds between two wakes: a wake costs more than the frames that it pulls."""
MAX_LAG = 10.0
"""Seconds of a stall that are made up for; the rest of a longer one (a stopped job) is let go."""


class SilentOutput:
    """A paced daemon thread that pulls blocks and throws them away, true to the monotonic clock."""

    def __init__(self, player: Player) -> None:
        self._player = player
        self._halt = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def status(self) -> OutputStatus:
        """Silence, as long as it runs."""
        kind = "silent" if self._thread else "none"
        return OutputStatus(kind, "silent", self._player.rate, 0.0)

    def start(self) -> None:
        """Pull from now on; does nothing where it does already."""
        if self._thread is None:
            self._halt.clear()
            self._thread = threading.Thread(target=self._run, name="silent output", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Return when the last block has been pulled."""
        if self._thread is not None:
            self._halt.set()
            self._thread.join()
            self._thread = None

    def _run(self) -> None:
        mix = np.empty((MAX_BLOCK, 2), dtype=np.float32)
        pace = Pace(self._player.rate, time.monotonic())
        while not self._halt.wait(PERIOD if pace.due == 0 else 0.0):
            pace.look(time.monotonic())
            if pace.due and self._player.pull_into(mix[: min(pace.due, MAX_BLOCK)], pace.time):
                pace.done(min(pace.due, MAX_BLOCK))


class Pace:
    """How many frames a clock owes: counted from an anchor, so that no rounding adds up."""

    def __init__(self, rate: int, now: float) -> None:
        self._rate = rate
        self._anchor = now
        self._pulled = 0
        self.due = 0

    @property
    def time(self) -> float:
        """When the next frame is due, in seconds."""
        return self._anchor + self._pulled / self._rate

    def look(self, now: float) -> None:
        """Take the time in seconds."""
        self.due = int((now - self._anchor) * self._rate) - self._pulled
        excess = self.due - int(MAX_LAG * self._rate)
        if excess > 0:
            self._pulled += excess
            self.due -= excess

    def done(self, frames: int) -> None:
        """These frames have been pulled."""
        self._pulled += frames
        self.due -= frames

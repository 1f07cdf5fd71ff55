"""How far a rendering is: one line on a terminal's stderr, nothing anywhere else."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from padsketch.units import seconds_to_clock

INTERVAL = 0.1
"""Seconds between two looks of the line."""

ERASE = "\r\x1b[K"


@contextmanager
def progress_line(rate: int) -> Iterator[ProgressLine | None]:
    """A line for work at a rate in hertz, gone when the work is over; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    try:
        yield ProgressLine(rate)
    finally:
        print(ERASE, end="", file=sys.stderr, flush=True)


class ProgressLine:
    """Shows the frames that are done as music time, and how much faster than music it goes."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._started = self._shown = time.monotonic()

    def __call__(self, done: int, total: int | None) -> None:
        """Take the frames that are done; draws a few times a second at most."""
        now = time.monotonic()
        if now - self._shown < INTERVAL:
            return
        self._shown = now
        seconds = done / self._rate
        share = f"{100 * done // total:3d} %  " if total else ""
        speed = seconds / (now - self._started)
        line = f"{ERASE}{share}{seconds_to_clock(seconds)}  {speed:.0f} x real time"
        print(line, end="", file=sys.stderr, flush=True)

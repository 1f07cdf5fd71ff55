"""Two clocks that count the same seconds from different starts."""

from __future__ import annotations

import time
from collections.abc import Callable

LOOKS = 5


def offset_of(clock: Callable[[], float], ours: Callable[[], float] = time.monotonic) -> float:
    """Seconds by which our clock is ahead of another one.

    Of several looks the quickest counts: in the others the thread may have had to wait.
    """
    return min(_look(clock, ours) for _ in range(LOOKS))[1]


def _look(clock: Callable[[], float], ours: Callable[[], float]) -> tuple[float, float]:
    """(seconds that it took, offset)."""
    before = ours()
    other = clock()
    after = ours()
    return after - before, (before + after) / 2 - other

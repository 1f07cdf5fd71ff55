"""The tempo that a hand taps."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from statistics import median

from padsketch.model.project import MAX_BPM, MIN_BPM

PAUSE_SECONDS = 2.0
"""A tap that comes later than this begins again."""
SHORTEST_GAP = 60.0 / MAX_BPM
MOST_TAPS = 8


class Taps:
    """The last taps, as times in seconds; what comes too soon for any tempo is no tap."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST_TAPS)

    def tap(self, seconds: float) -> float | None:
        """Take a tap; the tempo in beats per minute once there are two, to a tenth."""
        since = seconds - self._times[-1] if self._times else PAUSE_SECONDS
        if since > PAUSE_SECONDS:
            self._times.clear()
        if since >= SHORTEST_GAP:
            self._times.append(seconds)
        gaps = [b - a for a, b in pairwise(self._times)]
        if not gaps:
            return None
        return min(MAX_BPM, max(MIN_BPM, round(60.0 / median(gaps), 1)))

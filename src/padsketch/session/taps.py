"""The tempo that a hand taps."""

from __future__ import annotations

from collections import deque
from itertools import pairwise
from statistics import median

from padsketch.model.project import MAX_BPM, MIN_BPM

LONGEST_GAP = 60.0 / MIN_BPM
MOST_TAPS = 8


class Taps:
    """The last taps, as times in seconds; a gap too long for any tempo begins again."""

    def __init__(self) -> None:
        self._times: deque[float] = deque(maxlen=MOST_TAPS)

    def tap(self, seconds: float) -> float | None:
        """Take a tap; the tempo in beats per minute once there are two, to a tenth."""
        if self._times and seconds - self._times[-1] > LONGEST_GAP:
            self._times.clear()
        self._times.append(seconds)
        gaps = [b - a for a, b in pairwise(self._times) if b > a]
        if not gaps:
            return None
        return min(MAX_BPM, max(MIN_BPM, round(60.0 / median(gaps), 1)))

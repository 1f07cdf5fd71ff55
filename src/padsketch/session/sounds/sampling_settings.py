"""How a sound is recorded, and where in the music it begins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from padsketch.engine.snapshot import Snapshot
from padsketch.outputs.reel import PRE_ROLL_MS
from padsketch.units import frame_to_position, position_to_frame

StartKind = Literal["threshold", "count-in", "now"]
STARTS: tuple[StartKind, ...] = ("threshold", "count-in", "now")
MOST_BARS = 64
MOST_COUNT_IN = 4
THRESHOLD_RANGE = (-80.0, -3.0)
PRE_ROLL_RANGE = (0.0, 1000.0)


@dataclass(frozen=True)
class SamplingSettings:
    """When a recording starts, and how long it is.

    start: with the first sound beyond the threshold, after a count-in (while the music plays: on
    the next one), or at once; threshold in dBFS; pre_roll in milliseconds, what is kept before the
    threshold was reached; count_in and bars in bars; bars 0: until it is stopped.
    """

    start: StartKind = "threshold"
    threshold_db: float = -40.0
    pre_roll_ms: float = PRE_ROLL_MS
    count_in: int = 1
    bars: int = 0

    def __post_init__(self) -> None:
        in_range = (
            self.start in STARTS
            and THRESHOLD_RANGE[0] <= self.threshold_db <= THRESHOLD_RANGE[1]
            and PRE_ROLL_RANGE[0] <= self.pre_roll_ms <= PRE_ROLL_RANGE[1]
            and 0 <= self.count_in <= MOST_COUNT_IN
            and 0 <= self.bars <= MOST_BARS
        )
        if not in_range:
            raise ValueError(f"{self} is out of range")


def one_after(snapshot: Snapshot, rate: int, bar: int) -> int:
    """The player's frame of the next one: of what is counted in, else of the bar that follows.

    bar: positions of one; what is counted in begins at position 0. Exact, like the engine's own.
    """
    since = position_to_frame(snapshot.position, rate, snapshot.millibpm)
    start = snapshot.frame - since
    behind = frame_to_position(since, rate, snapshot.millibpm)
    target = 0 if snapshot.count_in > 0 else (behind // bar + 1) * bar
    return start + position_to_frame(target, rate, snapshot.millibpm)


def bars_in_frames(bars: int, bar: int, rate: int, millibpm: int) -> int:
    """Frames of a number of bars of so many positions, rounded once."""
    return position_to_frame(bars * bar, rate, millibpm)

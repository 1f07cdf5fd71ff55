"""When the steps of a lane come, and which of its written steps each of them is."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from padsketch.errors import UsageError
from padsketch.model.pattern import Pattern
from padsketch.units import POSITIONS_PER_TICK


class Spot(NamedTuple):
    """A time as a lane says it: a place, counted from 0 since the pattern started, and ticks."""

    place: int
    nudge: int


class LaneGrid(NamedTuple):
    """The places of a lane, counted from 0 since its pattern started, over all passes.

    step: positions from one place to the next; length: places of the lane's own pass;
    pattern_length: positions of the pattern's pass; swing in percent; positions are thousandths
    of a tick.
    """

    step: Fraction
    length: int
    pattern_length: int
    swing: Fraction
    rotation: int
    direction: str
    max_nudge: int

    @property
    def is_random(self) -> bool:
        """Whether no place says which step is heard there."""
        return self.direction == "random"

    def position(self, place: int) -> int:
        """Where a place comes, swung, rounded down: the first of a pair has `swing` of it."""
        exact = place * self.step
        is_second = exact % self.pattern_length // self.step % 2 == 1
        late = self.step * (2 * self.swing - 100) / 100 if is_second else 0
        return floor(exact + late)

    def cycle(self, place: int) -> int:
        """The pass of the pattern, from 0, that a place is in."""
        return floor(place * self.step / self.pattern_length)

    def first_place(self, cycle: int) -> int:
        """The first place of a pass of the pattern."""
        return ceil(cycle * self.pattern_length / self.step)

    def end(self, position: int) -> int:
        """The first place that comes later than a position."""
        place = self.nearest(position)
        return place + 1 if self.position(place) <= position else place

    def nearest(self, position: int) -> int:
        """The place from 0 that is nearest to a position; the later one where two are as near."""
        around = floor(position / self.step)
        near = (max(place, 0) for place in (around + 1, around, around - 1))
        return min(near, key=lambda place: abs(position - self.position(place)))

    def quantised(self, position: int, strength: int) -> Spot:
        """t + s * (grid - t) as a place and a nudge; strength in percent.

        What a nudge cannot reach, because the lane is slow, comes as near as it can.
        """
        place = self.nearest(position)
        away = (position - self.position(place)) * Fraction(100 - strength, 100)
        nudge = round(away / POSITIONS_PER_TICK)
        return Spot(place, min(max(nudge, -self.max_nudge), self.max_nudge))

    def written(self, place: int) -> int:
        """The step, from 0 as it is written, that is heard at a place.

        Raises UsageError for a lane that plays at random.
        """
        run, at = divmod(place, self.length)
        if self.is_random:
            raise UsageError(
                "A lane that plays at random cannot be recorded", "Give it another direction."
            )
        if self.direction == "backward" or (self.direction == "ping-pong" and run % 2):
            at = self.length - 1 - at
        return (at - self.rotation) % self.length


def lane_grid(pattern: Pattern, pad: str, swing: float) -> LaneGrid:
    """The grid of a lane of a pattern; swing in percent where neither has its own."""
    lane, step = pattern.lane(pad), pattern.step_ticks * POSITIONS_PER_TICK
    return LaneGrid(
        step / Fraction(lane.speed),
        pattern.lane_length(pad),
        pattern.length * step,
        Fraction(str(pattern.lane_swing(pad, swing))),
        lane.rotation,
        lane.direction,
        pattern.max_nudge,
    )

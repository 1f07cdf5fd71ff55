"""A pattern: lanes of steps with a length, and the grid that they stand on."""

from __future__ import annotations

import msgspec

from padsketch.model.step import REST, Step

MAX_STEPS = 128
STEP_TICKS: dict[str, int] = {
    "1/4": 960,
    "1/4T": 640,
    "1/8": 480,
    "1/8T": 320,
    "1/16": 240,
    "1/16T": 160,
    "1/32": 120,
    "1/32T": 80,
}
"""Ticks of one step for each step size; T is a triplet."""

SPEEDS = ("1/8", "1/4", "1/2", "3/4", "1", "3/2", "2", "4", "8")
DIRECTIONS = ("forward", "backward", "ping-pong", "random")


class Lane(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a pattern, bound to the pad of its name.

    `steps` may be shorter than the lane (the rest are rests) or longer (what is over is kept, not
    played); rests at its end are dropped, so that equal music is an equal value. length in steps,
    None follows the pattern; swing in percent, None follows the pattern.
    """

    steps: tuple[Step, ...] = ()
    length: int | None = None
    swing: float | None = None
    speed: str = "1"
    rotation: int = 0
    direction: str = "forward"

    def __post_init__(self) -> None:
        end = len(self.steps)
        while end and self.steps[end - 1] == REST:
            end -= 1
        if end < len(self.steps):
            msgspec.structs.force_setattr(self, "steps", self.steps[:end])

    def step(self, index: int) -> Step:
        """The step at an index from 0; a rest behind the last written one."""
        return self.steps[index] if index < len(self.steps) else REST


class Pattern(msgspec.Struct, frozen=True, kw_only=True, weakref=True):
    """A set of lanes with a length in steps (1-128), on a grid of `step` note values.

    swing in percent 50-75, None follows the project.
    """

    length: int = 16
    step: str = "1/16"
    swing: float | None = None
    name: str = ""
    lanes: dict[str, Lane] = msgspec.field(default_factory=dict)

    @property
    def step_ticks(self) -> int:
        """Ticks of one step."""
        return STEP_TICKS[self.step]

    @property
    def max_nudge(self) -> int:
        """Ticks that a step may be early or late: 23/24 of a step, rounded down."""
        return self.step_ticks * 23 // 24

    def lane(self, pad: str) -> Lane:
        """The lane of a pad; an empty one where nothing is written."""
        return self.lanes.get(pad, EMPTY_LANE)

    def lane_swing(self, pad: str, otherwise: float) -> float:
        """Swing in percent of a lane: its own, else the pattern's, else `otherwise`."""
        own = (self.lane(pad).swing, self.swing, otherwise)
        return next(swing for swing in own if swing is not None)

    def lane_length(self, pad: str) -> int:
        """Steps after which a lane repeats."""
        return self.lane(pad).length or self.length


EMPTY_LANE = Lane()

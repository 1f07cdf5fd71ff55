"""A slow and obvious model of when hits sound, written from the musical rules alone.

Time is in positions, thousandths of a tick; everything is an integer.
"""

from typing import NamedTuple

import numpy as np

from padsketch.model import PATTERN_NAMES
from padsketch.model.step import parse_condition

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
CHANCE = 1
"""The purpose under which a chance is drawn."""


class Hit(NamedTuple):
    """frame from the start; pad, velocity; count of the lane's step; frames held, -1 for none."""

    frame: int
    pad: int
    velocity: int
    step: int
    duration: int


def mix(z):
    """The finaliser of SplitMix64."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB & MASK
    return z ^ (z >> 31)


def draw(seed, pattern, lane, cycle, step, purpose):
    """64 bits for an address: seed, then pattern and lane, then cycle, then purpose and step."""
    bits = mix(seed + GOLDEN & MASK)
    for part in (pattern << 32 | lane, cycle, purpose << 32 | step):
        bits = mix(bits + GOLDEN * part & MASK)
    return bits


def name_key(name):
    """FNV-1a, 32 bits."""
    key = 0x811C9DC5
    for byte in name.encode():
        key = ((key ^ byte) * 0x01000193) % 2**32
    return key


def nearest_frame(position, rate, bpm):
    """Seconds are ticks * 60 / (bpm * 960); the frame is the nearest one, halves up."""
    twice = 2 * position * rate * 60 * 1000
    per_frame = 1000 * 960 * round(bpm * 1000)
    return (twice + per_frame) // (2 * per_frame)


class LaneModel:
    """One lane of a pattern; `above` is the lane before it in the order of the kit."""

    def __init__(self, project, kit, name, pad, above, fill):
        self.project, self.name, self.above, self.fill = project, name, above, fill
        self.pattern = project.pattern(name)
        self.lane = self.pattern.lane(pad)
        self.pad, self.index = kit.pads[kit.index(pad)], kit.index(pad)
        self.length = self.lane.length or self.pattern.length
        self.grid = self.pattern.step_ticks * 1000

    def step(self, n):
        return self.lane.step(n % self.length)

    def chance(self, n):
        cycle, index = n // self.length + 1, n % self.length
        key = PATTERN_NAMES.index(self.name)
        bits = draw(self.project.seed, key, name_key(self.pad.id), cycle, index, CHANCE)
        return (bits >> 32) * 100 // 2**32 < self.step(n).chance

    def own_condition(self, n):
        """What a step's condition and chance say without asking any other step."""
        condition = parse_condition(self.step(n).when)
        cycle = n // self.length + 1
        says = {
            "ratio": lambda: (cycle - 1) % condition.b == condition.a - 1,
            "fill": lambda: self.fill,
            "first": lambda: cycle == 1,
        }.get(condition.kind, lambda: not condition.negated)
        return says() != condition.negated and self.chance(n)

    def answers(self, n):
        """Whether a step has a condition or a chance of its own, so that others may ask for it."""
        step = self.step(n)
        asks = parse_condition(step.when).kind in ("prev", "neighbour")
        return step.plays and not asks and (step.when != "" or step.chance < 100)

    def last_answer(self, n):
        """The last answer before step n, within one pass of the lane; no answer is a no."""
        for earlier in range(n - 1, max(n - 1 - self.length, -1), -1):
            if self.answers(earlier):
                return self.own_condition(earlier)
        return False

    def sounds(self, n):
        condition = parse_condition(self.step(n).when)
        if condition.kind == "prev":
            return self.last_answer(n) != condition.negated and self.chance(n)
        if condition.kind == "neighbour":
            answer = self.above.last_answer(n + 1) if self.above else False
            return answer != condition.negated and self.chance(n)
        return self.own_condition(n)

    def swing(self):
        own = (self.lane.swing, self.pattern.swing, self.project.swing)
        return round(next(swing for swing in own if swing is not None) * 100)

    def swung(self, n):
        """The second step of each pair of the pattern's pass starts at its share of the pair."""
        if n % self.pattern.length % 2 == 0:
            return n * self.grid
        return (n - 1) * self.grid + 2 * self.grid * self.swing() // 10_000

    def held(self, step):
        """Positions until the note-off; None where there is none."""
        if step.length > 0:
            return int(float(np.float32(step.length)) * self.grid)
        return self.grid // step.rolls if self.pad.mode == "gate" else None

    def rolls(self, n):
        """(position, velocity) of each hit of a step."""
        step = self.step(n)
        first = self.swung(n) + step.nudge * 1000
        for roll in range(step.rolls):
            gained = int(step.velocity * step.ramp * roll / (100 * max(step.rolls - 1, 1)))
            velocity = min(max(step.velocity + gained, 1), 127)
            yield first + roll * self.grid // step.rolls, velocity


def lanes_of(project, kit, name, fill=False):
    """The lanes of a pattern in the order of the kit, each knowing the one above."""
    lanes, above = [], None
    for pad in kit.pads:
        if pad.id in project.pattern(name).lanes:
            above = LaneModel(project, kit, name, pad.id, above, fill)
            lanes.append(above)
    return lanes


def pattern_hits(project, kit, name, rate, frames, start=0, fill=False):
    """The hits of the first frames of a pattern that is played from a position on."""
    return sorted(
        (
            hit
            for lane in lanes_of(project, kit, name, fill)
            for hit in _lane_hits(lane, project.bpm, rate, frames, start)
        ),
        key=lambda hit: hit.frame,
    )


def _lane_hits(lane, bpm, rate, frames, start):
    n = -(-start // lane.grid)
    while nearest_frame((n - 1) * lane.grid - start, rate, bpm) <= frames:
        if lane.step(n).plays and lane.sounds(n):
            yield from _step_hits(lane, n, bpm, rate, frames, start)
        n += 1


def _step_hits(lane, n, bpm, rate, frames, start):
    held = lane.held(lane.step(n))
    for position, velocity in lane.rolls(n):
        exact = nearest_frame(position - start, rate, bpm)
        end = None if held is None else nearest_frame(position + held - start, rate, bpm)
        frame = max(exact, 0)
        if frame < frames:
            yield Hit(frame, lane.index, velocity, n, -1 if end is None else end - exact)

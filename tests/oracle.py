"""A slow and obvious model of when hits sound, written from the musical rules alone.

Time is in positions, thousandths of a tick, as fractions until it is rounded down, once.
"""

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

import numpy as np

from padsketch.model import PATTERN_NAMES, STEP_TICKS
from padsketch.model.step import parse_condition

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15
CHANCE, PLACE = 1, 3
"""The purposes under which a chance, and a place of a lane in random order, are drawn."""


class Hit(NamedTuple):
    """frame from the start; pad, velocity; count of the lane's step; frames held, -1 for none.

    position in its pattern, positions held (-1 for none), section of the song (-1 outside one);
    slide: frames from the first hit of its step to that of the step it slides to, slid: those over.
    """

    frame: int
    pad: int
    velocity: int
    step: int
    duration: int
    position: int
    held: int
    section: int
    transpose: float
    slide: int
    slid: int


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
        self.grid = Fraction(self.pattern.step_ticks * 1000) / Fraction(self.lane.speed)
        self.pass_of_pattern = self.pattern.length * self.pattern.step_ticks * 1000

    def draw(self, n, purpose):
        """32 bits for the n-th step."""
        cycle, place = n // self.length + 1, n % self.length
        key = PATTERN_NAMES.index(self.name)
        bits = draw(self.project.seed, key, name_key(self.pad.id), cycle, place, purpose)
        return bits >> 32

    def written(self, n):
        """The place at which the n-th step that is played is written."""
        there = list(range(self.length))
        if self.lane.direction == "backward":
            there.reverse()
        if self.lane.direction == "ping-pong" and n // self.length % 2 == 1:
            there.reverse()
        if self.lane.direction == "random":
            there = [self.draw(n, PLACE) * self.length // 2**32] * self.length
        return (there[n % self.length] - self.lane.rotation) % self.length

    def step(self, n):
        return self.lane.step(self.written(n))

    def chance(self, n):
        return self.draw(n, CHANCE) * 100 // 2**32 < self.step(n).chance

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

    def begun(self, position):
        """How many steps have begun at a position."""
        return floor(position / self.grid) + 1

    def sounds(self, n):
        condition = parse_condition(self.step(n).when)
        if condition.kind == "prev":
            return self.last_answer(n) != condition.negated and self.chance(n)
        if condition.kind == "neighbour":
            answer = (
                self.above.last_answer(self.above.begun(n * self.grid)) if self.above else False
            )
            return answer != condition.negated and self.chance(n)
        return self.own_condition(n)

    def swing(self):
        own = (self.lane.swing, self.pattern.swing, self.project.swing)
        return Fraction(round(next(swing for swing in own if swing is not None) * 100), 10_000)

    def swung(self, n):
        """The second step of each pair of the pattern's pass starts at its share of the pair."""
        into = n * self.grid % self.pass_of_pattern
        is_second = floor(into / self.grid) % 2 == 1
        return (n - 1 + 2 * self.swing()) * self.grid if is_second else n * self.grid

    def interval(self, step):
        """Positions between the hits of a roll: its rate, or its share of the step."""
        if step.roll_rate:
            return Fraction(STEP_TICKS[step.roll_rate] * 1000)
        return self.grid / step.rolls

    def held(self, step):
        """Positions until the note-off; -1 where there is none."""
        if step.length > 0:
            return floor(Fraction(float(np.float32(step.length))) * self.grid)
        return floor(self.interval(step)) if self.pad.mode == "gate" else -1

    def rolls(self, n):
        """(position, velocity) of each hit of a step."""
        step = self.step(n)
        first = self.swung(n) + step.nudge * 1000
        for roll in range(step.rolls):
            gained = int(step.velocity * step.ramp * roll / (100 * max(step.rolls - 1, 1)))
            velocity = min(max(step.velocity + gained, 1), 127)
            yield floor(first + roll * self.interval(step)), velocity

    def next_playing(self, n):
        """The step after step n that could sound, within one pass; None where there is none."""
        following = range(n + 1, n + 1 + self.length)
        return next((later for later in following if self.step(later).plays), None)

    def first_position(self, n):
        return next(self.rolls(n))[0]

    def steps(self, start, end):
        """(count, hits) of the steps whose places in the grid are in a range and that sound."""
        for n in range(ceil(start / self.grid), ceil(end / self.grid)):
            if self.step(n).plays and self.sounds(n):
                yield n, self.rolls(n)

    def heard(self, position):
        """The place of the written step that lights up at a position; a swung step begins late."""
        begun = [n for n in range(self.begun(position) + 1) if floor(self.swung(n)) <= position]
        return self.written(max(begun))


def lanes_of(project, kit, name, fill=False):
    """The lanes of a pattern in the order of the kit, each knowing the one above."""
    lanes, above = [], None
    for pad in kit.pads:
        if pad.id in project.pattern(name).lanes:
            above = LaneModel(project, kit, name, pad.id, above, fill)
            lanes.append(above)
    return lanes


class Stretch(NamedTuple):
    """A stretch of a pattern: steps from `start` to `end`; position 0 would fall on `anchor`.

    anchor: (frame, position) that belong together; earliest: the frame that hits cannot precede.
    """

    anchor: tuple[int, int]
    bpm: float
    start: int
    end: int
    earliest: int
    section: int = -1
    transpose: float = 0.0

    def frame(self, position, rate):
        return self.anchor[0] + nearest_frame(position - self.anchor[1], rate, self.bpm)

    def hits(self, lanes, rate, frames):
        """Those of the first frames, lane by lane."""
        over = self.anchor[1] + ceil((frames - self.anchor[0]) * 16 * self.bpm * 1000 / rate)
        for lane in lanes:
            reach = 2 * lane.pattern.step_ticks * 1000
            for n, rolls in lane.steps(self.start, min(self.end, over + reach)):
                held = lane.held(lane.step(n))
                yield from (
                    self.hit(lane, n, position, velocity, held, rate)
                    for position, velocity in rolls
                )

    def slide(self, lane, n, rate):
        """The frames between which a step slides: the same one twice where it does not."""
        begins = self.frame(lane.first_position(n), rate)
        target = lane.next_playing(n) if lane.step(n).slide else None
        ends = begins if target is None else self.frame(lane.first_position(target), rate)
        return begins, max(begins, ends)

    def hit(self, lane, n, position, velocity, held, rate):
        exact = self.frame(position, rate)
        frame = max(exact, self.earliest)
        begins, ends = self.slide(lane, n, rate)
        return Hit(
            frame,
            lane.index,
            velocity,
            n,
            -1 if held < 0 else self.frame(position + held, rate) - exact,
            position,
            held,
            self.section,
            self.transpose,
            ends - begins,
            min(frame, ends) - begins if ends > begins else 0,
        )


def in_order(hits, frames):
    """Those of the first frames by frame; those of one frame keep the order of lanes and steps."""
    return sorted((hit for hit in hits if hit.frame < frames), key=lambda hit: hit.frame)


def pattern_hits(project, kit, name, rate, frames, start=0, fill=False):
    """The hits of the first frames of a pattern that is played from a position on."""
    stretch = Stretch((0, start), project.bpm, start, 2**62, earliest=0)
    return in_order(stretch.hits(lanes_of(project, kit, name, fill), rate, frames), frames)


def song_hits(project, kit, rate, frames, fill=False):
    """The hits of the first frames of a song that is played once."""
    hits = []
    stretch = Stretch((0, 0), project.song[0].bpm or project.bpm, 0, 0, earliest=0)
    begins = [0]
    for number, section in enumerate(project.song):
        stretch = _next_stretch(project, number, stretch, begins[-2:][0], rate)
        begins.append(stretch.frame(stretch.end, rate))
        lanes = lanes_of(project, kit, section.pattern, fill or section.fill)
        audible = [lane for lane in lanes if lane.pad.id not in section.mute]
        hits += stretch.hits(audible, rate, frames)
    return in_order((_let_go(hit, kit, begins[-1]) for hit in hits), frames)


def _let_go(hit, kit, ends):
    """A loop that comes when the song is over would never end: it is let go at once."""
    is_endless = hit.frame >= ends and hit.duration < 0 and kit.pads[hit.pad].mode == "loop"
    return hit._replace(duration=0) if is_endless else hit


def _next_stretch(project, number, before, earliest, rate):
    """A section goes on in time from the one before; at another tempo, from a whole frame."""
    section = project.song[number]
    pattern = project.pattern(section.pattern)
    bpm = section.bpm or project.bpm
    anchor = (before.anchor[0], before.anchor[1] - before.end)
    if bpm != before.bpm:
        anchor = (before.frame(before.end, rate), 0)
    end = section.repeats * pattern.length * pattern.step_ticks * 1000
    return Stretch(anchor, bpm, 0, end, earliest, number, section.transpose)

"""Which grid notes stand on, and where on it: exact to the tick, by whole numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from padsketch.formats.beats.beat_draft import STRAIGHT, Grid
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS
from padsketch.units import POSITIONS_PER_TICK, TICKS_PER_QUARTER

STEPS = ("1/16", "1/8T", "1/16T", "1/32", "1/32T")
"""Steps that are looked for, the likeliest first."""
OTHER_STEPS = ("1/8", "1/4T", "1/4")
SIXTEENTH = STEP_TICKS["1/16"]
SPEEDS = ("1", "3/2", "2", "4", "8")
"""Speeds of a lane that are tried for notes that stand closer than its pattern's steps."""
_NEAR = 10
"""A note is on a grid when it is within a tenth of a step of it."""
_ENOUGH = 0.9
"""The share of notes that a grid must hold to be taken before finer ones."""
_MOST = 0.8
"""The share of second sixteenths that must be late alike to be called swing."""
_FULL = 100 * 100
"""A swing of 100 percent, in hundredths."""


class Ruler(NamedTuple):
    """The places of a lane within one pass of its pattern: as many as `places`.

    unit: positions (thousandths of a tick) from one to the next; swing in hundredths of a percent.
    """

    unit: int
    places: int
    swing: int

    @classmethod
    def of(cls, grid: Grid, ticks: int, speed: str = "1") -> Ruler | None:
        """The ruler of a lane at a speed; None where the lane would not end with its pattern."""
        unit = Fraction(STEP_TICKS[grid.step] * POSITIONS_PER_TICK) / Fraction(speed)
        count = ticks * POSITIONS_PER_TICK / unit
        if unit.denominator != 1 or count.denominator != 1 or count > MAX_STEPS:
            return None
        swing = grid.swing if speed == "1" else STRAIGHT.swing
        return cls(int(unit), int(count), round(swing * 100))

    def tick(self, place: int) -> int:
        """When a place is heard: every second one swings; rounded half up, as notes are."""
        late = self.unit * (2 * self.swing - _FULL) if place % 2 else 0
        position = (place * self.unit * _FULL + late) // _FULL
        return (2 * position + POSITIONS_PER_TICK) // (2 * POSITIONS_PER_TICK)

    def nearest(self, tick: int) -> int:
        """The place that is heard nearest to a tick; it may lie beyond the pass."""
        around = tick * POSITIONS_PER_TICK // self.unit
        return min((around, around + 1, around - 1), key=lambda place: abs(self.tick(place) - tick))


def swung(tick: int, swing: float, unit: int = SIXTEENTH) -> int:
    """When what is written on a grid of `unit` ticks is heard; between its places nothing moves."""
    place, beside = divmod(tick, unit)
    ruler = Ruler(unit * POSITIONS_PER_TICK, MAX_STEPS, round(swing * 100))
    return tick if beside else ruler.tick(place)


def found_grid(ticks: Iterable[int], spans: Collection[int] = ()) -> Grid:
    """The grid that most notes stand on; its step divides every span.

    Sixteenths, straight or swung, come first, then triplets, then thirty-seconds.
    """
    heard = Counter(tick % TICKS_PER_QUARTER for tick in ticks)
    sixteenths = Grid("1/16", _swing(heard))
    nearer = min((STRAIGHT, sixteenths), key=lambda grid: _distance(heard, grid))
    candidates = [nearer, *(Grid(step) for step in STEPS[1:])]
    fitting = [grid for grid in candidates if _divides(grid.step, spans)]
    enough = (grid for grid in fitting if _share(heard, grid) >= _ENOUGH)
    best = max(fitting, key=lambda grid: _share(heard, grid), default=None)
    return next(enough, best) or Grid(step_for(spans))


def step_for(spans: Collection[int]) -> str:
    """The likeliest step that divides every span; the finest one that could, where none does."""
    return next((step for step in (*STEPS, *OTHER_STEPS) if _divides(step, spans)), "1/32")


def is_on_steps(ticks: int) -> bool:
    """Whether so many ticks are a whole number of steps of any size."""
    return any(_divides(step, (ticks,)) for step in STEPS)


def speed_needed(gap: int, step: str) -> int:
    """How many times as fast as its pattern a lane must be for notes so many ticks apart."""
    return next((speed for speed in (1, 2, 4) if STEP_TICKS[step] <= speed * max(gap, 1)), 8)


def _divides(step: str, spans: Collection[int]) -> bool:
    return all(span % STEP_TICKS[step] == 0 for span in spans)


def _ruler(grid: Grid) -> Ruler:
    ruler = Ruler.of(grid, 2 * TICKS_PER_QUARTER)
    assert ruler is not None
    return ruler


def _away(ruler: Ruler, tick: int) -> int:
    return abs(ruler.tick(ruler.nearest(tick)) - tick)


def _distance(heard: Counter[int], grid: Grid) -> int:
    """Ticks from all notes to their places."""
    ruler = _ruler(grid)
    return sum(count * _away(ruler, tick) for tick, count in heard.items())


def _share(heard: Counter[int], grid: Grid) -> float:
    """How many of the notes are on a grid."""
    ruler, near = _ruler(grid), STEP_TICKS[grid.step] // _NEAR
    on_grid = sum(count for tick, count in heard.items() if _away(ruler, tick) <= near)
    return on_grid / max(1, heard.total())


def _swing(heard: Counter[int]) -> float:
    """The swing that most of the second sixteenths of pairs have; 50 where they have none."""
    late = sorted(tick % (2 * SIXTEENTH) - SIXTEENTH for tick in heard.elements())
    seconds = [ticks for ticks in late if 0 <= ticks <= SIXTEENTH // 2]
    if not seconds:
        return STRAIGHT.swing
    middle = seconds[len(seconds) // 2]
    alike = sum(abs(ticks - middle) <= SIXTEENTH // _NEAR for ticks in seconds)
    return _percent(middle) if alike >= _MOST * len(seconds) else STRAIGHT.swing


def _percent(late: int) -> float:
    """The roundest swing whose second sixteenth is heard so many ticks late."""
    exact = 100 * (SIXTEENTH + late) / (2 * SIXTEENTH)
    rounded = (round(exact), round(2 * exact) / 2, round(exact, 2))
    second = SIXTEENTH + late
    return next((float(s) for s in rounded if swung(SIXTEENTH, s) == second), rounded[-1])


class Placed(NamedTuple):
    """A note on a lane: its place, and how many ticks beside it it is heard."""

    place: int
    nudge: int


class Fit(NamedTuple):
    """A lane for ticks: its speed and ruler, and the place of every tick, None where none is."""

    speed: str
    ruler: Ruler
    places: tuple[Placed | None, ...]

    @property
    def lost(self) -> int:
        """Notes that have no place."""
        return self.places.count(None)

    @property
    def is_clean(self) -> bool:
        """Whether every note stands on the grid."""
        return all(placed is not None and placed.nudge == 0 for placed in self.places)


def fit(ticks: Sequence[int], length: int, grid: Grid) -> Fit:
    """The lane that holds rising ticks of a pattern of `length` ticks, at most 128 steps.

    As slow as can be: one with all of them on its grid, else one with room for all of them.
    """
    unit = STEP_TICKS[grid.step]
    whole = -(-length // unit) * unit
    reach = unit * 23 // 24
    rulers = ((speed, Ruler.of(grid, whole, speed)) for speed in SPEEDS)
    fits = [Fit(speed, ruler, _placed(ticks, ruler, reach)) for speed, ruler in rulers if ruler]
    roomy = (one for one in fits if one.speed != "3/2" and not one.lost)
    clean = (one for one in fits if one.is_clean)
    return next(clean, None) or next(roomy, None) or min(fits, key=lambda one: one.lost)


def _placed(ticks: Sequence[int], ruler: Ruler, reach: int) -> tuple[Placed | None, ...]:
    """A place for every tick, none before that of the one before, as near as there is one."""
    latest = _latest(ticks, ruler)
    places: list[Placed | None] = []
    free = 0
    for tick, last in zip(ticks, latest, strict=True):
        place = max(free, min(ruler.nearest(tick), last))
        nudge = tick - ruler.tick(place)
        fits = place < ruler.places and abs(nudge) <= reach
        places.append(Placed(place, nudge) if fits else None)
        free = place + fits
    return tuple(places)


def _latest(ticks: Sequence[int], ruler: Ruler) -> list[int]:
    """The last place that leaves one for each of the notes behind, in order."""
    latest: list[int] = []
    room = ruler.places - 1
    for tick in reversed(ticks):
        room = min(room, max(ruler.nearest(tick), 0))
        latest.append(room)
        room -= 1
    return latest[::-1]

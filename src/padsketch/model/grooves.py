"""What can be borrowed: drum patterns by role, accents, and the feel with which bars are played."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from padsketch.model.pattern import STEP_TICKS, Pattern
from padsketch.units import TICKS_PER_QUARTER

MAX_PLACES = 128
MAX_OFFSET = 23 / 24
"""Furthest that a feel moves a place, in places."""
MAX_FACTOR = 2.0


class Groove(msgspec.Struct, frozen=True, kw_only=True):
    """A drum pattern whose lanes are called by their roles (kick, snare, hat), not by pads.

    bpm: the tempos at which it is at home, both ends inclusive.
    """

    name: str
    style: str
    bpm: tuple[float, float]
    meter: str = "4/4"
    pattern: Pattern = Pattern()


class Accent(msgspec.Struct, frozen=True, kw_only=True):
    """Which places of a bar are loud: a level from 0 to 1 for each, over and over."""

    name: str
    levels: tuple[float, ...]
    step: str = "1/16"

    def level(self, tick: int) -> float:
        """The level of the place that a tick stands in."""
        return self.levels[tick // STEP_TICKS[self.step] % len(self.levels)]


class Feel(msgspec.Struct, frozen=True, kw_only=True):
    """How the places of a bar are played: how much later, and by what factor harder.

    timing in shares of a place (early ones are negative), velocity as factors, each over and
    over, an empty one changes nothing; roles: whom it is for, nobody named is everybody.
    """

    name: str
    step: str = "1/16"
    timing: tuple[float, ...] = ()
    velocity: tuple[float, ...] = ()
    roles: tuple[str, ...] = ()

    def offset(self, tick: int) -> float:
        """Ticks by which a tick of the straight grid is late; between two places evenly between."""
        return _between(self.timing, tick / self.place_ticks) * self.place_ticks

    def factor(self, tick: int) -> float:
        """The factor of velocity at a tick."""
        return _between(self.velocity, tick / self.place_ticks) if self.velocity else 1.0

    @property
    def place_ticks(self) -> int:
        """Ticks of a place."""
        return STEP_TICKS[self.step]


class Library(NamedTuple):
    """Grooves, accents and feels to borrow from."""

    grooves: tuple[Groove, ...] = ()
    accents: tuple[Accent, ...] = ()
    feels: tuple[Feel, ...] = ()


def feel_of_places(name: str, step: str, notes: Sequence[Sequence[tuple[float, float]]]) -> Feel:
    """The feel of what was played at each place: (offset in places, strength) of every note.

    Louder notes count for more; a place without notes is on time and as loud as the average.
    """
    strengths = [strength for place in notes for _, strength in place]
    average = sum(strengths) / len(strengths) if strengths else 1.0
    timing = tuple(_fitted(_weighted_offset(place), MAX_OFFSET) for place in notes)
    velocity = tuple(_fitted(_strength(place, average), MAX_FACTOR) for place in notes)
    return Feel(name=name, step=step, timing=timing, velocity=velocity)


def feel_of_onsets(
    name: str, onsets: Iterable[tuple[float, float]], bpm: float, step: str = "1/16"
) -> Feel:
    """The feel of a sound that was listened to: (seconds from its one, amplitude) of every onset.

    A place for every step up to the last onset, rounded up to whole quarters and folded where they
    are more than `MAX_PLACES`. An amplitude counts as the velocity that would play it.
    """
    per_second = bpm / 60 * TICKS_PER_QUARTER / STEP_TICKS[step]
    played = [(seconds * per_second, amplitude**0.5) for seconds, amplitude in onsets]
    quarter = max(1, TICKS_PER_QUARTER // STEP_TICKS[step])
    last = max((round(place) for place, _ in played), default=0)
    notes: list[list[tuple[float, float]]] = [
        [] for _ in range(min((last // quarter + 1) * quarter, MAX_PLACES // quarter * quarter))
    ]
    for place, strength in played:
        notes[round(place) % len(notes)].append((place - round(place), strength))
    return feel_of_places(name, step, notes)


def _between(values: Sequence[float], place: float) -> float:
    if not values:
        return 0.0
    whole, into = int(place), place % 1.0
    here, after = values[whole % len(values)], values[(whole + 1) % len(values)]
    return here + (after - here) * into


def _weighted_offset(place: Sequence[tuple[float, float]]) -> float:
    weight = sum(strength for _, strength in place)
    return sum(offset * strength for offset, strength in place) / weight if weight else 0.0


def _strength(place: Sequence[tuple[float, float]], average: float) -> float:
    if not place or not average:
        return 1.0
    return sum(strength for _, strength in place) / len(place) / average


def _fitted(value: float, most: float) -> float:
    return round(min(max(value, -most), most), 4)

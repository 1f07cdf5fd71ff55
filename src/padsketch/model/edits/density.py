"""Hits where chance puts them, and fewer of them, by the weight of their places."""

from __future__ import annotations

from collections.abc import Iterable
from math import log

from msgspec import Struct

from padsketch.model.chance import Dice, Purpose, dice_of
from padsketch.model.edits.cells import Cell
from padsketch.model.edits.change import clamped, pattern_of
from padsketch.model.edits.spans import Span, moved_velocity, playing, rewrite, stresses
from padsketch.model.metre import Stress
from padsketch.model.project import Project
from padsketch.model.step import REST, Step

_NEVER = float("inf")


class Weights(Struct, frozen=True):
    """How gladly a place is taken: on beats, halfway between them, elsewhere; 0 is never."""

    beats: float = 100.0
    offbeats: float = 60.0
    others: float = 30.0

    def of(self, place: Stress) -> float:
        """The weight of a place."""
        by_place = {Stress.LIGHT: self.others, Stress.OFFBEAT: self.offbeats}
        return by_place.get(place, self.beats)


USUAL_WEIGHTS = Weights()


def randomise(
    project: Project,
    pattern: str,
    cells: Iterable[Cell],
    density: float,
    weights: Weights = USUAL_WEIGHTS,
    velocity: int = 100,
    spread: int = 0,
    take: int = 1,
) -> Project:
    """Let `density` percent of the cells of each lane play, the rest are rests.

    A higher density only adds hits. Velocities lie within `spread` around `velocity`.
    """
    dice, edited = dice_of(project, pattern, take), pattern_of(project, pattern)
    share = clamped(density, 0.0, 100.0) / 100.0

    def write(pad: str, span: Span) -> Span:
        heavy = stresses(project, edited, pad)
        turns = {at: _turn(dice, pad, at, weights.of(heavy[at])) for at in span}
        order = sorted((at for at in span if turns[at] < _NEVER), key=turns.__getitem__)
        taken = set(order[: round(share * len(span))])
        return {at: _hit(dice, pad, at, velocity, spread) if at in taken else REST for at in span}

    return rewrite(project, pattern, cells, write)


def thin_out(
    project: Project, pattern: str, cells: Iterable[Cell], percent: float, take: int = 1
) -> Project:
    """Take so many percent of the hits of each lane out, the weakest first.

    Weak is a light place of the bar and a low velocity; chance decides between equals.
    """
    dice, edited = dice_of(project, pattern, take), pattern_of(project, pattern)
    share = clamped(percent, 0.0, 100.0) / 100.0

    def write(pad: str, span: Span) -> Span:
        hits, heavy = playing(span), stresses(project, edited, pad)

        def strength(at: int) -> tuple[float, float]:
            place = heavy[at] / Stress.ONE
            return place + hits[at].velocity / 127.0, dice.share(pad, at, Purpose.TIE)

        return dict.fromkeys(sorted(hits, key=strength)[: round(share * len(hits))], REST)

    return rewrite(project, pattern, cells, write)


def _turn(dice: Dice, pad: str, at: int, weight: float) -> float:
    """When a place is drawn, soonest first: weighted drawing without putting back.

    Efraimidis and Spirakis, "Weighted random sampling with a reservoir", 2006.
    """
    return -log(1.0 - dice.share(pad, at, Purpose.PLACE)) / weight if weight > 0.0 else _NEVER


def _hit(dice: Dice, pad: str, at: int, velocity: int, spread: int) -> Step:
    plain = Step(velocity=velocity)
    around = velocity + spread * dice.swing(pad, at, Purpose.VELOCITY)
    return Step(velocity=moved_velocity(plain, around))

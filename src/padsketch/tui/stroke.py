"""One stroke of the mouse over the grid: draws or erases, and skips no cell."""

from __future__ import annotations

from typing import NamedTuple

Place = tuple[int, int]
"""A lane and a step as the grid shows them."""


class Stroke(NamedTuple):
    """What the press decided, and where the mouse was last."""

    draws: bool
    last: Place
    number: int


def places_between(start: Place, end: Place) -> list[Place]:
    """The places on the straight way from one to another, both included."""
    rows, steps = end[0] - start[0], end[1] - start[1]
    count = max(abs(rows), abs(steps))
    if count == 0:
        return [start]
    return [
        (start[0] + round(rows * at / count), start[1] + round(steps * at / count))
        for at in range(count + 1)
    ]

"""The mouse over the grid: a stroke draws or erases, skips no cell, and is undone as one."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.model import REST, Step, edits
from padsketch.model.edits import Cell
from padsketch.tui.desk import Desk, Place
from padsketch.tui.fingers import VELOCITY
from padsketch.tui.gestures import VELOCITY_MOVE, change_velocity


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


def press_at(desk: Desk, place: Place, erases: bool) -> Stroke:
    """Begin a stroke of the mouse: a press on a hit erases, on a rest draws."""
    desk.move_to(*place)
    stroke = Stroke(not erases and not desk.here.plays, place, next(desk.numbers))
    _paint(desk, stroke, [place])
    return stroke


def drag_to(desk: Desk, stroke: Stroke, place: Place) -> Stroke:
    """Go on with a stroke; cells that the mouse skipped are painted too."""
    desk.move_to(*place)
    _paint(desk, stroke, places_between(stroke.last, place))
    return stroke._replace(last=place)


def wheel(desk: Desk, place: Place, by: int) -> None:
    """Move the velocity of the step under the mouse."""
    desk.move_to(*place)
    change_velocity(desk, by * VELOCITY_MOVE)


def _paint(desk: Desk, stroke: Stroke, places: list[Place]) -> None:
    rows, pattern = desk.rows, desk.pattern
    cells = [Cell(rows[row].pad, step) for row, step in places if row < len(rows)]
    inside = [cell for cell in cells if cell.step < pattern.lane_length(cell.pad)]
    brush = Step(velocity=VELOCITY) if stroke.draws else REST
    steps = {c: brush for c in inside if pattern.lane(c.pad).step(c.step).plays != stroke.draws}
    label = "draw" if stroke.draws else "erase"
    desk.edit(label, edits.put_steps, steps, merge=("stroke", stroke.number))

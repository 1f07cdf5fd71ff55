"""The mouse over the grid: a stroke draws or resets, skips no cell, and is undone as one."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.model import REST, Step, edits
from padsketch.model.edits import Cell
from padsketch.tui.desk import STEPS, Desk, Place
from padsketch.tui.editing import shaping
from padsketch.tui.editing.aspects import PLAIN, aspect_of, aspect_title
from padsketch.tui.editing.rows import Row


class Spot(NamedTuple):
    """Where the mouse is: a cell, and how high in it, 0-1 (0: a cell of one row has no height)."""

    place: Place
    height: float = 0.0


class Stroke(NamedTuple):
    """What is laid on the steps, where the mouse was last, and whether height is the value."""

    brush: Step
    last: Spot
    number: int
    is_upright: bool = False


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


def press_at(desk: Desk, spot: Spot, erases: bool) -> Stroke:
    """Begin a stroke of the mouse: a press on what it would draw erases."""
    desk.move_to(*spot.place)
    is_upright = spot.height > 0.0 and not erases and _has_bars(desk)
    brush = _step_brush(desk, erases) if desk.aspect == STEPS else _aspect_brush(desk, erases)
    stroke = Stroke(brush, spot, next(desk.numbers), is_upright)
    return _drawn(desk, stroke, spot, [spot.place])


def drag_to(desk: Desk, stroke: Stroke, spot: Spot) -> Stroke:
    """Go on with a stroke; cells that the mouse skipped are painted too."""
    desk.move_to(*spot.place)
    places = places_between(stroke.last.place, spot.place)
    return _drawn(desk, stroke, spot, places[1:] or places)


def wheel(desk: Desk, place: Place, by: int) -> None:
    """Move the value of the step under the mouse."""
    desk.move_to(*place)
    shaping.move(desk, by)


def _step_brush(desk: Desk, erases: bool) -> Step:
    return REST if erases or desk.here.plays else PLAIN


def _aspect_brush(desk: Desk, erases: bool) -> Step:
    aspect = aspect_of(desk, desk.lane)
    brush = shaping.brush_of(desk, aspect)
    return PLAIN if erases or aspect.blend(PLAIN, desk.here) == brush else brush


def _has_bars(desk: Desk) -> bool:
    aspect = aspect_of(desk, desk.lane)
    return desk.aspect != STEPS and aspect.look(aspect.brush, desk.glyphs).height is not None


def _drawn(desk: Desk, stroke: Stroke, spot: Spot, places: list[Place]) -> Stroke:
    if stroke.is_upright:
        stroke = stroke._replace(brush=aspect_of(desk, desk.lane).at_height(spot.height))
    _paint(desk, stroke, places)
    return stroke._replace(last=spot)


def _paint(desk: Desk, stroke: Stroke, places: list[Place]) -> None:
    rows, pattern = desk.rows, desk.pattern
    cells = [(rows[row], step) for row, step in places if row < len(rows)]
    steps = {
        Cell(row.pad, step): _painted(desk, row, pattern.lane(row.pad).step(step), stroke.brush)
        for row, step in cells
        if step < pattern.lane_length(row.pad)
    }
    label = aspect_title(desk) or ("draw" if stroke.brush.plays else "erase")
    desk.edit(label, edits.put_steps, steps, merge=("stroke", stroke.number))


def _painted(desk: Desk, row: Row, there: Step, brush: Step) -> Step:
    """What a stroke makes of a step; hits that are drawn over stay as they are."""
    if desk.aspect != STEPS:
        return aspect_of(desk, row).laid(there, brush)
    return there if there.plays == brush.plays else brush

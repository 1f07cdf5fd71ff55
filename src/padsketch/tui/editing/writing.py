"""Writing fast: what the keys behind `n` make of a lane, a selection or the pattern."""

from __future__ import annotations

from collections.abc import Callable

from padsketch.model import Project, edits
from padsketch.model.edits import Cell
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.tools import (
    PATTERN,
    TAKE,
    Scope,
    Tool,
    Values,
    lane_cells,
    percent_knob,
    velocity_knob,
    whole_knob,
    wholes,
)
from padsketch.tui.screens.live import LiveDialog
from padsketch.units import TICKS_PER_QUARTER

DEFAULT_HITS, USUAL_STEPS = 4, 16
MAX_SPREAD = 64


def open_tool(make: Callable[[Desk], Tool]) -> Gesture:
    """A gesture that shows the numbers of a tool, and what they make, until they are kept."""

    def gesture(desk: Desk) -> None:
        desk.follows = False
        desk.stage.show(LiveDialog(desk, make(desk)), desk.say)

    return gesture


def euclid_tool(desk: Desk) -> Tool:
    """Hits as evenly as can be."""
    name, scope = desk.session.pattern, Scope(desk)
    most, usual = scope.most_steps, min(scope.usual_steps, USUAL_STEPS)
    knobs = (
        whole_knob("hits", "hits", 0, most, DEFAULT_HITS, "hits", "how many hits"),
        whole_knob("steps", "hits", 1, most, usual, "steps", "until it begins again"),
        whole_knob("rotation", "hits", 0, most, 0, "rotate", "steps by which it begins later"),
        velocity_knob("velocity", 100, "vel", "how hard the hits are"),
        scope.knob,
    )

    def about(values: Values) -> str:
        hits, steps, rotation = wholes(values, "hits", "steps", "rotation")
        rhythm = edits.euclid(min(hits, steps), steps, rotation)
        return "".join("x" if hit else "." for hit in rhythm)

    def write(project: Project, values: Values) -> Project:
        numbers = wholes(values, "hits", "steps", "rotation", "velocity")
        return edits.fill_euclid(project, name, scope.cells(values), *numbers)

    return Tool("euclid", "Euclidean rhythm", knobs, write, about)


def random_tool(desk: Desk) -> Tool:
    """Hits by chance."""
    name, scope = desk.session.pattern, Scope(desk)
    usual = edits.USUAL_WEIGHTS
    knobs = (
        percent_knob("density", 40, "density", "how many of the steps play"),
        percent_knob("beats", int(usual.beats), "beats", "weight of the steps on beats"),
        percent_knob("offbeats", int(usual.offbeats), "offs", "weight of those halfway between"),
        percent_knob("others", int(usual.others), "others", "weight of all other steps"),
        velocity_knob("velocity", 90, "vel", "how hard the hits are"),
        whole_knob("spread", "vel", 0, MAX_SPREAD, 20, "spread", "velocity up and down"),
        TAKE,
        scope.knob,
    )

    def write(project: Project, values: Values) -> Project:
        weights = edits.Weights(values["beats"], values["offbeats"], values["others"])
        density, numbers = values["density"], wholes(values, "velocity", "spread", "take")
        return edits.randomise(project, name, scope.cells(values), density, weights, *numbers)

    return Tool("random", "Random hits", knobs, write)


def thin_tool(desk: Desk) -> Tool:
    """Fewer hits, the weakest go first."""
    name, scope = desk.session.pattern, Scope(desk)
    knobs = (percent_knob("amount", 25, "out", "how many of the hits go"), TAKE, scope.knob)

    def write(project: Project, values: Values) -> Project:
        cells, (take,) = scope.cells(values), wholes(values, "take")
        return edits.thin_out(project, name, cells, values["amount"], take)

    return Tool("thin", "Thin out", knobs, write)


def humanise_tool(desk: Desk) -> Tool:
    """Velocity and time a little off."""
    name, scope = desk.session.pattern, Scope(desk, PATTERN)
    late = desk.pattern.max_nudge
    knobs = (
        whole_knob("velocity", "vel", 0, MAX_SPREAD, 10, "vel", "velocity up and down"),
        whole_knob("time", "ticks", 0, late, 10, "time", "ticks early and late"),
        TAKE,
        scope.knob,
    )

    def about(values: Values) -> str:
        bpm = desk.session.project.bpm
        milliseconds = values["time"] * 60_000 / bpm / TICKS_PER_QUARTER
        return f"up to {milliseconds:.1f} ms early or late at {bpm:g} BPM"

    def write(project: Project, values: Values) -> Project:
        numbers = wholes(values, "velocity", "time", "take")
        return edits.humanise(project, name, scope.cells(values), *numbers)

    return Tool("humanise", "Humanise", knobs, write, about)


def vary_tool(desk: Desk) -> Tool:
    """Another take of what is written."""
    name, scope = desk.session.pattern, Scope(desk, PATTERN)
    knobs = (
        percent_knob("amount", 40, "amount", "how much changes: hits on beats and loud ones stay"),
        TAKE,
        scope.knob,
    )

    def write(project: Project, values: Values) -> Project:
        cells, (take,) = scope.cells(values), wholes(values, "take")
        return edits.vary(project, name, cells, values["amount"], take)

    return Tool("vary", "Vary", knobs, write)


def backwards(desk: Desk) -> None:
    """Write the selected steps, or the lane, backwards."""
    desk.edit("backwards", edits.reverse_steps, _selected(desk))


def rotate(by: int) -> Gesture:
    """Move all steps of the selected lanes by a step; while the key is held it is one edit."""

    def gesture(desk: Desk) -> None:
        rows, _ = desk.selection
        pads = [row.pad for row in desk.rows[rows.start : rows.stop]]
        cells = [cell for pad in pads for cell in lane_cells(desk, pad)]
        merge = desk.keep_merging(("rotate", rows))
        desk.edit("rotate", edits.rotate_steps, cells, by, merge=merge)

    return gesture


def _selected(desk: Desk) -> list[Cell]:
    return desk.selected_cells if desk.anchor is not None else lane_cells(desk, desk.lane.pad)

"""Writing fast: what the keys behind `n` make of a lane, a selection or the pattern."""

from __future__ import annotations

from collections.abc import Callable

from padsketch.model import edits
from padsketch.model.edits import Cell
from padsketch.model.pattern import STEP_TICKS
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.screens.live import LiveDialog
from padsketch.tui.tools import (
    PATTERN,
    TAKE,
    Scope,
    Tool,
    Values,
    percent_knob,
    velocity_knob,
    whole_knob,
)

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
        hits, steps, rotation = (int(values[name]) for name in ("hits", "steps", "rotation"))
        rhythm = edits.euclid(min(hits, steps), steps, rotation)
        return "".join("x" if hit else "." for hit in rhythm)

    return Tool(
        "euclid",
        "Euclidean rhythm",
        knobs,
        lambda project, values: edits.fill_euclid(
            project,
            name,
            scope.cells(values),
            int(values["hits"]),
            int(values["steps"]),
            int(values["rotation"]),
            int(values["velocity"]),
        ),
        about,
    )


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
    return Tool(
        "random",
        "Random hits",
        knobs,
        lambda project, values: edits.randomise(
            project,
            name,
            scope.cells(values),
            values["density"],
            edits.Weights(values["beats"], values["offbeats"], values["others"]),
            int(values["velocity"]),
            int(values["spread"]),
            int(values["take"]),
        ),
    )


def thin_tool(desk: Desk) -> Tool:
    """Fewer hits, the weakest go first."""
    name, scope = desk.session.pattern, Scope(desk)
    knobs = (percent_knob("amount", 25, "out", "how many of the hits go"), TAKE, scope.knob)
    return Tool(
        "thin",
        "Thin out",
        knobs,
        lambda project, values: edits.thin_out(
            project, name, scope.cells(values), values["amount"], int(values["take"])
        ),
    )


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
        milliseconds = values["time"] * 60_000 / bpm / STEP_TICKS["1/4"]
        return f"up to {milliseconds:.1f} ms early or late at {bpm:g} BPM"

    return Tool(
        "humanise",
        "Humanise",
        knobs,
        lambda project, values: edits.humanise(
            project,
            name,
            scope.cells(values),
            int(values["velocity"]),
            int(values["time"]),
            int(values["take"]),
        ),
        about,
    )


def vary_tool(desk: Desk) -> Tool:
    """Another take of what is written."""
    name, scope = desk.session.pattern, Scope(desk, PATTERN)
    knobs = (
        percent_knob("amount", 40, "amount", "how much changes: hits on beats and loud ones stay"),
        TAKE,
        scope.knob,
    )
    return Tool(
        "vary",
        "Vary",
        knobs,
        lambda project, values: edits.vary(
            project, name, scope.cells(values), values["amount"], int(values["take"])
        ),
    )


def backwards(desk: Desk) -> None:
    """Write the selected steps, or the lane, backwards."""
    desk.edit("backwards", edits.reverse_steps, _selected(desk))


def rotate(by: int) -> Gesture:
    """Move all steps of the selected lanes by a step; while the key is held it is one edit."""

    def gesture(desk: Desk) -> None:
        rows, _ = desk.selection
        pads = [row.pad for row in desk.rows[rows.start : rows.stop]]
        cells = [cell for pad in pads for cell in _lane(desk, pad)]
        merge = desk.keep_merging(("rotate", rows))
        desk.edit("rotate", edits.rotate_steps, cells, by, merge=merge)

    return gesture


def _selected(desk: Desk) -> list[Cell]:
    return desk.selected_cells if desk.anchor is not None else _lane(desk, desk.lane.pad)


def _lane(desk: Desk, pad: str) -> list[Cell]:
    return [Cell(pad, step) for step in range(desk.pattern.lane_length(pad))]

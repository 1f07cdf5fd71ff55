"""The lane under the cursor: how it runs, and the pattern and meter that it runs in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from padsketch.model import Pattern, Project, edits
from padsketch.model.parameters import Parameter
from padsketch.model.pattern import DIRECTIONS, EMPTY_LANE, MAX_STEPS, SPEEDS, STEP_TICKS
from padsketch.model.project import BEAT_UNITS, MAX_BEATS, MAX_SWING, MIN_SWING
from padsketch.tui.controls.rack import Control, Rack, Section, choice
from padsketch.tui.desk import Desk
from padsketch.tui.editing.rows import BANK_SIZE

Put = Callable[[Project, Any], Project]
"""Gives something a setting; None: as if untouched."""

NEW_PATTERN = Pattern()
NEW_PROJECT = Project()
LENGTH = Parameter("length", "count", 1.0, MAX_STEPS, 16.0, "length", "steps until it repeats")
SWING = Parameter("swing", "%", MIN_SWING, MAX_SWING, 50.0, "swing", "share of the first of two")
ROTATION = Parameter(
    "rotation", "count", 1.0 - MAX_STEPS, MAX_STEPS - 1.0, 0.0, "rotate", "steps that it is later"
)
SPEED = choice("speed", "speed", "how fast it runs", SPEEDS)
DIRECTION = choice("direction", "dir", "which way it runs", DIRECTIONS)
STEP = choice("step", "step", "note value of a step", tuple(STEP_TICKS))
BEATS = Parameter("beats", "count", 1.0, MAX_BEATS, 4.0, "beats", "beats of a bar")
UNIT = choice("unit", "unit", "note value of a beat", tuple(map(str, BEAT_UNITS)))


def rack(desk: Desk) -> Rack:
    """What can be turned of the lane under the cursor; raises UsageError while there is none."""
    row, pattern = desk.lane, desk.session.pattern
    sections = (
        Section("LANE", _lane_controls(desk, row.pad)),
        Section(f"PATTERN {pattern}", _pattern_controls(desk)),
        Section("PROJECT", _project_controls(desk.session.project)),
    )
    return Rack("lane", f"{row.name} in {pattern}", desk.row % BANK_SIZE, sections)


def _lane_controls(desk: Desk, pad: str) -> tuple[Control, ...]:
    pattern, lane = desk.pattern, desk.pattern.lane(pad)
    swing = _pattern_swing(desk)

    def put(name: str, project: Project, setting: Any) -> Project:
        kept = getattr(EMPTY_LANE, name) if setting is None else setting
        return edits.set_lane_options(project, desk.session.pattern, pad, **{name: kept})

    return (
        _followed(LENGTH, lane.length, pattern.length, partial(put, "length"), round),
        _word(SPEED, lane.speed, EMPTY_LANE.speed, partial(put, "speed")),
        _followed(SWING, lane.swing, swing, partial(put, "swing"), float),
        _followed(ROTATION, lane.rotation or None, 0.0, partial(put, "rotation"), round),
        _word(DIRECTION, lane.direction, EMPTY_LANE.direction, partial(put, "direction")),
    )


def _pattern_controls(desk: Desk) -> tuple[Control, ...]:
    name, pattern = desk.session.pattern, desk.pattern

    def put_length(project: Project, length: Any) -> Project:
        return edits.set_pattern_length(project, name, length or NEW_PATTERN.length)

    def put_step(project: Project, step: Any) -> Project:
        return edits.set_step_size(project, name, step or NEW_PATTERN.step)

    def put_swing(project: Project, swing: Any) -> Project:
        return edits.set_pattern_swing(project, name, swing)

    length = LENGTH._replace(help="steps of the pattern")
    swing = SWING._replace(help="swing of the pattern")
    controls = (
        _plain(length, pattern.length, put_length, round),
        _word(STEP, pattern.step, NEW_PATTERN.step, put_step),
        _followed(swing, pattern.swing, desk.session.project.swing, put_swing, float),
    )
    return tuple(c._replace(key=f"pattern_{c.name}") for c in controls)


def _project_controls(project: Project) -> tuple[Control, ...]:
    count, unit = project.meter.split("/")

    def put_beats(project: Project, beats: Any) -> Project:
        return edits.set_meter(project, beats or 4, int(unit))

    def put_unit(project: Project, word: Any) -> Project:
        return edits.set_meter(project, int(count), int(word or 4))

    def put_swing(project: Project, swing: Any) -> Project:
        return edits.set_swing(project, swing or NEW_PROJECT.swing)

    return (
        _plain(BEATS, int(count), put_beats, round),
        _word(UNIT, unit, "4", put_unit),
        _plain(SWING, project.swing, put_swing, float)._replace(key="project_swing"),
    )


def _plain(
    parameter: Parameter, value: float, put: Put, setting: Callable[[float], Any]
) -> Control:
    def put_value(project: Project, value: float | None) -> Project:
        return put(project, None if value is None else setting(value))

    return Control(parameter, float(value), parameter.default, put_value)


def _followed(
    parameter: Parameter,
    own: float | None,
    followed: float,
    put: Put,
    setting: Callable[[float], Any],
) -> Control:
    """A value that is that of something else until it is set, even to the same."""
    plain = _plain(parameter, followed if own is None else own, put, setting)
    return plain._replace(untouched=float(followed), is_set=own is not None)


def _word(parameter: Parameter, word: str, untouched: str, put: Put) -> Control:
    places = parameter.choices.index

    def put_word(project: Project, place: float | None) -> Project:
        return put(project, None if place is None else parameter.choices[round(place)])

    return Control(parameter, float(places(word)), float(places(untouched)), put_word)


def _pattern_swing(desk: Desk) -> float:
    own = desk.pattern.swing
    return desk.session.project.swing if own is None else own

"""The step under the cursor: its details, and the parameters that it locks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from padsketch.errors import UsageError
from padsketch.model import Project, edits
from padsketch.model.edits import Cell
from padsketch.model.parameters import LOCKS, PAD, Parameter
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS
from padsketch.model.step import CONDITIONS, STEP_RANGES
from padsketch.tui.controls.rack import Control, Rack, Section, choice
from padsketch.tui.controls.values import value_text
from padsketch.tui.desk import Desk, Gesture
from padsketch.tui.editing.rows import BANK_SIZE, Row
from padsketch.tui.keyboard.fingers import VELOCITY
from padsketch.tui.screens.chooser import Chooser, Option

ALWAYS = "always"
RATIOS = tuple(f"{a}:{b}" for b in range(2, 9) for a in range(1, b + 1))
PLAIN_WHENS = (*RATIOS, *CONDITIONS)
WHENS = (ALWAYS, *PLAIN_WHENS, *(f"!{when}" for when in reversed(PLAIN_WHENS)))
"""All conditions in the order in which the keys step through them."""
EVENLY = "evenly"
ROLL_RATES = (EVENLY, *STEP_TICKS)
DETAILS = (
    "velocity",
    "chance",
    "when",
    "rolls",
    "roll_rate",
    "ramp",
    "nudge",
    "length",
    "slide",
)
USUAL_LOCKS = (
    "tune",
    "level_db",
    "pan",
    "start",
    "attack",
    "decay",
    "cutoff",
    "resonance",
    "send_delay",
    "send_reverb",
)
"""What is always offered; any other parameter can be added by its name."""
LABELS = {
    "track_level_db": "track",
    "track_pan": "t.pan",
    "eq_low_hz": "lo Hz",
    "eq_mid_hz": "mid Hz",
    "eq_high_hz": "hi Hz",
    "comp_attack": "c.att",
    "comp_release": "c.rel",
}
"""Where a track's label would be the same as another one."""


def rack(desk: Desk) -> Rack:
    """What can be turned of the step under the cursor; raises UsageError behind the lane's end."""
    cell, step = desk.cell, desk.here
    others = [name for name, _ in step.locks if name not in USUAL_LOCKS]
    sections = [
        Section("STEP", tuple(_details(desk, cell))),
        Section("LOCKS", tuple(_lock(desk, cell, name) for name in USUAL_LOCKS)),
        Section("MORE LOCKS", tuple(_lock(desk, cell, name) for name in others)),
    ]
    owner = f"step {cell.step + 1} of {desk.lane.name}"
    return Rack("step", owner, desk.row % BANK_SIZE, tuple(s for s in sections if s.controls))


def step_controls(desk: Desk) -> tuple[Control, ...]:
    """The controls of the step under the cursor, none behind the end of its lane."""
    try:
        return rack(desk).controls
    except UsageError:
        return ()


def control(desk: Desk, name: str) -> Control:
    """A control of the step under the cursor, by its name; raises UsageError as `rack` does."""
    return next(found for found in rack(desk).controls if found.name == name)


def _number(name: str, unit: str, high: float, default: float, help: str) -> Parameter:
    low, high = STEP_RANGES.get(name, (0, high))
    return Parameter(name, unit, float(low), float(high), default, name, help)


HARDNESS = _number("velocity", "vel", 0.0, VELOCITY, "how hard the pad is hit, 0: a rest")
CHANCE = _number("chance", "%", 0.0, 100.0, "how often it plays")
ROLLS = _number("rolls", "hits", 0.0, 1.0, "hits within the step")
RAMP = _number("ramp", "%", 0.0, 0.0, "velocity gained or lost over a roll")
LENGTH = _number(
    "length", "steps", MAX_STEPS, 0.0, "how long it is held, off: as the pad's mode says"
)


WHEN = choice("when", "when", "in which cycles it plays", WHENS)
RATE = choice("roll_rate", "spacing", "from hit to hit of a roll", ROLL_RATES)
SLIDE = choice("slide", "slide", "locks glide to those of the next hit", ("off", "on"))


def nudge(most: int) -> Parameter:
    """How late a step is, at most so many ticks early or late."""
    help = "ticks that it plays later"
    return Parameter("nudge", "ticks", -float(most), float(most), 0.0, "nudge", help)


def _details(desk: Desk, cell: Cell) -> list[Control]:
    step, pattern = desk.here, desk.session.pattern
    hardness = HARDNESS if step.plays else HARDNESS._replace(default=0.0)
    wholes = (hardness._replace(label="vel"), CHANCE, ROLLS, RAMP, nudge(desk.pattern.max_nudge))
    found = {
        parameter.name: _detail(pattern, cell, parameter, getattr(step, parameter.name), round)
        for parameter in wholes
    }
    found["length"] = _detail(pattern, cell, LENGTH, step.length, float)
    found["slide"] = _detail(pattern, cell, SLIDE, step.slide, bool)
    found["when"] = _word(pattern, cell, WHEN, step.when)
    found["roll_rate"] = _word(pattern, cell, RATE, step.roll_rate)
    return [found[name] for name in DETAILS]


def _detail(
    pattern: str,
    cell: Cell,
    parameter: Parameter,
    value: float,
    setting: Callable[[float], Any],
) -> Control:
    def put(project: Project, value: float | None) -> Project:
        chosen = setting(parameter.default if value is None else value)
        return edits.set_details(project, pattern, cell, **{parameter.name: chosen})

    return Control(parameter, float(value), parameter.default, put)


def _word(pattern: str, cell: Cell, parameter: Parameter, present: str) -> Control:
    """A detail that is one of a few words; its first one stands for none."""
    words = parameter.choices

    def put(project: Project, value: float | None) -> Project:
        chosen = words[round(value)] if value else ""
        return edits.set_details(project, pattern, cell, **{parameter.name: chosen})

    place = words.index(present) if present else 0
    return Control(parameter, float(place), 0.0, put)


def lock_parameter(name: str) -> Parameter:
    """What a step locks under a name, with a label that no other one has."""
    return LOCKS[name]._replace(label=LABELS.get(name, LOCKS[name].label))


def _lock(desk: Desk, cell: Cell, name: str) -> Control:
    """A parameter with the value that the step gives it, else the one that it has anyway."""
    locked, present = dict(desk.here.locks).get(name), present_value(desk, desk.lane, name)
    put = partial(_put_lock, desk.session.pattern, cell, name)
    value = present if locked is None else locked
    return Control(lock_parameter(name), value, present, put, name, is_set=locked is not None)


def _put_lock(
    pattern: str, cell: Cell, name: str, project: Project, value: float | None
) -> Project:
    return edits.set_lock(project, pattern, cell, name, value)


def present_value(desk: Desk, row: Row, name: str) -> float:
    """The value of a parameter in the steps of a lane that do not lock it."""
    kit = desk.session.played_kit
    if name not in PAD:
        return float(getattr(desk.session.project.channel(row.pad), LOCKS[name].name))
    if kit is None or row.pad_index is None:
        return PAD[name].default
    return float(getattr(kit.pads[row.pad_index], name))


def step_texts(controls: Iterable[Control]) -> tuple[tuple[str, str, bool], ...]:
    """Label and reading of controls, and whether the step says so itself."""
    return tuple(
        (found.parameter.label, value_text(found.parameter, found.value), found.is_changed)
        for found in controls
    )


def add_lock(desk: Desk) -> None:
    """Choose any parameter by its name, and lock it to what it is."""
    cell, locked = desk.cell, dict(desk.here.locks)
    free = [name for name in LOCKS if name not in locked]
    options = [Option(name, name, LOCKS[name].help) for name in free]
    dialog = Chooser(f"Lock in step {cell.step + 1}", options, free[0] if free else "")
    desk.stage.show(dialog, lambda name: _take_lock(desk, cell, name))


def _take_lock(desk: Desk, cell: Cell, name: str) -> None:
    label, present = f"lock {LOCKS[name].help}", present_value(desk, desk.lane, name)
    desk.session.edit_pattern(label, edits.set_lock, cell, name, present)
    desk.in_hand["step"] = name


def step_side(by: int) -> Gesture:
    """Go to the step beside this one, within the lane."""

    def gesture(desk: Desk) -> None:
        last = desk.pattern.lane_length(desk.lane.pad) - 1
        desk.move_to(desk.row, min(max(desk.step + by, 0), last))

    return gesture


def step_lane(by: int) -> Gesture:
    """Go to the same step of the lane beside."""
    return lambda desk: desk.move_to(desk.row + by, desk.step)

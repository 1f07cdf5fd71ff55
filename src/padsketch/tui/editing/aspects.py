"""What of its steps the grid shows, and keys and mouse change: one line of a table each."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import REST, Step
from padsketch.model.parameters import Parameter
from padsketch.model.pattern import STEP_TICKS
from padsketch.tui.controls.values import moved, parsed, range_text, value_text
from padsketch.tui.desk import STEPS, Desk
from padsketch.tui.drawing import aspects as looks
from padsketch.tui.drawing.cells import CellLook, cell_look
from padsketch.tui.drawing.controls import value_at
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.editing.rows import Row
from padsketch.tui.keyboard.fingers import VELOCITY
from padsketch.tui.views.step import (
    CHANCE,
    HARDNESS,
    ROLLS,
    WHEN,
    lock_parameter,
    nudge,
    present_value,
)

PLAIN = Step(velocity=VELOCITY)
"""A hit that nobody has changed: what every aspect goes back to."""
VELOCITY_MOVE = 8
ACCENT = 127

Look = Callable[[Step, Glyphs], CellLook]


class Aspect(NamedTuple):
    """A value that hits have, and everything that can be done with it.

    field: the detail of a step that it is; has: whether a step says it, which every hit does;
    blend: the first step with the value of the second; parsed: a hit with a typed value, raises
    UsageError; at_height: a hit with the value that a bar of 0-1 shows; brush: one with the
    value that is given first; hint: what may be typed.
    """

    name: str
    field: str
    has: Callable[[Step], bool]
    blend: Callable[[Step, Step], Step]
    moved: Callable[[Step, int], Step]
    text: Callable[[Step], str]
    parsed: Callable[[str], Step]
    look: Look
    at_height: Callable[[float], Step]
    brush: Step
    hint: str

    def laid(self, there: Step, other: Step) -> Step:
        """The step that is there with the value of another one, where both have one."""
        return self.blend(there, other) if self.has(there) and self.has(other) else there

    def is_plain(self, step: Step) -> bool:
        """Whether nobody has changed this of a step."""
        return self.blend(PLAIN, step) == PLAIN


def _aspect(
    name: str,
    parameter: Parameter,
    read: Callable[[Step], float | None],
    write: Callable[[Step, float | None], Step],
    look: Look,
    brush: float,
    start: float = 0.0,
) -> Aspect:
    """An aspect whose value is that of a parameter; start: what counts where a step has none."""

    def present(step: Step) -> float:
        value = read(step)
        return start if value is None else value

    return Aspect(
        name,
        parameter.name,
        has=lambda step: step.plays or read(step) != read(REST),
        blend=lambda there, other: write(there, read(other)),
        moved=lambda step, by: write(step, moved(parameter, present(step), by)),
        text=lambda step: value_text(parameter, present(step)),
        parsed=lambda text: write(PLAIN, parsed(parameter, text)),
        look=look,
        at_height=lambda height: write(PLAIN, value_at(parameter, height)),
        brush=write(PLAIN, brush),
        hint=range_text(parameter),
    )


def _whole(name: str, parameter: Parameter, look: Look, brush: float) -> Aspect:
    """An aspect that is a whole number of a step."""

    def write(step: Step, value: float | None) -> Step:
        return replace(step, **{parameter.name: round(value or 0.0)})

    return _aspect(name, parameter, lambda s: getattr(s, parameter.name), write, look, brush)


def _harder(step: Step, by: int) -> Step:
    return replace(step, velocity=min(max(step.velocity + by * VELOCITY_MOVE, 1), 127))


def _when(step: Step) -> float:
    return float(WHEN.choices.index(step.when)) if step.when else 0.0


def _write_when(step: Step, place: float | None) -> Step:
    return replace(step, when=WHEN.choices[round(place)] if place else "")


ROLL_HINT = "hits, with a note value and a ramp where wanted: 3, 4@1/32T, 6@1/32 -50%"
_ROLL = re.compile(r"([1-8])\s*(?:@\s*(\d+/\d+[tT]?))?\s*(?:([+-](?:100|\d\d?))\s*%?)?")


def _roll_text(step: Step) -> str:
    rate = f"@{step.roll_rate}" if step.roll_rate else ""
    return f"{step.rolls}{rate}{f' {step.ramp:+}%' if step.ramp else ''}"


def _parsed_roll(text: str) -> Step:
    found = _ROLL.fullmatch(text.strip())
    rate = (found[2] or "").upper() if found else ""
    if found is None or rate not in ("", *STEP_TICKS):
        raise UsageError(f"'{text.strip()}' is no roll", f"Type {ROLL_HINT}.")
    return replace(PLAIN, rolls=int(found[1]), roll_rate=rate, ramp=int(found[3] or 0))


def _blended_roll(there: Step, other: Step) -> Step:
    return replace(there, rolls=other.rolls, roll_rate=other.roll_rate, ramp=other.ramp)


VELOCITIES = _whole("velocity", HARDNESS._replace(low=1.0), looks.velocity_look, ACCENT)._replace(
    moved=_harder
)
CONDITION = _aspect("condition", WHEN, _when, _write_when, looks.condition_look, 1.0)._replace(
    hint="1:2, !2:4, fill, first, prev, neighbour, with ! what is not; always"
)
ROLL = _whole("roll", ROLLS, looks.roll_look, 2.0)._replace(
    blend=_blended_roll, text=_roll_text, parsed=_parsed_roll, hint=ROLL_HINT
)


@lru_cache(maxsize=16)
def nudge_aspect(step_ticks: int, max_nudge: int) -> Aspect:
    """How late hits are, as far as steps of so many ticks can be."""
    parameter = nudge(max_nudge)
    plain = _whole("nudge", parameter, looks.nudge_look, 20.0)

    def parse(text: str) -> Step:
        share = text.strip().removesuffix("%")
        if share == text.strip():
            return plain.parsed(text)
        percent = parsed(parameter._replace(unit="%", low=-100.0, high=100.0), share)
        return plain.parsed(str(round(percent / 100 * step_ticks)))

    return plain._replace(parsed=parse, hint=f"{plain.hint} ticks, or percent of a step: -12%")


@lru_cache(maxsize=256)
def lock_aspect(name: str, start: float) -> Aspect:
    """A parameter that steps lock; start: what it is where they do not."""
    parameter = lock_parameter(name)

    def read(step: Step) -> float | None:
        return dict(step.locks).get(name)

    def write(step: Step, value: float | None) -> Step:
        locks = {**dict(step.locks), name: value}
        kept = ((other, at) for other, at in sorted(locks.items()) if at is not None)
        return replace(step, locks=tuple(kept))

    def look(step: Step, glyphs: Glyphs) -> CellLook:
        return looks.lock_look(step, read(step), parameter, glyphs)

    title = f"lock: {parameter.label}"
    return _aspect(title, parameter, read, write, look, start, start)._replace(field=name)


def _always(aspect: Aspect) -> Callable[[Desk, Row], Aspect]:
    return lambda desk, row: aspect


TABLE: dict[str, Callable[[Desk, Row], Aspect]] = {
    STEPS: _always(VELOCITIES._replace(name=STEPS, field="", look=cell_look)),
    "velocity": _always(VELOCITIES),
    "chance": _always(_whole("chance", CHANCE, looks.chance_look, 50.0)),
    "condition": _always(CONDITION),
    "roll": _always(ROLL),
    "nudge": lambda desk, row: nudge_aspect(desk.pattern.step_ticks, desk.pattern.max_nudge),
    "lock": lambda desk, row: lock_aspect(desk.lock, present_value(desk, row, desk.lock)),
}
"""The aspects in the order in which keys turn through them, as they are for a lane."""
NAMES = tuple(TABLE)


def aspect_of(desk: Desk, row: Row) -> Aspect:
    """The aspect that the grid shows, as it is for a lane."""
    return TABLE[desk.aspect](desk, row)


def aspect_field(desk: Desk) -> str:
    """The detail of a step that the grid shows; none for the steps as a whole."""
    return aspect_of(desk, desk.lane).field if desk.rows else ""


def aspect_title(desk: Desk) -> str:
    """What the grid shows, in words; nothing for the steps as a whole."""
    if desk.aspect == "lock":
        return f"lock: {lock_parameter(desk.lock).label}"
    return "" if desk.aspect == STEPS else desk.aspect

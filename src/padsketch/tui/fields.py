"""What two keys can change about a step or a track: one table for strip, panel and dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from padsketch.errors import UsageError
from padsketch.model import Step, edits
from padsketch.model.edits import Cell
from padsketch.model.parameters import LOCKS
from padsketch.model.project import Project
from padsketch.model.step import CONDITIONS

WHENS = (
    "",
    *(f"{a}:{b}" for b in range(2, 9) for a in range(1, b + 1)),
    *CONDITIONS,
    *(f"!{word}" for word in CONDITIONS),
)
"""The conditions in the order in which the keys step through them."""

Change = Callable[[Project, str, Cell, Any], Project]


class Field(NamedTuple):
    """One value of a step: how it reads, how a key moves it, how a typed text is understood."""

    name: str
    get: Callable[[Step], Any]
    text: Callable[[Any], str]
    moved: Callable[[Any, int], Any]
    parse: Callable[[str], Any]
    change: Change
    big: int = 1
    """How many moves a coarse key makes."""


def _detail(name: str) -> Change:
    def change(project: Project, pattern: str, cell: Cell, value: Any) -> Project:
        return edits.set_details(project, pattern, cell, **{name: value})

    return change


def _lock(name: str) -> Change:
    def change(project: Project, pattern: str, cell: Cell, value: Any) -> Project:
        return edits.set_lock(project, pattern, cell, name, value)

    return change


def _locked(name: str) -> Callable[[Step], float | None]:
    return lambda step: dict(step.locks).get(name)


def _added(value: int, by: int) -> int:
    return value + by


def _next_when(when: str, by: int) -> str:
    return WHENS[(WHENS.index(when) + by) % len(WHENS)] if when in WHENS else ""


def _lock_moved(name: str, unit: float) -> Callable[[float | None, int], float]:
    return lambda value, by: (LOCKS[name].default if value is None else value) + by * unit


def parse_whole(text: str) -> int:
    """A typed whole number; raises UsageError."""
    try:
        return int(text.strip().rstrip("%"))
    except ValueError:
        raise UsageError(f"'{text}' is not a whole number", "Type digits.") from None


def parse_number(text: str) -> float:
    """A typed number; raises UsageError."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise UsageError(f"'{text}' is not a number", "Type digits, with a point.") from None


def _parse_lock(text: str) -> float | None:
    return parse_number(text) if text.strip() not in ("", "-") else None


def _whole(name: str, unit: str = "", sign: str = "", big: int = 1) -> Field:
    return Field(
        name,
        lambda step: getattr(step, name),
        lambda value: f"{value:{sign}d}{unit}",
        _added,
        parse_whole,
        _detail(name),
        big,
    )


def _lock_field(name: str, label: str, unit: float) -> Field:
    return Field(
        label,
        _locked(name),
        lambda value: "-" if value is None else f"{value:+g}{LOCKS[name].unit}",
        _lock_moved(name, unit),
        _parse_lock,
        _lock(name),
    )


STEP_FIELDS: tuple[Field, ...] = (
    _whole("velocity", big=8),
    _whole("chance", unit="%", big=5),
    Field(
        "when",
        lambda step: step.when,
        lambda value: value or "always",
        _next_when,
        lambda text: "" if text.strip() == "always" else text.strip(),
        _detail("when"),
    ),
    _whole("rolls"),
    _whole("ramp", unit="%", sign="+", big=10),
    _whole("nudge", sign="+", big=10),
    _lock_field("tune", "tune", 1.0),
    _lock_field("level_db", "level", 1.0),
    _lock_field("pan", "pan", 0.1),
    _lock_field("start", "start", 5.0),
    _lock_field("attack", "attack", 5.0),
    _lock_field("decay", "decay", 10.0),
)
STRIP_FIELDS = ("velocity", "chance", "when", "rolls", "nudge", "tune")
"""The fields that the step strip has room for, and that its panel steps through."""
TRACK_FIELDS = ("level_db", "pan")
TRACK_UNITS = {"level_db": 1.0, "pan": 0.1}
"""How far a key moves them: decibels, and a tenth of the way from the centre to a side."""


def step_field(name: str) -> Field:
    """The field of a name."""
    return next(field for field in STEP_FIELDS if field.name == name)


def field_texts(step: Step, names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Name and reading of fields of a step."""
    fields = (step_field(name) for name in names)
    return tuple((field.name, field.text(field.get(step))) for field in fields)

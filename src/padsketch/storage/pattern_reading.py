"""Patterns from the tables of a project file: lanes as text, locks and options as tables."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec

from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import DIRECTIONS, MAX_STEPS, SPEEDS, STEP_TICKS, Lane, Pattern
from padsketch.model.project import MAX_SWING, MIN_SWING
from padsketch.model.step import GLYPH_STEPS, REST, STEP_RANGES, Step
from padsketch.storage.reading import (
    Place,
    Reader,
    as_table,
    read_entries,
    read_list,
    read_table,
    shown,
)
from padsketch.storage.values import (
    choice,
    condition,
    flag,
    number,
    pad_mention,
    parameters,
    text,
    whole,
)

SWING = number(MIN_SWING, MAX_SWING, places=2)
_FOR_THE_EYE = str.maketrans("", "", " \t|")


class Lock(NamedTuple):
    """The details of one step: its lane, its position from 0, and the fields of Step to set."""

    lane: str
    position: int
    changes: dict[str, Any]


def read_pattern(value: object, place: Place) -> Pattern:
    """A pattern; lanes that only locks or options name stand behind the others."""
    locks_reader = _locks_reader(_max_nudge(as_table(value)))
    values = read_table(value, place, {**_PATTERN, "locks": locks_reader})
    steps: dict[str, tuple[Step, ...]] = values.pop("lanes", {})
    locks: tuple[Lock, ...] = values.pop("locks", ())
    options: dict[str, dict[str, Any]] = values.pop("lane_options", {})
    names = dict.fromkeys([*steps, *(lock.lane for lock in locks), *options])
    locked = _with_locks(steps, locks)
    lanes = {name: Lane(steps=locked.get(name, ()), **options.get(name, {})) for name in names}
    return Pattern(**values, lanes=lanes)


def read_steps(value: object, place: Place) -> tuple[Step, ...]:
    """The steps of a lane's text; blanks and `|` are there for the eye only."""
    glyphs = bare_glyphs(text(value, place))
    if len(glyphs) > MAX_STEPS:
        raise ValueError(f"{len(glyphs)} steps are more than {MAX_STEPS}")
    try:
        return tuple(map(GLYPH_STEPS.__getitem__, glyphs.rstrip(".")))
    except KeyError as error:
        glyph = error.args[0]
        number = glyphs.index(glyph) + 1
        raise ValueError(f"step {number}: {shown(glyph)} is not a step") from None


def bare_glyphs(steps: str) -> str:
    """The text of a lane without what is there for the eye only."""
    return steps.translate(_FOR_THE_EYE)


def _max_nudge(table: dict[str, Any]) -> int:
    step = table.get("step")
    known = isinstance(step, str) and step in STEP_TICKS
    return Pattern(step=str(step)).max_nudge if known else Pattern().max_nudge


def _locks_reader(max_nudge: int) -> Reader:
    readers = {**_LOCK, "nudge": whole(-max_nudge, max_nudge)}

    def read_all(value: object, place: Place) -> tuple[Lock, ...]:
        seen: set[tuple[str, int]] = set()

        def read_one(value: object, place: Place) -> Lock | None:
            values = read_table(value, place, readers, required=("lane", "step"))
            if "lane" not in values or "step" not in values:
                return None
            lock = _lock(values)
            if (lock.lane, lock.position) in seen:
                raise ValueError(f"step {lock.position + 1} of '{lock.lane}' has a lock already")
            seen.add((lock.lane, lock.position))
            return lock

        return read_list(value, place, read_one)

    return read_all


def _lock(values: dict[str, Any]) -> Lock:
    lane, number = values.pop("lane"), values.pop("step")
    parameters = sorted((name, values.pop(name)) for name in LOCKS if name in values)
    if parameters:
        values["locks"] = tuple(parameters)
    return Lock(lane, number - 1, values)


def _with_locks(
    steps: dict[str, tuple[Step, ...]], locks: tuple[Lock, ...]
) -> dict[str, tuple[Step, ...]]:
    locked = {lock.lane: list(steps.get(lock.lane, ())) for lock in locks}
    for lock in locks:
        lane = locked[lock.lane]
        lane.extend([REST] * (lock.position + 1 - len(lane)))
        lane[lock.position] = msgspec.structs.replace(lane[lock.position], **lock.changes)
    return {**steps, **{name: tuple(lane) for name, lane in locked.items()}}


def _lane_options(value: object, place: Place) -> dict[str, Any]:
    return read_table(value, place, _LANE_OPTIONS)


def _lanes(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pad_mention, read_steps)


def _all_lane_options(value: object, place: Place) -> dict[str, Any]:
    return read_entries(value, place, pad_mention, _lane_options)


_LOCK: dict[str, Reader] = {
    "lane": pad_mention,
    "step": whole(1, MAX_STEPS),
    **{name: whole(low, high) for name, (low, high) in STEP_RANGES.items()},
    "when": condition,
    "roll_rate": choice("a roll rate", ("", *STEP_TICKS)),
    "length": number(0.0, float(MAX_STEPS)),
    "slide": flag,
    **parameters(LOCKS),
}
_LANE_OPTIONS: dict[str, Reader] = {
    "length": whole(1, MAX_STEPS),
    "swing": SWING,
    "speed": choice("a speed", SPEEDS),
    "rotation": whole(1 - MAX_STEPS, MAX_STEPS - 1),
    "direction": choice("a direction", DIRECTIONS),
}
_PATTERN: dict[str, Reader] = {
    "length": whole(1, MAX_STEPS),
    "step": choice("a step size", STEP_TICKS),
    "swing": SWING,
    "name": text,
    "lanes": _lanes,
    "lane_options": _all_lane_options,
}

"""Steps that any file can hold: every detail in its range."""

from __future__ import annotations

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_choice,
    clamped,
    clamped_parameter,
    clamped_whole,
)
from padsketch.model.parameters import LOCKS
from padsketch.model.pattern import MAX_STEPS, STEP_TICKS
from padsketch.model.step import STEP_RANGES, Step, parse_condition

_ROLL_RATES = ("", *STEP_TICKS)


def fitted(step: Step, max_nudge: int) -> Step:
    """The step with its numbers in range; raises UsageError for a detail that is nonsense."""
    if not step.has_details and 0 <= step.velocity <= STEP_RANGES["velocity"][1]:
        return step
    _check_condition(step.when)
    check_choice("a roll rate", step.roll_rate, _ROLL_RATES)
    ranges = {**STEP_RANGES, "nudge": (-max_nudge, max_nudge)}
    numbers = {name: clamped_whole(getattr(step, name), *ends) for name, ends in ranges.items()}
    locks = {name: _fitted_lock(name, value) for name, value in step.locks}
    return replace(
        step,
        **numbers,
        length=clamped(step.length, 0.0, float(MAX_STEPS)),
        locks=tuple(sorted(locks.items())),
    )


def _fitted_lock(name: str, value: float) -> float:
    check_choice("a parameter", name, LOCKS)
    return clamped_parameter(LOCKS[name], value)


def _check_condition(when: str) -> None:
    try:
        parse_condition(when)
    except ValueError as error:
        raise UsageError(str(error), "2:4 plays in the second of every four cycles.") from None

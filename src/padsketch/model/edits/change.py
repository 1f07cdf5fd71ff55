"""What all edits share: changing one part of a frozen whole, and values brought into range."""

from __future__ import annotations

import math
from collections.abc import Collection

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.kit import is_pad_id
from padsketch.model.parameters import Parameter
from padsketch.model.pattern import EMPTY_LANE, Lane, Pattern
from padsketch.model.project import (
    MAX_BPM,
    MAX_SWING,
    MIN_BPM,
    MIN_SWING,
    PATTERN_NAMES,
    Project,
)


def pattern_of(project: Project, name: str) -> Pattern:
    """The pattern of a name; raises UsageError for a name that none can have."""
    if name not in PATTERN_NAMES:
        raise UsageError(f"There is no pattern '{name}'", "Patterns are called A1 to H16.")
    return project.pattern(name)


def with_pattern(project: Project, name: str, pattern: Pattern) -> Project:
    """The project with one pattern changed."""
    if project.pattern(name) == pattern:
        return project
    return replace(project, patterns={**project.patterns, name: pattern})


def with_lane(pattern: Pattern, pad: str, lane: Lane) -> Pattern:
    """The pattern with one lane changed; an absent lane that would be empty stays absent."""
    check_pad(pad)
    if lane == pattern.lanes.get(pad, EMPTY_LANE):
        return pattern
    return replace(pattern, lanes={**pattern.lanes, pad: lane})


def check_pad(pad: str) -> None:
    """Raise UsageError for a name that no pad can have."""
    if not is_pad_id(pad):
        raise UsageError(
            f"'{pad}' cannot be a pad's name", "Use small letters, digits, '_' and '-'."
        )


def check_choice(what: str, value: object, options: Collection[str]) -> None:
    """Raise UsageError for a word that is none of the options."""
    if value not in options:
        raise UsageError(
            f"'{value}' is not {what}", f"Choose one of {', '.join(filter(None, options))}."
        )


def check_text(text: str) -> str:
    """The text; raises UsageError for characters that cannot be written to a file."""
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise UsageError(f"{text!r} cannot be written to a file", "Use ordinary letters.")
    return text


def clamped(value: float, low: float, high: float) -> float:
    """The nearest number in a range; raises UsageError for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        raise UsageError(f"'{value}' is not a number", f"Give a number from {low:g} to {high:g}.")
    return float(min(max(value, low), high))


def clamped_whole(value: int, low: int, high: int) -> int:
    """The nearest whole number in a range; raises UsageError for what is no whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError(f"'{value}' is not a whole number", f"Give one from {low} to {high}.")
    return min(max(value, low), high)


def clamped_parameter(parameter: Parameter, value: float) -> float:
    """A value in the range of a parameter; the place of a word is a whole number."""
    fitting = clamped(value, parameter.low, parameter.high)
    return float(round(fitting)) if parameter.choices else fitting


def clamped_bpm(bpm: float) -> float:
    """A tempo in range, to thousandths."""
    return round(clamped(bpm, MIN_BPM, MAX_BPM), 3)


def clamped_swing(swing: float | None) -> float | None:
    """A swing in percent to hundredths; None follows what is above."""
    return None if swing is None else round(clamped(swing, MIN_SWING, MAX_SWING), 2)

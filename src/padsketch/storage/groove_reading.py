"""Grooves, accents and feels from the tables of a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from padsketch.model.grooves import (
    MAX_FACTOR,
    MAX_OFFSET,
    MAX_PLACES,
    Accent,
    Feel,
    Groove,
    Library,
)
from padsketch.model.pattern import STEP_TICKS
from padsketch.model.project import MAX_BPM, MIN_BPM, MIN_SWING
from padsketch.model.roles import ROLES
from padsketch.storage.documents import DocumentKind, format_name, version_number
from padsketch.storage.pattern_reading import bare_glyphs, read_pattern, read_steps
from padsketch.storage.reading import (
    Place,
    Reader,
    as_table,
    expected,
    read_list,
    read_table,
)
from padsketch.storage.values import choice, meter, number, text

GROOVES_FORMAT = "padsketch-grooves"


def _read_library(document: object, place: Place) -> Library:
    values = read_table(document, place, _DOCUMENT, required=("format", "version"))
    kinds = ("grooves", "accents", "feels")
    return Library(*(values.get(kind, ()) for kind in kinds))


def _several(read: Callable[[object, Place], Any]) -> Reader:
    return lambda value, place: read_list(value, place, read)


def _groove(value: object, place: Place) -> Groove | None:
    """A pattern with a name, a style, tempos and a meter, straight where it does not swing.

    Its lanes are called by roles.
    """
    table = as_table(value)
    own = {name: item for name, item in table.items() if name in _GROOVE}
    rest = {name: item for name, item in table.items() if name not in _GROOVE}
    values = read_table(own, place, _GROOVE, required=("name", "style", "bpm"))
    pattern = read_pattern({"swing": MIN_SWING, **rest}, place)
    for role in pattern.lanes.keys() - set(ROLES):
        place.key("lanes").key(role).fault(f"is no role ({', '.join(ROLES)})")
    return Groove(**values, pattern=pattern) if {"name", "style", "bpm"} <= values.keys() else None


def _accent(value: object, place: Place) -> Accent | None:
    values = read_table(value, place, _ACCENT, required=("name", "levels"))
    return Accent(**values) if {"name", "levels"} <= values.keys() else None


def _feel(value: object, place: Place) -> Feel | None:
    values = read_table(value, place, _FEEL, required=("name",))
    return Feel(**values) if "name" in values else None


def _tempos(value: object, place: Place) -> tuple[float, float]:
    ends = read_list(value, place, number(MIN_BPM, MAX_BPM))
    if len(ends) != 2 or ends[0] > ends[1]:
        raise ValueError(expected("a lowest and a highest tempo", value))
    return ends[0], ends[1]


def _levels(value: object, place: Place) -> tuple[float, ...]:
    """A level for every glyph: its velocity out of 127."""
    steps = read_steps(value, place)
    places = len(bare_glyphs(text(value, place)))
    if not places:
        raise ValueError("there are no steps")
    levels = tuple(round(step.velocity / 127, 4) for step in steps)
    return levels + (0.0,) * (places - len(levels))


def _places(low: float, high: float) -> Reader:
    def read(value: object, place: Place) -> tuple[float, ...]:
        numbers = read_list(value, place, number(low, high))
        if not 1 <= len(numbers) <= MAX_PLACES:
            raise ValueError(f"there are {len(numbers)} places, not 1 to {MAX_PLACES}")
        return numbers

    return read


def _roles(value: object, place: Place) -> tuple[str, ...]:
    return read_list(value, place, choice("a role", ROLES))


_STEP = choice("a step size", STEP_TICKS)
_GROOVE: dict[str, Reader] = {"name": text, "style": text, "bpm": _tempos, "meter": meter}
_ACCENT: dict[str, Reader] = {"name": text, "levels": _levels, "step": _STEP}
_FEEL: dict[str, Reader] = {
    "name": text,
    "step": _STEP,
    "timing": _places(-MAX_OFFSET, MAX_OFFSET),
    "velocity": _places(0.0, MAX_FACTOR),
    "roles": _roles,
}
_DOCUMENT: dict[str, Reader] = {
    "format": format_name(GROOVES_FORMAT),
    "version": version_number,
    "grooves": _several(_groove),
    "accents": _several(_accent),
    "feels": _several(_feel),
}
GROOVES_KIND = DocumentKind(1, {}, _read_library)

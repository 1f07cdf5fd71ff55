"""What can be borrowed from: the grooves, accents and feels that ship, and the user's own."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from padsketch.display import safe
from padsketch.errors import Fault, UsageError
from padsketch.model.grooves import (
    MAX_FACTOR,
    MAX_OFFSET,
    MAX_PLACES,
    Accent,
    Feel,
    Groove,
)
from padsketch.model.pattern import STEP_TICKS
from padsketch.model.project import MAX_BPM, MIN_BPM, MIN_SWING
from padsketch.model.roles import ROLES
from padsketch.storage.documents import (
    DocumentKind,
    Reading,
    format_name,
    read_document,
    read_text,
    version_number,
)
from padsketch.storage.files import disk_errors, is_file, write_atomic
from padsketch.storage.pattern_reading import bare_glyphs, read_pattern, read_steps
from padsketch.storage.reading import (
    Place,
    Reader,
    as_table,
    expected,
    invalid_file,
    read_list,
    read_table,
)
from padsketch.storage.toml import toml_pairs
from padsketch.storage.values import choice, meter, number, text

GROOVES_FILE = "grooves.toml"
_FORMAT = "padsketch-grooves"
_HEAD = f'format = "{_FORMAT}"\nversion = 1\n'


class Library(NamedTuple):
    """Grooves, accents and feels, those that ship before the user's own."""

    grooves: tuple[Groove, ...] = ()
    accents: tuple[Accent, ...] = ()
    feels: tuple[Feel, ...] = ()


def load_library() -> Library:
    """All that ships and what the user has; of two with one name the user's counts.

    Raises InvalidFile when the user's file has faults.
    """
    own, shipped = _user_library(), shipped_library()
    return Library(*(_joined(*pair) for pair in zip(shipped, own, strict=True)))


@lru_cache(maxsize=1)
def shipped_library() -> Library:
    """What comes with padsketch."""
    content = files("padsketch").joinpath(GROOVES_FILE).read_text(encoding="utf-8")
    return _library(GROOVES_FILE, read_document(content, _KIND))


def user_grooves_file() -> Path:
    """Where the user's own are kept."""
    import platformdirs

    return platformdirs.user_config_path("padsketch") / GROOVES_FILE


def add_feel(feel: Feel) -> Path:
    """Keep a feel in the user's file, which stays as it is but for the new lines.

    Raises InvalidFile when that file has faults, UsageError for a name that it has already,
    PadsketchError for a disk that refuses. Returns the file.
    """
    path = user_grooves_file()
    if feel.name in (own.name for own in _user_library().feels):
        raise UsageError(f"There is a feel '{safe(feel.name, 40)}' already", "Use another name.")
    content = path.read_text(encoding="utf-8") if is_file(path) else _HEAD
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, f"{content.rstrip()}\n\n{feel_text(feel)}".encode())
    return path


def feel_text(feel: Feel) -> str:
    """A feel as a file has it."""
    values: dict[str, Any] = {"name": feel.name, "step": feel.step}
    values |= {"timing": feel.timing, "velocity": feel.velocity, "roles": feel.roles}
    return "[[feels]]\n" + "\n".join(toml_pairs({k: v for k, v in values.items() if v})) + "\n"


def _user_library() -> Library:
    path = user_grooves_file()
    if not is_file(path):
        return Library()
    content = read_text(path)
    reading = Reading(None, [content]) if isinstance(content, Fault) else None
    return _library(str(path), reading or read_document(str(content), _KIND))


def _library(name: str, reading: Reading) -> Library:
    if reading.faults:
        raise invalid_file(safe(name), reading.faults, "Mend the file, or move it away.")
    library: Library = reading.value
    return library


def _joined(shipped: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both, in their order, one of each name."""
    return tuple({item.name: item for item in (*shipped, *own)}.values())


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
    "format": format_name(_FORMAT),
    "version": version_number,
    "grooves": _several(_groove),
    "accents": _several(_accent),
    "feels": _several(_feel),
}
_KIND = DocumentKind(1, {}, _read_library)

"""A kit from the tables of its file."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from padsketch.model.kit import (
    LAYER_NUMBERS,
    LAYER_SWITCHES,
    LAYERINGS,
    MAX_CHOKE,
    MAX_PADS,
    MAX_VELOCITY,
    MODES,
    Credit,
    Kit,
    Layer,
    Pad,
    velocity_gap,
)
from padsketch.model.parameters import LAYER, PAD
from padsketch.storage.documents import DocumentKind, format_name, version_number
from padsketch.storage.migrations import KIT_MIGRATIONS, KIT_VERSION
from padsketch.storage.reading import (
    Place,
    Reader,
    expected,
    read_entries,
    read_list,
    read_table,
    shown,
)
from padsketch.storage.values import (
    choice,
    file_name,
    flag,
    kept,
    pad_id,
    parameter,
    parameters,
    text,
    whole,
)

KIT_FORMAT = "padsketch-kit"
_VELOCITY = whole(1, MAX_VELOCITY)
_NOTE = re.compile(r"([A-G][#b]?-?[0-9])?")


def _read_kit(document: object, place: Place) -> Kit | None:
    required = ("format", "version", "name", "pads")
    values = read_table(document, place, _KIT, required)
    values.pop("format", None)
    return Kit(**{"name": "", "pads": (), **values})


def _pads(value: object, place: Place) -> tuple[Pad, ...]:
    owners: dict[str, str] = {}

    def unique_id(value: object, place: Place) -> str:
        name = pad_id(value, place)
        if name in owners:
            raise ValueError(f"{shown(name)} is {owners[name]} already")
        owners[name] = place.path
        return name

    def pad(value: object, place: Place) -> Pad | None:
        required = ("id", "name", "layers")
        values = read_table(value, place, {**_PAD, "id": unique_id}, required)
        return Pad(**values) if set(required) <= values.keys() else None

    pads = read_list(value, place, pad)
    if isinstance(value, list) and not 1 <= len(value) <= MAX_PADS:
        raise ValueError(f"{len(value)} pads; a kit has 1 to {MAX_PADS}")
    return pads


def read_layers(value: object, place: Place) -> tuple[Layer, ...]:
    """The layers of a pad, which together play every velocity."""
    layers: tuple[Layer, ...] = read_list(value, place, _layer)
    if isinstance(value, list) and len(layers) == len(value) and (gap := velocity_gap(layers)):
        raise ValueError(f"no layer plays velocity {gap[0]} to {gap[1]}")
    return layers


def _layer(value: object, place: Place) -> Layer | None:
    values = read_table(value, place, _LAYER, required=("file",))
    return Layer(**values) if "file" in values else None


def _velocity_range(value: object, place: Place) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(expected("a range such as [1, 127]", value))
    ends = read_list(value, place, _VELOCITY)
    if len(ends) < 2:
        return None
    low, high = ends
    if low > high:
        raise ValueError(f"{low} is above {high}")
    return low, high


def _file_inside(value: object, place: Place) -> str:
    name = file_inside(value, place)
    place.mention("file", name)
    return name


def file_inside(value: object, place: Place) -> str:
    """A file inside the folder that names it."""
    name = file_name(value, place)
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        raise ValueError(f"{shown(name)} is not inside its folder")
    return name


def _note(value: object, place: Place) -> str:
    if not _NOTE.fullmatch(text(value, place)):
        raise ValueError(f"{shown(value)} is not a note such as C2 or F#3")
    return str(value)


def read_credits(value: object, place: Place) -> dict[str, Any]:
    """Credits by file."""
    return read_entries(value, place, text, _credit)


def _credit(value: object, place: Place) -> Credit:
    return Credit(**read_table(value, place, _CREDIT))


_LAYER: dict[str, Reader] = {
    "file": _file_inside,
    "velocity": _velocity_range,
    **{name: parameter(LAYER[name]) for name in LAYER_NUMBERS},
    **dict.fromkeys(LAYER_SWITCHES, flag),
}
PAD_SETTINGS: dict[str, Reader] = {
    "mode": choice("a mode", MODES),
    "choke": whole(0, MAX_CHOKE),
    "layering": choice("a layering", LAYERINGS),
    "layers": read_layers,
}
_PAD: dict[str, Reader] = {"name": text, "root": _note, **PAD_SETTINGS, **parameters(PAD)}
_CREDIT: dict[str, Reader] = dict.fromkeys(Credit.__struct_fields__, text)
_KIT: dict[str, Reader] = {
    "format": format_name(KIT_FORMAT),
    "version": version_number,
    "name": text,
    "description": text,
    "author": text,
    "licence": text,
    "pads": _pads,
    "credits": read_credits,
    "x": kept,
}
KIT_KIND = DocumentKind(KIT_VERSION, KIT_MIGRATIONS, _read_kit)

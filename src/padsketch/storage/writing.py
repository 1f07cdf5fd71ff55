"""What the files of projects and kits write alike: what differs from the defaults, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from padsketch.model.kit import Layer
from padsketch.model.parameters import Parameter


def changed(
    value: msgspec.Struct, plain: msgspec.Struct, always: tuple[str, ...] = ()
) -> dict[str, Any]:
    """The fields that differ from those of a plain value, and those that are always written."""
    fields: Mapping[str, Any] = msgspec.structs.asdict(value)
    return {
        name: item
        for name, item in fields.items()
        if name in always or item != getattr(plain, name)
    }


def written(table: Mapping[str, Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as files have them: choices of a table's parameters as their words."""
    return {
        name: table[name].written(value) if name in table else value
        for name, value in values.items()
    }


def layer_values(layer: Layer) -> dict[str, Any]:
    """What a file says of a layer."""
    return changed(layer, Layer(file=""), ("file",))

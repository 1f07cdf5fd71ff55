"""Frozen values with a field for every parameter of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from padsketch.model.parameters import Parameter


def settings(name: str, table: Mapping[str, Parameter]) -> Any:
    """A frozen base class with the parameters of a table as its fields and defaults."""
    fields: Iterable[Any] = [(p.name, float, p.default) for p in table.values()]
    return msgspec.defstruct(name, fields, frozen=True, kw_only=True, module=__name__)

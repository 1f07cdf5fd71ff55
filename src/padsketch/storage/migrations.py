"""The way from an older version of a format to the present one, on plain tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Migration = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns the document of one version into that of the next."""

PROJECT_VERSION = 1
PROJECT_MIGRATIONS: Mapping[int, Migration] = {}
"""The migration that leaves each version of `padsketch-project` behind."""

KIT_VERSION = 1
KIT_MIGRATIONS: Mapping[int, Migration] = {}
"""The migration that leaves each version of `padsketch-kit` behind."""

TAKES_VERSION = 1
TAKES_MIGRATIONS: Mapping[int, Migration] = {}
"""The migration that leaves each version of `padsketch-takes` behind."""


def migrate(
    document: dict[str, Any], version: int, migrations: Mapping[int, Migration]
) -> dict[str, Any]:
    """The document brought from its own version to a newer one, step by step."""
    for old in range(document["version"], version):
        document = {**migrations[old](document), "version": old + 1}
    return document

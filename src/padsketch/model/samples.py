"""Which samples are a project's own, and how one is known again wherever it lies."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from padsketch.model.project import Project


class SampleIdentity(msgspec.Struct, frozen=True):
    """The content of a file: its size in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


def played_files(project: Project, of_kit: Collection[str] = ()) -> tuple[str, ...]:
    """The files that the project's own layers play, without those that its kit names."""
    layers = (layer for pad in project.pads.values() for layer in pad.layers or ())
    return tuple(dict.fromkeys(layer.file for layer in layers if layer.file not in of_kit))


def mentioned_files(project: Project, of_kit: Collection[str] = ()) -> tuple[str, ...]:
    """The files that the project plays, marks or credits, without those that its kit names."""
    said = (*project.markers, *project.credits)
    others = (file for file in said if file not in of_kit)
    return tuple(dict.fromkeys((*played_files(project, of_kit), *others)))

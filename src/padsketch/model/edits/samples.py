"""Edits of where the samples of a project are, and what is known of their content."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from padsketch.model.edits.change import check_text
from padsketch.model.pad_settings import PadSettings
from padsketch.model.project import Project
from padsketch.model.samples import SampleIdentity

T = TypeVar("T")


def set_identity(project: Project, file: str, identity: SampleIdentity) -> Project:
    """Say what the content of a sample of the project's own is."""
    if project.samples.get(file) == identity:
        return project
    return replace(project, samples={**project.samples, check_text(file): identity})


def relink(project: Project, names: Mapping[str, str]) -> Project:
    """Call samples of the project's own by the files that they are now: old names to new ones.

    Layers keep their trims and treatments; markers, credits and identities go along. What is said
    of a new name already stays.
    """
    moved = {old: check_text(new) for old, new in names.items() if old != new}
    pads = {pad: _relinked(settings, moved) for pad, settings in project.pads.items()}
    edited = replace(
        project,
        pads=pads,
        markers=_renamed(project.markers, moved),
        credits=_renamed(project.credits, moved),
        samples=_renamed(project.samples, moved),
    )
    return project if edited == project else edited


def _relinked(settings: PadSettings, names: Mapping[str, str]) -> PadSettings:
    if not any(layer.file in names for layer in settings.layers or ()):
        return settings
    layers = (
        replace(layer, file=names.get(layer.file, layer.file)) for layer in settings.layers or ()
    )
    return replace(settings, layers=tuple(layers))


def _renamed(table: dict[str, T], names: Mapping[str, str]) -> dict[str, T]:
    kept = {file: value for file, value in table.items() if file not in names}
    moved = {names[file]: value for file, value in table.items() if file in names}
    return {**moved, **kept}

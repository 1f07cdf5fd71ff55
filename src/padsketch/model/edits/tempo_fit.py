"""Edits that let all slices of a file follow another tempo than its own."""

from __future__ import annotations

from math import log2

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice, clamped_parameter
from padsketch.model.edits.pads import set_layers
from padsketch.model.kit import Kit, Layer
from padsketch.model.pad_settings import dressed
from padsketch.model.parameters import LAYER
from padsketch.model.project import Project

FITS = ("slices", "repitch", "stretch")
"""By their places in the bar alone, as a tape that runs faster, or at the same pitch."""


def fit_tempo(
    project: Project, kit: Kit, file: str, how: str, bpm: float, to: float | None = None
) -> Project:
    """Have every layer of a file that goes at a tempo go at the project's, or at `to`.

    Raises UsageError where no pad plays the file, or the tempos are too far apart.
    """
    check_choice("a way to fit a tempo", how, FITS)
    layers = {pad.id: pad.layers for pad in dressed(kit, project.pads).pads}
    playing = [pad for pad, own in layers.items() if any(layer.file == file for layer in own)]
    if not playing:
        raise UsageError(f"No pad plays '{file}'", "Put it on a pad first.")
    changes = _changes(how, (to or project.bpm) / bpm)
    for pad in playing:
        fitted = tuple(_fitted(layer, file, changes) for layer in layers[pad])
        project = set_layers(project, pad, fitted)
    return project


def _changes(how: str, faster: float) -> dict[str, float]:
    changes = {"tune": 0.0, "stretch": 1.0}
    if how == "repitch":
        changes["tune"] = round(12 * log2(faster), 4)
    elif how == "stretch":
        changes["stretch"] = 1.0 / faster
    for name, value in changes.items():
        if clamped_parameter(LAYER[name], value) != value:
            raise UsageError(
                f"A tempo {faster:.2f} times as fast is out of reach", "Try half or double."
            )
    return changes


def _fitted(layer: Layer, file: str, changes: dict[str, float]) -> Layer:
    return replace(layer, **changes) if layer.file == file else layer

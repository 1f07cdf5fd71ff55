"""Edits of one layer of a pad: which part of its sample plays, and what is done to it."""

from __future__ import annotations

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice
from padsketch.model.edits.pads import set_layers
from padsketch.model.kit import LAYER_SWITCHES, Kit, Layer, Pad
from padsketch.model.layers import Layers
from padsketch.model.pad_settings import dressed
from padsketch.model.parameters import LAYER
from padsketch.model.project import Project


def played_pad(project: Project, kit: Kit, pad: str) -> Pad:
    """A pad as the project plays it; raises UsageError where there is none."""
    for played in dressed(kit, project.pads).pads:
        if played.id == pad:
            return played
    raise UsageError(f"There is no pad '{pad}'", "Choose one of the kit.")


def played_layer(project: Project, kit: Kit, pad: str, at: int) -> Layer:
    """A layer of a pad by its place from 0; raises UsageError where there is none."""
    layers = played_pad(project, kit, pad).layers
    if not 0 <= at < len(layers):
        raise UsageError(f"The pad '{pad}' has no layer {at + 1}", f"It has {len(layers)}.")
    return layers[at]


def put_layers(project: Project, kit: Kit, pad: str, layers: Layers) -> Project:
    """Give a pad layers; those that are like the kit's own need no entry."""
    own = kit.index(pad)
    is_own = own is not None and kit.pads[own].layers == layers
    return set_layers(project, pad, None if is_own else layers)


def put_layer(project: Project, kit: Kit, pad: str, at: int, layer: Layer) -> Project:
    """Give a pad another layer in one place."""
    played_layer(project, kit, pad, at)
    layers = played_pad(project, kit, pad).layers
    return put_layers(project, kit, pad, (*layers[:at], layer, *layers[at + 1 :]))


def shape_layer(project: Project, kit: Kit, pad: str, at: int, **changes: float | bool) -> Project:
    """Change what a layer says of its sample, by the names of the parameters.

    Numbers are brought into range. Raises UsageError for a name or a place that is none.
    """
    for name in changes:
        check_choice("a parameter of a layer", name, LAYER)
    switched = {
        name: bool(value) if name in LAYER_SWITCHES else value for name, value in changes.items()
    }
    layer = replace(played_layer(project, kit, pad, at), **switched)
    return put_layer(project, kit, pad, at, layer)

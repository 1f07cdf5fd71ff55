"""The kit's pads and layers as rows."""

from __future__ import annotations

import numpy as np

from padsketch.model import Kit
from padsketch.model.parameters import PAD as PARAMETERS
from padsketch.score.level import level_to_gain
from padsketch.score.tables import LAYER, LAYERINGS, MODES, PAD, Table


def compile_pads(kit: Kit) -> Table:
    """A row for every pad."""
    rows = []
    first = 0
    for pad in kit.pads:
        values = tuple(getattr(pad, name) for name in PARAMETERS)
        layering = LAYERINGS[pad.layering]
        rows.append((first, len(pad.layers), MODES[pad.mode], pad.choke, layering, values))
        first += len(pad.layers)
    return np.array(rows, dtype=PAD)


def compile_layers(kit: Kit, sounds: tuple[str, ...]) -> Table:
    """A row for every layer, pad after pad; samples by the place of their keys among the sounds."""
    place = {key: index for index, key in enumerate(sounds)}
    rows = [
        (
            place[layer.sound.key],
            *layer.velocity,
            level_to_gain(layer.level_db),
            layer.pan,
            layer.tune,
            *layer.played,
        )
        for pad in kit.pads
        for layer in pad.layers
    ]
    return np.array(rows, dtype=LAYER)

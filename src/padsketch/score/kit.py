"""The kit's pads and layers as rows."""

from __future__ import annotations

import numpy as np

from padsketch.model import Kit
from padsketch.score.level import engine_value, level_to_gain
from padsketch.score.tables import ENGINE_PARAMETERS, LAYER, MODES, PAD, Table


def compile_pads(kit: Kit) -> Table:
    """A row for every pad."""
    rows = []
    first = 0
    for pad in kit.pads:
        values = tuple(engine_value(name, getattr(pad, name)) for name in ENGINE_PARAMETERS)
        rows.append((first, len(pad.layers), MODES[pad.mode], pad.choke, values))
        first += len(pad.layers)
    return np.array(rows, dtype=PAD)


def compile_layers(kit: Kit) -> Table:
    """A row for every layer, pad after pad; samples by their place in the kit's files."""
    sample = {file: index for index, file in enumerate(kit.files)}
    rows = [
        (
            sample[layer.file],
            *layer.velocity,
            level_to_gain(layer.level_db),
            layer.pan,
            layer.tune,
        )
        for pad in kit.pads
        for layer in pad.layers
    ]
    return np.array(rows, dtype=LAYER)

"""The tables that the engine plays: rows with the layout of the C structs of the same names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.model.parameters import PAD as PAD_TABLE
from padsketch.model.parameters import TRACK as TRACK_TABLE

Table = NDArray[Any]

MODES = {"one-shot": 0, "gate": 1, "loop": 2}
CONDITIONS = {"always": 0, "ratio": 1, "fill": 2, "first": 3, "prev": 4, "neighbour": 5}
LAYERINGS = {"stack": 0, "round-robin": 1, "random": 2}

STEP = np.dtype(
    [
        ("velocity", "u1"),
        ("chance", "u1"),
        ("condition", "u1"),
        ("negated", "u1"),
        ("a", "u1"),
        ("b", "u1"),
        ("rolls", "u1"),
        ("ramp", "i1"),
        ("nudge", "i4"),
        ("rate", "i4"),
        ("length", "f4"),
        ("slides", "i4"),
        ("first_lock", "i4"),
        ("n_locks", "i4"),
    ],
    align=True,
)
LOCK = np.dtype([("parameter", "i4"), ("value", "f4")], align=True)
LANE = np.dtype(
    [
        ("step", "i8"),
        ("parts", "i4"),
        ("pad", "i4"),
        ("first_step", "i4"),
        ("n_steps", "i4"),
        ("key", "u4"),
        ("swing", "i4"),
        ("direction", "i4"),
        ("rotation", "i4"),
        ("early", "i4"),
        ("late", "i4"),
    ],
    align=True,
)
PATTERN = np.dtype(
    [
        ("length", "i8"),
        ("bar", "i8"),
        ("beat", "i8"),
        ("first_lane", "i4"),
        ("n_lanes", "i4"),
        ("key", "u4"),
        ("swing", "i4"),
    ],
    align=True,
)
SECTION = np.dtype(
    [
        ("mute", "u8"),
        ("pattern", "i4"),
        ("repeats", "i4"),
        ("millibpm", "i4"),
        ("transpose", "f4"),
        ("fill", "i4"),
        ("reserved", "i4"),
    ],
    align=True,
)
LAYER = np.dtype(
    [
        ("sample", "i4"),
        ("low", "i4"),
        ("high", "i4"),
        ("gain", "f4"),
        ("pan", "f4"),
        ("tune", "f4"),
        ("start", "f4"),
        ("end", "f4"),
    ],
    align=True,
)
PAD = np.dtype(
    [
        ("first_layer", "i4"),
        ("n_layers", "i4"),
        ("mode", "i4"),
        ("choke", "i4"),
        ("layering", "i4"),
        ("values", "f4", (len(PAD_TABLE),)),
    ],
    align=True,
)
TRACK = np.dtype(
    [("audible", "i4"), ("sidechain", "i4"), ("values", "f4", (len(TRACK_TABLE),))], align=True
)


@dataclass(frozen=True, eq=False)
class Score:
    """What the engine plays, as tables of the C structs of the same names; never changed once made.

    `patterns` has a row for each of A1 to H16; lanes, steps and locks are found by first and count.
    sounds: the keys of what its bank holds, in its order.
    delay, reverb, master: the values of their groups in the order of the table of parameters.
    """

    patterns: Table
    lanes: Table
    steps: Table
    locks: Table
    sections: Table
    pads: Table
    layers: Table
    tracks: Table
    sounds: tuple[str, ...]
    seed: int
    millibpm: int
    delay: tuple[float, ...]
    reverb: tuple[float, ...]
    master: tuple[float, ...]

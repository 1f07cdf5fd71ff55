"""What is left of a mix when its stems are taken away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.export.job import Watch
from padsketch.export.manifest import Performed
from padsketch.outputs.files import SLICE
from padsketch.outputs.reading import opened

Block = NDArray[Any]

LAST_BIT = {"16": 2.0**-15, "24": 2.0**-23, "32f": 0.0}
"""The step between neighbouring values, of full scale 1; float is held to none."""

NOTHING = float(np.finfo(np.float32).tiny)
"""A sum below the smallest normal float is zero to the engine."""

FILE_ERROR = {"16": 1.5, "24": 0.5, "32f": 0.0}
"""Last bits by which a value may differ from what was rendered: rounding, and dither in 16."""


@dataclass(frozen=True)
class Residual:
    """The difference of the mix and the sum of its stems: its peak, linear.

    first: the first frame in which it is above `allowed`, None where it never is.
    """

    peak: float
    allowed: float
    first: int | None


def residual_of(folder: Path, manifest: Performed, watch: Watch) -> Residual:
    """Sum the stems of a folder in the manifest's order, and compare with the mix.

    Float is summed in float32 as the engine does, and must come out exactly. Integers are summed
    without rounding; what rounding and dither did to each file when it was written is allowed.
    """
    allowed = (len(manifest.order) + 1) * FILE_ERROR[manifest.bits] * LAST_BIT[manifest.bits]
    peak, first = 0.0, None
    for start, difference in _differences(folder, manifest):
        peak = max(peak, float(difference.max(initial=0.0)))
        above = np.flatnonzero(difference > allowed)
        if first is None and len(above):
            first = start + int(above[0])
        watch.tell(start + len(difference), manifest.frames)
    return Residual(peak, allowed, first)


def _differences(folder: Path, manifest: Performed) -> Iterator[tuple[int, Block]]:
    """Where a slice starts, and by how much each of its frames differs."""
    dtype = "float32" if manifest.bits == "32f" else "float64"
    with ExitStack() as stack:
        files = [stack.enter_context(opened(folder / name)) for name in manifest.names]
        for start in range(0, manifest.frames, SLICE):
            *stems, mix = [file.read(SLICE, dtype=dtype, always_2d=True) for file in files]
            yield start, _difference(stems, mix)


def _difference(stems: list[Block], mix: Block) -> Block:
    total = np.zeros((len(mix), 2), mix.dtype)
    # A damaged file may hold anything, infinities too.
    with np.errstate(all="ignore"):
        for stem in stems:
            total += stem
            total[np.abs(total) < NOTHING] = 0.0
        difference: Block = np.abs(total - mix).max(axis=1)
    difference[np.isnan(difference)] = np.inf
    return difference

"""The samples of a kit, laid out as the engine reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.native import ffi, lib

Audio = NDArray[np.float32]


class SampleBank:
    """Samples in the order of a kit's files, with silence around each; never changed once made.

    Takes float32 arrays of shape (frames, 1) or (frames, 2) at the engine's rate.
    Raises ValueError for any other shape or for values that are not finite.
    """

    def __init__(self, samples: Mapping[str, Audio]) -> None:
        self.files = tuple(samples)
        self._arrays = [_with_margin(name, array) for name, array in samples.items()]
        self._table = ffi.new("ps_sample[]", max(1, len(self._arrays)))
        for entry, array in zip(self._table, self._arrays, strict=False):
            _describe(entry, array)
        self.pointer: Any = ffi.new("ps_bank *")
        self.pointer.samples = self._table
        self.pointer.n_samples = len(self._arrays)

    @property
    def longest(self) -> int:
        """Frames of the longest sample."""
        margin = 2 * lib.PS_SAMPLE_MARGIN
        return max((len(array) - margin for array in self._arrays), default=0)

    @property
    def bytes(self) -> int:
        """Memory that the samples take."""
        return sum(array.nbytes for array in self._arrays)


def _with_margin(name: str, array: Audio) -> Audio:
    if array.ndim != 2 or array.shape[1] not in (1, 2):
        raise ValueError(f"{name}: shape {array.shape} is not (frames, 1) or (frames, 2)")
    if not np.isfinite(array).all():
        raise ValueError(f"{name}: not every value is finite")
    margin = lib.PS_SAMPLE_MARGIN
    return np.pad(array.astype(np.float32, copy=False), ((margin, margin), (0, 0)))


def _describe(entry: Any, array: Audio) -> None:
    first = array[lib.PS_SAMPLE_MARGIN :]
    entry.frames = ffi.cast("float *", ffi.from_buffer(array)) + (
        lib.PS_SAMPLE_MARGIN * array.shape[1]
    )
    entry.n_frames = len(first) - lib.PS_SAMPLE_MARGIN
    entry.n_channels = array.shape[1]

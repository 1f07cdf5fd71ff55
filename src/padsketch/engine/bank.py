"""The samples of a kit, laid out as the engine reads them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.instructions import obey_environment
from padsketch.engine.native import aligned, ffi, kernels, lib
from padsketch.engine.renditions import Wish, wanted
from padsketch.score import Score

Audio = NDArray[np.float32]

RENDITION_BYTES = 64 << 20


class SampleBank:
    """Samples in the order of a kit's files, with silence around each; frames never change.

    Takes float32 arrays of shape (frames, 1) or (frames, 2) at the engine's rate.
    Raises ValueError for any other shape or for values that are not finite.
    """

    def __init__(self, samples: Mapping[str, Audio]) -> None:
        self._reserve(samples)
        for name, array in samples.items():
            self.fill(name, array)

    @classmethod
    def reserved(cls, files: Iterable[str]) -> Self:
        """A bank that can be published before its samples are read: what is not there is silent."""
        bank = cls.__new__(cls)
        bank._reserve(files)
        return bank

    def _reserve(self, files: Iterable[str]) -> None:
        obey_environment()
        self.files = tuple(files)
        self._places = {name: place for place, name in enumerate(self.files)}
        self._rooms: dict[int, Audio] = {}
        self._arrays: dict[str, Audio] = {}
        self._renditions: list[Audio] = []
        self._lending = threading.Lock()
        self._table = ffi.new("ps_sample[]", max(1, len(self.files)))
        self._keeper, renditions = aligned(lib.ps_renditions_size())
        self.pointer: Any = ffi.new("ps_bank *")
        self.pointer.samples = self._table
        self.pointer.n_samples = len(self.files)
        self.pointer.renditions = ffi.cast("ps_renditions *", renditions)

    def room(self, n_frames: int, n_channels: int) -> Audio:
        """Memory for a sample, with silence around it; what is filled from there is not copied."""
        margin = lib.PS_SAMPLE_MARGIN
        padded = np.zeros((n_frames + 2 * margin, n_channels), dtype=np.float32)
        self._rooms[id(padded)] = padded
        return padded[margin : margin + n_frames]

    def fill(self, name: str, array: Audio) -> None:
        """Give a sample its frames, once; from any thread, also while the bank plays."""
        check_sound(name, array)
        self._put(name, array if id(array.base) in self._rooms else self._copied(array))

    def frames(self, name: str) -> Audio | None:
        """The frames of a sample, only to be read; None for one that has not come."""
        with self._lending:
            return self._arrays.get(name)

    def rearranged(self, files: Iterable[str]) -> Self:
        """A bank of other samples in another order, that shares the frames of those it has."""
        bank = type(self).reserved(files)
        with self._lending:
            kept = [(name, self._arrays[name]) for name in bank.files if name in self._arrays]
        for name, frames in kept:
            bank._rooms[id(frames.base)] = self._rooms[id(frames.base)]
            bank._put(name, frames)
        return bank

    def _put(self, name: str, frames: Audio) -> None:
        n_frames, n_channels = frames.shape
        with self._lending:
            if name in self._arrays:
                raise ValueError(f"{name}: it has its frames already")
            self._arrays[name] = frames
            sample = ffi.addressof(self._table, self._places[name])
            lib.ps_sample_fill(sample, _floats(frames), n_frames, n_channels)

    def _copied(self, array: Audio) -> Audio:
        room = self.room(*array.shape)
        room[:] = array
        return room

    def prepare(
        self,
        score: Score,
        rate: int,
        limit_bytes: int = RENDITION_BYTES,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Read the pitched samples of a score once, as long as all renditions fit the limit.

        Nothing sounds otherwise with renditions, and they may come at any time: they save time.
        """
        for wish in wanted(score, rate):
            if cancelled and cancelled():
                return
            with self._lending:
                self._grant(wish, limit_bytes)

    def _grant(self, wish: Wish, limit_bytes: int) -> None:
        struct = ffi.new("ps_wish *", wish._asdict())
        n_frames = lib.ps_rendition_frames(self.pointer, kernels()[1], struct)
        n_channels = self._table[wish.sample].n_channels
        if n_frames == 0 or self.rendition_bytes + 4 * n_frames * n_channels > limit_bytes:
            return
        frames = np.empty((n_frames, n_channels), dtype=np.float32)
        self._renditions.append(frames)
        lib.ps_rendition_make(self.pointer, kernels()[1], struct, _floats(frames))

    @property
    def lengths(self) -> list[int]:
        """Frames of every sample in the order of the files, 0 for one that has not come."""
        return [int(self._table[place].n_frames) for place in range(len(self.files))]

    @property
    def longest(self) -> int:
        """Frames of the longest sample."""
        return max((len(array) for array in self._arrays.values()), default=0)

    @property
    def bytes(self) -> int:
        """Memory that the samples take."""
        return sum(array.nbytes for array in self._arrays.values())

    @property
    def rendition_bytes(self) -> int:
        """Memory that the renditions take."""
        return sum(array.nbytes for array in self._renditions)


def check_sound(name: str, array: Audio) -> None:
    """Raise ValueError for what is no sound: another shape, or values that are not finite."""
    if array.ndim != 2 or array.shape[1] not in (1, 2):
        raise ValueError(f"{name}: shape {array.shape} is not (frames, 1) or (frames, 2)")
    # Any value that is no number, or endless, is the lowest or the highest.
    if not np.isfinite((array.min(initial=0.0), array.max(initial=0.0))).all():
        raise ValueError(f"{name}: not every value is finite")


def _floats(array: Audio) -> Any:
    return ffi.cast("float *", ffi.from_buffer(array))

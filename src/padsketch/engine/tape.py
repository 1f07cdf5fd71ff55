"""A tape: the newest frames of a sound that goes on and on."""

from __future__ import annotations

from typing import Any

import numpy as np

from padsketch.engine.bank import Audio
from padsketch.engine.native import aligned, ffi, lib

MARGIN = 1.0
"""Seconds that a tape has room for beyond what is promised: they pass while somebody reads."""


class Tape:
    """Keeps the last seconds of one or two channels; written on the audio thread, read anywhere.

    rate in hertz. Frames are counted from 0 since creation. All of its memory is there before it
    is written to, so that the audio thread never waits for a page.
    """

    def __init__(self, rate: int, channels: int, seconds: float = 30.0) -> None:
        self.rate = rate
        self.channels = channels
        self.promised = round(seconds * rate)
        room = max(self.promised + round(MARGIN * rate), lib.PS_MAX_BLOCK)
        self._keeper, address = aligned(lib.ps_tape_size(channels, room))
        self._keeper.fill(0)
        self.pointer: Any = ffi.cast("ps_tape *", address)
        lib.ps_tape_init(self.pointer, channels, room)

    @property
    def frames(self) -> int:
        """How many frames have been written so far."""
        return int(lib.ps_tape_frames(self.pointer))

    def read(self, first: int, end: int) -> tuple[int, Audio]:
        """Frames [first, end), float32 (frames, channels), as far as they are there.

        Returns with them the frame that they begin with: a later one where the first have been
        written over.
        """
        first, end = max(0, first), min(end, self.frames)
        frames = np.empty((max(0, end - first), self.channels), dtype=np.float32)
        pointer = ffi.cast("float *", ffi.from_buffer(frames))
        gone = int(lib.ps_tape_read(self.pointer, first, pointer, len(frames)))
        return first + gone, frames[gone:]

    def newest(self) -> tuple[int, Audio]:
        """Of the frames that are promised those that have been written, as `read` gives them."""
        end = self.frames
        return self.read(end - self.promised, end)

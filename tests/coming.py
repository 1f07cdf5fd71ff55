"""What comes in, without a device: blocks as a stream hands them in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.inlet import Inlet
from padsketch.engine.native import ffi, lib
from padsketch.engine.tape import Tape

RATE = 48_000


class Stream:
    """A mono stream that hears what it is given, on a tape of a second."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.tape = Tape(RATE, 1, seconds)
        self.inlet = Inlet(self.tape, 1)

    def hear(self, frames: NDArray[np.float32]) -> None:
        block = np.ascontiguousarray(frames, dtype=np.float32)
        arguments = (ffi.from_buffer(block), ffi.NULL, len(block), ffi.NULL, 0)
        lib.ps_input_callback(*arguments, self.inlet.pointer)


def ramp(first: int, end: int) -> NDArray[np.float32]:
    """Values that name their frame and that 24 bits hold."""
    return (np.arange(first, end) / 2.0**23).astype(np.float32)

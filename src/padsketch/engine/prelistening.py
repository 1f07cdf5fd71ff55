"""A sound that is listened to before it is used, as the C code reads it."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from padsketch.engine.bank import Audio, check_sound
from padsketch.engine.native import ffi, lib

ListenAt = Literal["now", "beat", "bar"]

_AT: dict[ListenAt, int] = {
    "now": lib.PS_LISTEN_NOW,
    "beat": lib.PS_LISTEN_BEAT,
    "bar": lib.PS_LISTEN_BAR,
}


def prelisten_struct(frames: Audio, gain: float, at: ListenAt, loop: bool) -> tuple[Any, object]:
    """A pointer to the C struct of a sound, and what must be kept as long as it is heard.

    Raises ValueError for frames that are no sound.
    """
    check_sound("a sound to listen to", frames)
    if not len(frames):
        raise ValueError("a sound to listen to has frames")
    kept = np.ascontiguousarray(frames, dtype=np.float32)
    pointer = ffi.new("ps_prelisten *")
    pointer.frames = ffi.cast("float *", ffi.from_buffer(kept))
    pointer.n_frames, pointer.n_channels = kept.shape
    pointer.gain, pointer.at, pointer.loops = gain, _AT[at], loop
    return pointer, kept

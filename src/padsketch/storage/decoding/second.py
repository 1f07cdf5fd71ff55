"""A second decoder, for legal files that libsndfile fails on: dr_flac and dr_mp3, of miniaudio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Self

import miniaudio  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

InfoOf = Callable[[bytes], miniaudio.SoundFileInfo]

_BLOCK = 16_384


class SecondFile:
    """An open file, with as much of the face of a SoundFile as is needed before it is read."""

    subtype = "FLOAT"

    def __init__(self, content: bytes, info: miniaudio.SoundFileInfo) -> None:
        self.samplerate, self.channels = int(info.sample_rate), int(info.nchannels)
        self.frames = int(info.num_frames)
        """As the file says it; 0 where it does not."""
        kind = miniaudio.SampleFormat.FLOAT32
        shape = (self.channels, self.samplerate, _BLOCK)
        self._blocks = miniaudio.stream_memory(content, kind, *shape)

    @classmethod
    def of_flac(cls, content: bytes) -> Self | None:
        """A FLAC file of any depth, of any length, in Ogg or not; None when it is none."""
        return cls._opened(content, miniaudio.flac_get_info)

    @classmethod
    def of_mp3(cls, content: bytes) -> Self | None:
        """An MP3 file, its frames counted; None when it is none."""
        return cls._opened(content, miniaudio.mp3_get_info)

    @classmethod
    def _opened(cls, content: bytes, info_of: InfoOf) -> Self | None:
        try:
            return cls(content, info_of(content))
        # A rate of zero is divided by.
        except (miniaudio.MiniaudioError, ArithmeticError):
            return None

    def blocks(self) -> Iterator[NDArray[np.float32]]:
        """The frames up to the end or to what is damaged, as `(frames, channels)`, once."""
        try:
            for block in self._blocks:
                yield np.frombuffer(block, np.float32).reshape(-1, self.channels)
        except miniaudio.MiniaudioError:
            return

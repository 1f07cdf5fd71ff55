"""WAV files of 32-bit floats: frames go to the disk as they lie in memory."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_VALUE_BYTES = 4
_FLOAT = 3
"""The number of the encoding in a `fmt ` chunk."""
_PADDING = 24
"""Bytes of the chunk that has the samples begin where libsndfile has them begin."""


class FloatWave:
    """A file that is being written; the header knows its length once it is closed.

    Raises OSError where the disk refuses.
    """

    def __init__(self, path: Path, rate: int, channels: int = 2) -> None:
        self._rate = rate
        self._channels = channels
        self._frames = 0
        self._file = path.open("wb", buffering=0)
        self._put(self._header())

    @property
    def closed(self) -> bool:
        """Whether the file is finished."""
        return self._file.closed

    def write(self, frames: NDArray[np.float32]) -> None:
        """Append frames of shape (frames, channels)."""
        self._put(np.ascontiguousarray(frames, dtype="<f4").reshape(-1).view(np.uint8).data)
        self._frames += len(frames)

    def close(self) -> None:
        """Finish the file; does nothing the second time."""
        if self.closed:
            return
        with self._file:
            self._file.seek(0)
            self._put(self._header())

    def _put(self, content: bytes | memoryview) -> None:
        """A disk that is nearly full takes a part before it refuses."""
        left = memoryview(content)
        while left:
            left = left[self._file.write(left) :]

    def _header(self) -> bytes:
        frame_bytes = self._channels * _VALUE_BYTES
        samples = self._frames * frame_bytes
        format = struct.pack(
            "<HHIIHH",
            *(_FLOAT, self._channels, self._rate),
            *(self._rate * frame_bytes, frame_bytes, 8 * _VALUE_BYTES),
        )
        chunks = (
            _chunk(b"fmt ", format),
            _chunk(b"fact", struct.pack("<I", self._frames)),
            _chunk(b"PAD ", bytes(_PADDING)),
            struct.pack("<4sI", b"data", samples),
        )
        content = b"WAVE" + b"".join(chunks)
        return struct.pack("<4sI", b"RIFF", len(content) + samples) + content


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("<4sI", name, len(content)) + content

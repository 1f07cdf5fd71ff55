"""WAV files of 24 bits that are whole at every moment, so that a crash keeps what was recorded."""

from __future__ import annotations

import os
import struct
import time
from io import FileIO
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from padsketch.errors import PadsketchError
from padsketch.outputs.files import MAX_WAV_BYTES
from padsketch.outputs.quantise import to_24_bits
from padsketch.storage.files import beside, discard, disk_errors, sync_folder
from padsketch.storage.replacing import move_without_replacing

Audio = NDArray[np.float32]

SYNC_SECONDS = 1.0
"""How often the disk itself has everything: a power cut loses so much at most."""
_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_INTEGERS = 1
_BYTES = 3


class WaveStream:
    """A new WAV file that grows; a context manager.

    rate in hertz, one or two channels. After every `write` the file says how long it is. Raises
    PadsketchError where the disk refuses, and where there is a file of that name already.
    """

    def __init__(self, path: Path, rate: int, channels: int) -> None:
        self.path = path
        self.frames = 0
        self._rate = rate
        self._frame_bytes = _BYTES * channels
        self._channels = channels
        self._synced = time.monotonic()
        with disk_errors(path):
            self._file = self._begun(path)
            # A power cut must not take the name of what was recorded for an hour.
            sync_folder(path.parent)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def room(self) -> int:
        """How many frames more a WAV file can hold."""
        return MAX_WAV_BYTES // self._frame_bytes - self.frames

    def write(self, frames: Audio) -> None:
        """Append float32 frames of shape (frames, channels); full scale and beyond is clipped.

        First the frames, then their number: the head never promises what is not there.
        """
        if frames.ndim != 2 or frames.shape[1] != self._channels:
            raise ValueError(f"frames are (frames, {self._channels}), not {frames.shape}")
        if len(frames) > self.room:
            raise PadsketchError(
                f"{self.path.name} would pass 4 GB", "Stop, and go on in another file."
            )
        with disk_errors(self.path):
            _put(self._file, _packed(frames), _HEAD.size + self.frames * self._frame_bytes)
            self.frames += len(frames)
            _put(self._file, self._head(), 0)
            self._sync_now_and_then()

    def close(self) -> None:
        """Finish the file; does nothing the second time."""
        if self._file.closed:
            return
        with disk_errors(self.path), self._file:
            if self.frames * self._frame_bytes % 2:
                _put(self._file, bytes(1), _HEAD.size + self.frames * self._frame_bytes)
            _put(self._file, self._head(), 0)
            os.fsync(self._file.fileno())

    def _sync_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._synced >= SYNC_SECONDS:
            os.fsync(self._file.fileno())
            self._synced = now

    def _begun(self, path: Path) -> FileIO:
        """A file that gets its name once it is a WAV file."""
        temporary = beside(path)
        file = temporary.open("xb", buffering=0)
        try:
            _put(file, self._head(), 0)
            move_without_replacing(temporary, path)
        except BaseException:
            file.close()
            raise
        finally:
            discard(temporary)
        return file

    def _head(self) -> bytes:
        size = self.frames * self._frame_bytes
        return _HEAD.pack(
            b"RIFF",
            _HEAD.size - 8 + size + size % 2,
            b"WAVE",
            b"fmt ",
            16,
            _INTEGERS,
            self._channels,
            self._rate,
            self._rate * self._frame_bytes,
            self._frame_bytes,
            8 * _BYTES,
            b"data",
            size,
        )


def _put(file: FileIO, content: bytes, place: int) -> None:
    """A disk that is nearly full takes a part before it refuses."""
    file.seek(place)
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


def _packed(frames: Audio) -> bytes:
    """The three bytes of every value, the lowest first."""
    levels = np.ascontiguousarray(to_24_bits(frames), dtype="<i4")
    return levels.view(np.uint8).reshape(-1, 4)[:, 1:].tobytes()

"""Children that decode what strangers made, so that a hostile file cannot harm this process."""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import stat
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from padsketch.display import safe
from padsketch.storage.decoding.child import Child, Failed
from padsketch.storage.decoding.faults import NO_FILE, check_frames, unusable
from padsketch.storage.decoding.limits import WALL_SECONDS
from padsketch.storage.decoding.messages import Refused, Sound

Audio = NDArray[np.float32]


class Beginning(NamedTuple):
    """The first seconds of a file, its rate in hertz, and how many frames it has in all."""

    frames: Audio
    rate: int
    n_frames: int


class Decoders:
    """A few children, each decoding one file after the other; started when they are needed.

    May be used from several threads; a call waits for a free child. A child that died, hung or
    spoke nonsense is replaced at the next file.
    """

    def __init__(self, n_children: int = 1, seconds: float = WALL_SECONDS) -> None:
        """`seconds` is how long a file may take."""
        self._seconds = seconds
        self._children = tuple(Child() for _ in range(n_children))
        self._free: queue.LifoQueue[Child] = queue.LifoQueue()
        for child in self._children:
            self._free.put(child)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all children; a file that is being decoded is given up."""
        for child in self._children:
            child.give_up()
        for child in [self._free.get() for _ in self._children]:
            child.close()
            self._free.put(child)

    def decode(self, path: Path) -> tuple[Audio, int]:
        """The frames of a mono or stereo file and its rate in hertz; raises SampleError."""
        frames, rate, _ = self.listen(path, 0)
        return frames, rate

    def listen(self, path: Path, seconds: int) -> Beginning:
        """The first whole seconds of a file; raises SampleError. All of it when `seconds` is 0."""
        with _file(path) as handle:
            child = self._free.get()
            try:
                sound = child.decode(handle, seconds, self._seconds)
            except (Refused, Failed) as error:
                raise unusable(path, safe(str(error))) from error
            finally:
                self._free.put(child)
        return _beginning(path, sound)


def decode_safely(path: Path) -> tuple[Audio, int]:
    """The frames of an audio file from a stranger and its rate in hertz, decoded in a child.

    float32, C-contiguous, `(frames, 1)` or `(frames, 2)`. Raises SampleError. Whatever comes from
    outside is read so once: what is browsed, indexed, imported, chopped, brought in. Kits that
    ship, and files that were brought in, are read by `storage.samples` in this process.
    """
    return _shared().decode(path)


@cache
def _shared() -> Decoders:
    """One child stays, for as long as this process: a start takes longer than most files."""
    decoders = Decoders()
    atexit.register(decoders.close)
    return decoders


@contextlib.contextmanager
def _file(path: Path) -> Iterator[int]:
    """A descriptor of a regular file; the child never learns its name."""
    try:
        # A pipe that nobody writes to must not hold us up.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise unusable(path, _disk_words(error)) from error
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise unusable(path, "it is no file")
        yield handle
    finally:
        os.close(handle)


def _disk_words(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError | ValueError):
        return NO_FILE
    return f"it cannot be opened ({safe(error.strerror or '')})"


def _beginning(path: Path, sound: Sound) -> Beginning:
    frames = np.frombuffer(sound.samples, np.float32).reshape(-1, sound.channels)
    check_frames(path, frames)
    return Beginning(frames, sound.rate, sound.n_frames)

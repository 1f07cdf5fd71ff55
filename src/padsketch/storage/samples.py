"""Audio files to arrays at the engine's rate; the only module here that needs numpy."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
import soxr  # type: ignore[import-untyped]
from numpy.typing import NDArray

from padsketch.display import safe
from padsketch.errors import Fault, Interrupted, SampleError
from padsketch.model.kit import Kit
from padsketch.model.treatment import Sound, Treatment
from padsketch.storage.decoding.faults import (
    MISSING_HINT,
    NO_FILE,
    SAMPLE_HINT,
    check_frames,
    unusable,
)
from padsketch.storage.decoding.limits import MAX_SECONDS as MAX_SECONDS
from padsketch.storage.decoding.limits import shape_fault
from padsketch.storage.decoding.streams import OpenFile, Undecodable, open_sound
from padsketch.storage.files import is_file
from padsketch.storage.sources import SampleFolders
from padsketch.storage.treatment import treated

if TYPE_CHECKING:
    from padsketch.storage.decoding.second import SecondFile

Audio = NDArray[np.float32]

READERS = min(4, os.cpu_count() or 1)
"""Threads that read samples: decoding and resampling let go of the interpreter."""
MOST_NEWS = 100
"""How often progress is told at most: a thousand times would cost more than the reading."""

Progress = Callable[[int, int], None]
"""Called with how many samples are done and how many there are."""
Receive = Callable[[str, Audio], None]
"""Called with the key of a sound and its frames."""
Room = Callable[[int, int], Audio]
"""Gives memory for so many frames of so many channels."""


def new_room(n_frames: int, n_channels: int) -> Audio:
    """Memory of its own for every sample."""
    return np.empty((n_frames, n_channels), dtype=np.float32)


def read_sample(
    path: Path,
    rate: int,
    room: Room = new_room,
    treatment: Treatment | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Audio:
    """Decode a mono or stereo audio file, treat it, and bring it to a rate in hertz.

    float32, C-contiguous, `(frames, 1)` or `(frames, 2)`; resampled with soxr VHQ when the file's
    rate differs. Raises SampleError, or Interrupted when it is `cancelled` in its treatment.
    """
    with _opened(path) as file:
        if file.samplerate == rate and treatment is None:
            return _decoded(path, file, room)
        frames, own_rate = _decoded(path, file, new_room), int(file.samplerate)
    if treatment is not None:
        frames = _treated(path, frames, own_rate, treatment, cancelled)
    if own_rate != rate:
        frames = soxr.resample(frames, own_rate, rate, "VHQ")
    kept = room(*frames.shape)
    kept[:] = frames
    return kept


def _treated(
    path: Path,
    frames: Audio,
    rate: int,
    treatment: Treatment,
    cancelled: Callable[[], bool] | None,
) -> Audio:
    try:
        return treated(frames, rate, treatment, cancelled)
    except SampleError as error:
        raise unusable(path, error.faults[0].message) from error


def decode(path: Path) -> tuple[Audio, int]:
    """The frames of a mono or stereo audio file and its rate in hertz; raises SampleError."""
    with _opened(path) as file:
        return _decoded(path, file, new_room), int(file.samplerate)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[OpenFile]:
    if not is_file(path):
        raise unusable(path, NO_FILE)
    try:
        with open_sound(path) as file:
            if fault := shape_fault(file.samplerate, file.channels, file.frames):
                raise unusable(path, fault)
            yield file
    except (Undecodable, OSError) as error:
        raise unusable(path, safe(str(error))) from error


def _decoded(path: Path, file: OpenFile, room: Room) -> Audio:
    if not isinstance(file, soundfile.SoundFile):
        return _second_decoded(path, file, room)
    frames: Audio = room(file.frames, file.channels)
    if file.subtype == "PCM_16":
        # The same values as libsndfile's own floats, by a wider loop.
        levels = file.read(dtype="int16", always_2d=True)
        frames = np.multiply(levels, np.float32(2.0**-15), out=frames[: len(levels)])
    else:
        frames = file.read(out=frames)
    check_frames(path, frames, is_whole=file.subtype.startswith("PCM_"))
    return frames


def _second_decoded(path: Path, file: SecondFile, room: Room) -> Audio:
    decoded = np.concatenate([new_room(0, file.channels), *file.blocks()])
    check_frames(path, decoded)
    frames = room(*decoded.shape)
    frames[:] = decoded
    return frames


def load_samples(
    folder: Path, kit: Kit, rate: int, progress: Progress | None = None
) -> dict[str, Audio]:
    """Every sound of a kit at a rate in hertz, by its key, each read once.

    Raises SampleError with every file that cannot be read.
    """
    samples: dict[str, Audio] = {}
    folders = SampleFolders.of(folder, kit)
    stream_samples(folders, kit.sounds.values(), rate, samples.__setitem__, progress)
    return {key: samples[key] for key in kit.sounds}


def stream_samples(
    folders: SampleFolders,
    sounds: Collection[Sound],
    rate: int,
    receive: Receive,
    progress: Progress | None = None,
    room: Room = new_room,
    is_given_up: Callable[[Sound], bool] = lambda sound: False,
) -> None:
    """Read sounds at a rate in hertz in several threads, the first ones first.

    `receive` gets each as it comes, in `room`, in the thread that read it. Raises SampleError with
    every file that cannot be read, once all others are there. A sound that takes long and
    `is_given_up` meanwhile does not come.
    """

    def fault_of(sound: Sound) -> Fault | None:
        try:
            path = folders.path(sound.file)
            cancelled = partial(is_given_up, sound)
            receive(sound.key, read_sample(path, rate, room, sound.treatment, cancelled))
        except Interrupted:
            return None
        except SampleError as error:
            return error.faults[0]
        return None

    with ThreadPoolExecutor(READERS) as pool:
        faults = [
            fault
            for fault in _followed(pool.map(fault_of, sounds), len(sounds), progress)
            if fault is not None
        ]
    if faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        is_missing = any(fault.message == NO_FILE for fault in faults)
        hint = MISSING_HINT if is_missing else SAMPLE_HINT
        raise SampleError(f"{faults[0]}{more}", hint, tuple(faults))


def _followed(
    readings: Iterator[Fault | None], total: int, progress: Progress | None
) -> Iterator[Fault | None]:
    """What was read, with progress told on the way."""
    news = max(1, total // MOST_NEWS)
    for done, reading in enumerate(readings, start=1):
        yield reading
        if progress is not None and (done % news == 0 or done == total):
            progress(done, total)

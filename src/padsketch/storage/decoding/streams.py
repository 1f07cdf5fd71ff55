"""An audio file as blocks of frames, by libsndfile, or by a second decoder where that one fails.

The second one (dr_flac and dr_mp3, of miniaudio) reads FLAC of 12 and 20 bits, of unknown length
and in Ogg, and MP3 without a header that tells the length, whose end libsndfile guesses.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

import miniaudio  # type: ignore[import-untyped]
import numpy as np
import soundfile
from numpy.typing import NDArray

from padsketch.storage.decoding.limits import MAX_FILE_BYTES

Frames = NDArray[np.float32]

BLOCK = 16_384
"""Frames that are decoded at a time."""
_UNKNOWN = 1 << 62
"""From here on libsndfile means that the file does not tell its length."""
_MP3_SLACK = 4 * 1152
"""Frames by which decoders differ over delay and padding: up to four of MP3's own frames."""


class Undecodable(Exception):
    """What a file holds is no sample; the words go on after "it cannot be used:"."""


class Stream(NamedTuple):
    """A file that was opened: its rate in hertz, and `(frames, channels)` blocks until its end."""

    rate: int
    channels: int
    n_frames: int
    """As the file says it; 0 where it does not."""
    blocks: Iterator[Frames]


@contextlib.contextmanager
def opened(handle: int) -> Iterator[Stream]:
    """Read the file of a descriptor from its start; raises Undecodable, from its blocks too."""
    try:
        with contextlib.ExitStack() as stack:
            yield _opened(handle, stack)
    except (soundfile.SoundFileError, miniaudio.MiniaudioError) as error:
        raise Undecodable(f"it is no audio that can be read ({_words(error)})") from error


def _opened(handle: int, stack: contextlib.ExitStack) -> Stream:
    try:
        file = stack.enter_context(soundfile.SoundFile(handle, closefd=False))
    except soundfile.LibsndfileError:
        with contextlib.suppress(miniaudio.DecodeError):
            return _second(_content(handle), miniaudio.flac_get_info)
        raise
    if file.frames >= _UNKNOWN:
        return _second(_content(handle), miniaudio.flac_get_info)
    if file.format == "MP3":
        stream = _second(_content(handle), miniaudio.mp3_get_info)
        if stream.n_frames > file.frames + _MP3_SLACK:
            return stream
    return Stream(file.samplerate, file.channels, file.frames, _blocks(file))


def _blocks(file: soundfile.SoundFile) -> Iterator[Frames]:
    while len(frames := file.read(BLOCK, dtype="float32", always_2d=True)):
        yield frames


def _second(content: bytes, info_of: Callable[[bytes], miniaudio.SoundFileInfo]) -> Stream:
    info = info_of(content)
    kind = miniaudio.SampleFormat.FLOAT32
    blocks = miniaudio.stream_memory(content, kind, info.nchannels, info.sample_rate, BLOCK)
    shaped = (np.frombuffer(block, np.float32).reshape(-1, info.nchannels) for block in blocks)
    return Stream(info.sample_rate, info.nchannels, info.num_frames, shaped)


def _content(handle: int) -> bytes:
    size = os.fstat(handle).st_size
    if size > MAX_FILE_BYTES:
        raise Undecodable(f"its file is larger than {MAX_FILE_BYTES >> 20} MB")
    return os.pread(handle, size, 0)


def _words(error: Exception) -> str:
    return str(getattr(error, "error_string", error))

"""Audio files that are open for reading: by libsndfile, or by a second decoder where it fails.

It does on FLAC of 12 and 20 bits, of unknown length and in Ogg; and of an MP3 file that does not
tell its length it guesses the end from the first frames. A WAV file that was never finished is
read to its end.
"""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import soundfile
from numpy.typing import NDArray

from padsketch.storage.decoding.limits import MAX_FILE_BYTES
from padsketch.storage.decoding.unfinished import finished

if TYPE_CHECKING:
    from padsketch.storage.decoding.second import SecondFile

OpenFile: TypeAlias = "soundfile.SoundFile | SecondFile"

BLOCK = 16_384
"""Frames that are decoded at a time."""
_UNKNOWN = 1 << 62
"""From here on libsndfile means that a file does not tell its length."""
_WAVES = ("WAV", "WAVEX")
_MP3_SLACK = 4 * 1152
"""Frames by which decoders differ over delay and padding: up to four of MP3's own frames."""


class Undecodable(Exception):
    """A file is no audio that can be read; the words go on after "it cannot be used:"."""


@contextlib.contextmanager
def open_sound(source: int | Path) -> Iterator[OpenFile]:
    """Open a file, or one that a descriptor reads from its start.

    Raises Undecodable, also for what libsndfile cannot read inside; OSError.
    """
    try:
        with contextlib.ExitStack() as stack:
            yield _opened(source, stack)
    except soundfile.SoundFileError as error:
        words = getattr(error, "error_string", error)
        raise Undecodable(f"it is no audio that can be read ({words})") from error


def blocks_of(file: OpenFile) -> Iterator[NDArray[np.float32]]:
    """The frames of an open file to its end, as `(frames, channels)`, once."""
    if not isinstance(file, soundfile.SoundFile):
        yield from file.blocks()
        return
    while len(frames := file.read(BLOCK, dtype="float32", always_2d=True)):
        yield frames


def second_decoder() -> type[SecondFile]:
    """Loaded when it is needed: most sounds never do, and some processes cannot do it later."""
    from padsketch.storage.decoding.second import SecondFile

    return SecondFile


def _opened(source: int | Path, stack: contextlib.ExitStack) -> OpenFile:
    # As bytes: not every name is text.
    name = source if isinstance(source, int) else os.fsencode(source)
    try:
        file = stack.enter_context(soundfile.SoundFile(name, closefd=False))
    except soundfile.LibsndfileError:
        if (second := _second(source, "FLAC")) is None:
            raise
        return second
    if file.frames >= _UNKNOWN:
        return _second(source, "FLAC") or file
    if not file.frames and file.format in _WAVES and (content := finished(_content(source))):
        return stack.enter_context(soundfile.SoundFile(io.BytesIO(content)))
    if file.format == "MP3" and (second := _second(source, "MP3")):
        return second if second.frames > file.frames + _MP3_SLACK else file
    return file


def _second(source: int | Path, kind: str) -> SecondFile | None:
    decoder, content = second_decoder(), _content(source)
    return decoder.of_mp3(content) if kind == "MP3" else decoder.of_flac(content)


def _content(source: int | Path) -> bytes:
    with contextlib.ExitStack() as stack:
        handle = source
        if isinstance(handle, Path):
            handle = stack.enter_context(handle.open("rb")).fileno()
        size = os.fstat(handle).st_size
        if size > MAX_FILE_BYTES:
            raise Undecodable(f"its file is larger than {MAX_FILE_BYTES >> 20} MB")
        return os.pread(handle, size, 0)

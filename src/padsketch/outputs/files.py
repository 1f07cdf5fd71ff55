"""The file output: stereo frames into WAV, FLAC, OGG and MP3, the same bytes every time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
import soundfile
from numpy.typing import NDArray

from padsketch.display import safe
from padsketch.errors import PadsketchError, UsageError
from padsketch.outputs import ogg
from padsketch.outputs.checked import CheckedSound
from padsketch.outputs.float_wave import FloatWave
from padsketch.outputs.quantise import to_16_bits, to_24_bits
from padsketch.outputs.tags import VORBIS_TAGGED, Tags, reserve, write_tags
from padsketch.storage.files import disk_errors

Audio = NDArray[np.float32]

SLICE = 65_536
"""Frames handed to a lossy encoder at once: long buffers crash that of OGG, and the bytes of an OGG
file depend on how its frames arrive."""
LOSSLESS_SLICE = 8192
"""Frames handed to libsndfile at once otherwise: what is measured and rounded stays in a cache."""
SUBTYPES = {
    ("wav", "16"): "PCM_16",
    ("wav", "24"): "PCM_24",
    ("wav", "32f"): "FLOAT",
    ("flac", "16"): "PCM_16",
    ("flac", "24"): "PCM_24",
    ("ogg", "16"): "VORBIS",
    ("ogg", "24"): "VORBIS",
    ("mp3", "16"): "MPEG_LAYER_III",
    ("mp3", "24"): "MPEG_LAYER_III",
}
"""What a format and its bits are to libsndfile, which has no part in floats; OGG and MP3 have no
bits and leave them aside."""
LOSSY = ("ogg", "mp3")
LOSSY_COMPRESSION = 0.1
"""From 0 (best) to 1 (smallest)."""
MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
MAX_WAV_BYTES = 2**32 - 65_536
"""A WAV file counts its bytes in 32 bits; the margin is for the headers."""


def check_format(rate: int, format: str, bits: str) -> None:
    """Raise UsageError where no file has this rate in hertz, format and bits."""
    if (format, bits) not in SUBTYPES:
        fitting = ", ".join(f"{name} {width}" for name, width in SUBTYPES if name not in LOSSY)
        raise UsageError(f"There is no {format} with {bits} bits", f"Choose {fitting}, ogg or mp3.")
    if format == "mp3" and rate not in MP3_RATES:
        raise UsageError(f"There is no MP3 at {rate} Hz", "Choose 48000 Hz or another format.")


class AudioFile:
    """A stereo audio file that is being written; a context manager.

    bits: "16" (dithered), "24" or "32f" (WAV only); tags: for FLAC, OGG and MP3, a WAV file has
    none. `frames` counts what was written. Once closed, `peak` is its greatest value, linear, and
    `clipped` counts the values beyond full scale in files that cannot hold them. Raises UsageError
    for what does not exist and PadsketchError where the disk refuses.
    """

    def __init__(
        self,
        path: Path,
        rate: int,
        format: str = "wav",
        bits: str = "24",
        tags: Tags | None = None,
    ) -> None:
        check_format(rate, format, bits)
        self.path = path
        self.frames = 0
        self.peak = 0.0
        self.clipped = 0
        self._format = format
        self._bits = bits
        self.tags = tags
        self._gathered = 0
        self._pending = np.empty((SLICE if format in LOSSY else LOSSLESS_SLICE, 2), np.float32)
        self._file = _opened(path, rate, format, bits, tags)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()
        else:
            with audio_errors(self.path):
                self._file.close()

    def write(self, frames: Audio) -> None:
        """Append float32 frames of shape (frames, 2)."""
        if frames.dtype != np.float32 or frames.ndim != 2 or frames.shape[1] != 2:
            raise ValueError(f"frames are float32 (frames, 2), not {frames.dtype} {frames.shape}")
        self._check_room(len(frames))
        if self._bits == "32f":
            self._pass_on(frames)
            return
        while len(frames):
            frames = frames[self._gather(frames) :]

    def close(self) -> None:
        """Finish the file; does nothing the second time."""
        if self._file.closed:
            return
        with audio_errors(self.path), contextlib.closing(self._file):
            self._pass_on(self._pending[: self._gathered])
        with audio_errors(self.path):
            if self.tags:
                write_tags(self.path, self._format, self.tags)
            if self._format == "ogg":
                ogg.fix_serial(self.path)

    def _gather(self, frames: Audio) -> int:
        """Take as many frames as the pending slice has room for; returns how many."""
        room = self._pending[self._gathered :][: len(frames)]
        room[:] = frames[: len(room)]
        self._gathered += len(room)
        if self._gathered == len(self._pending):
            self._pass_on(self._pending)
            self._gathered = 0
        return len(room)

    def _pass_on(self, frames: Audio) -> None:
        self._measure(frames)
        with audio_errors(self.path):
            self._file.write(self._levels(frames, self.frames))
        self.frames += len(frames)

    def _measure(self, frames: Audio) -> None:
        # Two looks at the frames cost less than an array of their magnitudes.
        highest = float(np.maximum.reduce(frames, axis=None, initial=0.0))
        lowest = float(np.minimum.reduce(frames, axis=None, initial=0.0))
        peak = max(highest, -lowest)
        self.peak = max(self.peak, peak)
        if peak > 1.0 and self._bits != "32f":
            self.clipped += int(np.count_nonzero(np.abs(frames) > 1.0))

    def _levels(self, frames: Audio, first: int) -> NDArray[Any]:
        if self._format in LOSSY or self._bits == "32f":
            return frames
        return to_24_bits(frames) if self._bits == "24" else to_16_bits(frames, first)

    def _check_room(self, n_frames: int) -> None:
        frame_bytes = 2 * {"16": 2, "24": 3, "32f": 4}[self._bits]
        frames = self.frames + self._gathered + n_frames
        if self._format == "wav" and frames * frame_bytes > MAX_WAV_BYTES:
            raise PadsketchError(
                f"{safe(str(self.path))} would pass 4 GB, more than a WAV file can hold",
                "Choose FLAC, fewer bits or a lower rate.",
            )


def _opened(
    path: Path, rate: int, format: str, bits: str, tags: Tags | None
) -> CheckedSound | FloatWave:
    with audio_errors(path):
        if bits == "32f":
            return FloatWave(path, rate)
        quality = {"compression_level": LOSSY_COMPRESSION} if format in LOSSY else {}
        subtype = SUBTYPES[format, bits]
        file = CheckedSound(path, rate, 2, subtype, format=format.upper(), **quality)
        if tags and format in VORBIS_TAGGED:
            file.comment = reserve(tags)
        return file


@contextlib.contextmanager
def audio_errors(path: Path) -> Iterator[None]:
    """Turn what the disk refuses inside, to libsndfile too, into an error that a user can read."""
    with disk_errors(path):
        try:
            yield
        except soundfile.LibsndfileError as error:
            raise OSError(safe(error.error_string)) from error

"""Files whose channels are the same, written with one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import soundfile

from padsketch.outputs.checked import CheckedSound
from padsketch.outputs.files import LOSSLESS_SLICE, audio_errors
from padsketch.outputs.float_wave import FloatWave
from padsketch.outputs.reading import opened
from padsketch.outputs.tags import Tags, reserve, write_tags
from padsketch.storage.files import beside


def keep_left(path: Path, tags: Tags | None = None) -> None:
    """Leave a stereo WAV or FLAC file its left channel only, every value as it is.

    tags: of a FLAC file. Raises PadsketchError where the disk refuses.
    """
    temporary = beside(path)
    try:
        with audio_errors(path):
            _copy_left(path, temporary, tags)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _copy_left(path: Path, temporary: Path, tags: Tags | None) -> None:
    with opened(path) as stereo, closing(_mono(stereo, temporary, tags)) as mono:
        dtype = "float32" if stereo.subtype == "FLOAT" else "int32"
        for frames in stereo.blocks(LOSSLESS_SLICE, dtype=dtype):
            mono.write(frames[:, :1])
    if tags:
        write_tags(temporary, "flac", tags)


def _mono(stereo: soundfile.SoundFile, path: Path, tags: Tags | None) -> CheckedSound | FloatWave:
    if stereo.subtype == "FLOAT":
        return FloatWave(path, stereo.samplerate, 1)
    file = CheckedSound(path, stereo.samplerate, 1, stereo.subtype, format=stereo.format)
    if tags:
        file.comment = reserve(tags)
    return file

"""Files whose channels are the same, written with one."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import soundfile

from padsketch.outputs.checked import CheckedSound
from padsketch.outputs.files import LOSSLESS_SLICE, audio_errors
from padsketch.outputs.float_wave import FloatWave
from padsketch.storage.files import beside


def keep_left(path: Path) -> None:
    """Leave a stereo WAV or FLAC file its left channel only, every value as it is.

    Raises PadsketchError where the disk refuses.
    """
    temporary = beside(path)
    try:
        with audio_errors(path):
            _copy_left(path, temporary)
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _copy_left(path: Path, temporary: Path) -> None:
    with soundfile.SoundFile(path) as stereo, closing(_mono(stereo, temporary)) as mono:
        dtype = "float32" if stereo.subtype == "FLOAT" else "int32"
        for frames in stereo.blocks(LOSSLESS_SLICE, dtype=dtype):
            mono.write(frames[:, :1])


def _mono(stereo: soundfile.SoundFile, path: Path) -> CheckedSound | FloatWave:
    if stereo.subtype == "FLOAT":
        return FloatWave(path, stereo.samplerate, 1)
    return CheckedSound(path, stereo.samplerate, 1, stereo.subtype, format=stereo.format)

"""Sounds that were made or mended here, as WAV files."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from padsketch.model.file_names import free_name, plain_name
from padsketch.outputs.checked import CheckedSound
from padsketch.outputs.files import audio_errors
from padsketch.outputs.quantise import to_24_bits
from padsketch.storage.files import whole_file
from padsketch.storage.samples import Audio


def write_sound(folder: Path, stem: str, frames: Audio, rate: int) -> Path:
    """Write frames of shape (frames, channels) as a WAV under a free name; returns its path.

    rate in hertz; 24 bits, or floats where these would clip.
    """
    name = free_name(f"{plain_name(stem)}.wav", lambda name: (folder / name).exists())
    is_loud = bool(np.abs(frames).max(initial=0.0) >= 1.0)
    levels, subtype = (frames, "FLOAT") if is_loud else (to_24_bits(frames), "PCM_24")
    write_wave(folder / name, levels, rate, subtype)
    return folder / name


def write_wave(path: Path, levels: NDArray[Any], rate: int, subtype: str) -> None:
    """Write a WAV whole or not at all; raises PadsketchError where the disk refuses."""
    channels = levels.shape[1] if levels.ndim > 1 else 1
    with (
        audio_errors(path),
        whole_file(path) as half,
        closing(CheckedSound(half, rate, channels, subtype, format="WAV")) as file,
    ):
        file.write(levels)

"""Sounds that were made or mended here, as WAV files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

from padsketch.display import safe
from padsketch.model.file_names import free_name, plain_name
from padsketch.outputs.quantise import to_24_bits
from padsketch.storage.files import disk_errors, whole_file
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
    with disk_errors(path), whole_file(path) as half:
        try:
            soundfile.write(half, levels, rate, subtype)
        except soundfile.LibsndfileError as error:
            raise OSError(safe(error.error_string)) from error

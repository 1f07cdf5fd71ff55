"""Sounds that were made or mended here, as WAV files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import soundfile

from padsketch.model.file_names import free_name, plain_name
from padsketch.outputs.quantise import to_24_bits
from padsketch.storage.files import disk_errors
from padsketch.storage.samples import Audio


def write_sound(folder: Path, stem: str, frames: Audio, rate: int) -> Path:
    """Write frames of shape (frames, channels) as a WAV under a free name; returns its path.

    rate in hertz; 24 bits, or floats where these would clip.
    """
    name = free_name(f"{plain_name(stem)}.wav", lambda name: (folder / name).exists())
    is_loud = bool(np.abs(frames).max(initial=0.0) >= 1.0)
    levels, subtype = (frames, "FLOAT") if is_loud else (to_24_bits(frames), "PCM_24")
    with disk_errors(folder / name):
        soundfile.write(folder / name, levels, rate, subtype)
    return folder / name

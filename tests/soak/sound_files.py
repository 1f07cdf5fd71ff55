"""A small sound in every format that is read."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import numpy as np
import soundfile

sys.path.append(str(Path(__file__).parents[1]))
from flac_bytes import flac, silent_flac

FORMATS = {
    "WAV": ("PCM_U8", "PCM_16", "PCM_24", "FLOAT", "DOUBLE", "ULAW", "IMA_ADPCM", "MS_ADPCM"),
    "WAVEX": ("PCM_16", "PCM_32"),
    "RF64": ("PCM_16",),
    "W64": ("PCM_16", "FLOAT"),
    "AIFF": ("PCM_S8", "PCM_16", "FLOAT", "ALAW", "IMA_ADPCM"),
    "AU": ("PCM_16", "ULAW"),
    "CAF": ("PCM_16", "ALAC_16"),
    "FLAC": ("PCM_S8", "PCM_16", "PCM_24"),
    "OGG": ("VORBIS", "OPUS"),
    "MP3": ("MPEG_LAYER_III",),
}


def sound_files() -> list[bytes]:
    """All formats, mono and stereo; FLAC also of odd depths, of unknown length and of silence."""
    written = [
        _written(channels, kind, subtype)
        for kind, subtypes in FORMATS.items()
        for subtype in subtypes
        for channels in (1, 2)
    ]
    ramp = range(-100, 100)
    odd = [flac(ramp, depth, total) for depth in (8, 12, 20) for total in (None, 0)]
    return [*written, *odd, silent_flac(3)]


def _written(channels: int, kind: str, subtype: str) -> bytes:
    frames = np.random.default_rng(1).uniform(-0.9, 0.9, (700, channels))
    out = io.BytesIO()
    soundfile.write(out, frames, 48_000, subtype=subtype, format=kind)
    return out.getvalue()

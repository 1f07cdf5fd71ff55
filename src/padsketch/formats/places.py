"""Places in a sample, in milliseconds of the file where others count its frames."""

from __future__ import annotations

from pathlib import Path

from padsketch.formats.audio_heads import rate_of
from padsketch.formats.losses import Losses


def milliseconds(frames: float, path: Path, losses: Losses) -> float:
    """Where a frame of a file is; 0 for none, and for a file that does not say its rate."""
    if frames <= 0:
        return 0.0
    rate = rate_of(path)
    if rate is None:
        losses.tell("Places in samples of unknown rate are left out", path.name)
        return 0.0
    return frames * 1000.0 / rate

"""What is said of a file that is no sample."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from padsketch.display import safe
from padsketch.errors import Fault, SampleError

SAMPLE_HINT = "A sample is a mono or stereo WAV, FLAC, AIFF, OGG or MP3 file."
NO_FILE = "there is no such file"
MISSING_HINT = "`padsketch samples PROJECT` searches for what is missing."


def unusable(path: Path, why: str) -> SampleError:
    """The error for a file that is no sample."""
    fault = Fault(safe(path.name), why)
    return SampleError(f"{safe(str(path))} cannot be used: {why}", SAMPLE_HINT, (fault,))


def check_frames(path: Path, frames: NDArray[np.float32], is_whole: bool = False) -> None:
    """Raise SampleError for frames that nobody can play; whole numbers need no second look."""
    if not len(frames):
        raise unusable(path, "it is empty")
    # Any value that is no number, or endless, is the lowest or the highest.
    if not is_whole and not np.isfinite((frames.min(), frames.max())).all():
        raise unusable(path, "it holds values that are no numbers")

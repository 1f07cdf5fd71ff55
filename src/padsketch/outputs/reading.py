"""Sound files as they are read again."""

from __future__ import annotations

import os
from pathlib import Path

import soundfile


def opened(path: Path) -> soundfile.SoundFile:
    """A sound file to read from, a context manager; raises soundfile.SoundFileError."""
    # As bytes: not every name is text.
    return soundfile.SoundFile(os.fsencode(path))

"""What a file says beside its sound, whatever its format."""

from __future__ import annotations

from pathlib import Path

from padsketch.errors import InvalidFile
from padsketch.formats.riff import WaveNotes, read_chunks


def notes_in(path: Path) -> WaveNotes:
    """Cues, tempo and papers of a WAV or AIFF file; nothing of any other."""
    try:
        return read_chunks(path)
    except InvalidFile:
        return WaveNotes()

"""Which reader a beat is for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.beats.beat_draft import BeatDraft
from padsketch.formats.beats.beats_yaml import read_beats_yaml
from padsketch.formats.beats.hydrogen_pattern import read_h2pattern
from padsketch.formats.beats.hydrogen_song import read_h2song
from padsketch.formats.beats.midi_reading import read_midi
from padsketch.formats.beats.step_text import read_step_text

_READERS: dict[str, Callable[[Path], BeatDraft]] = {
    ".h2song": read_h2song,
    ".h2pattern": read_h2pattern,
    ".mid": read_midi,
    ".midi": read_midi,
    ".smf": read_midi,
    ".yaml": read_beats_yaml,
    ".yml": read_beats_yaml,
    ".txt": read_step_text,
}
SUFFIXES = tuple(_READERS)


def is_beat(path: Path) -> bool:
    """Whether a file is called like a beat of another program."""
    return path.suffix.lower() in _READERS


def read_beat(path: Path) -> BeatDraft:
    """The beat in a file; raises InvalidFile."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InvalidFile(
            f"{safe(str(path))} is no beat that is known",
            f"A beat is a file with {', '.join(SUFFIXES)}; `padsketch kit import` reads kits.",
        )
    return reader(path)

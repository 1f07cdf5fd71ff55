"""What lies on the tracks of a REAPER project: sound files, and notes in the project itself."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import PurePosixPath

from padsketch.formats.daw.arrangement import AudioClip, Beats, NoteClip
from padsketch.formats.daw.rpp_lines import Lines, block, number, quoted
from padsketch.units import TICKS_PER_QUARTER

_SOURCES = {".flac": "FLAC"}
"""What kinds of sound files are called, but for WAV."""
_PLAIN = ("LOOP 0", "FADEIN 0 0 0", "FADEOUT 0 0 0", "VOLPAN 1 0 1 -1", "SOFFS 0")
"""Played once, as it is: without the fades that new items get."""
_OFF, _ON = 0x80, 0x90
"""What ends stands before what begins, at the same tick."""


def audio_item(name: str, audio: AudioClip) -> Lines:
    """A sound file from bar 1 on, at its own speed."""
    kind = _SOURCES.get(PurePosixPath(audio.path).suffix, "WAVE")
    source = block(f"SOURCE {kind}", f"FILE {quoted(audio.path)}")
    return _item(name, Fraction(0), audio.seconds, source)


def note_item(clip: NoteClip, start: Fraction, seconds: Fraction) -> Lines:
    """A clip of notes, placed in seconds."""
    has_data = f"HASDATA 1 {TICKS_PER_QUARTER} QN"
    return _item(clip.name, start, seconds, block("SOURCE MIDI", has_data, *_events(clip)))


def _item(name: str, start: Fraction, seconds: Fraction, source: Lines) -> Lines:
    place = (f"POSITION {number(start)}", f"LENGTH {number(seconds)}")
    return block("ITEM", *place, *_PLAIN, f"NAME {quoted(name)}", *source)


def _events(clip: NoteClip) -> Iterator[str]:
    """Lines of ticks since the line before, a status and two values, in hexadecimal.

    The last one, all notes off, says how long the source is.
    """
    events = sorted(_messages(clip))
    end = max(_ticks(clip.beats), events[-1][0])
    for (before, *_), (tick, status, key, velocity) in pairwise(
        [(0, 0, 0, 0), *events, (end, 0xB0, 0x7B, 0)]
    ):
        yield f"E {tick - before} {status:02x} {key:02x} {velocity:02x}"


def _messages(clip: NoteClip) -> Iterator[tuple[int, int, int, int]]:
    """Tick since the start of the clip, status, key and velocity of what begins and ends."""
    for note in clip.notes:
        start = note.beat - clip.beat
        yield _ticks(start), _ON, note.key, note.velocity
        yield _ticks(start + note.beats), _OFF, note.key, 0


def _ticks(beats: Beats) -> int:
    return round(beats * TICKS_PER_QUARTER)

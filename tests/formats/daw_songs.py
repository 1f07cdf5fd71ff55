"""Small arrangements, and a folder with the sounds that they name."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import soundfile

from padsketch.formats.daw.arrangement import (
    Arrangement,
    AudioClip,
    Marker,
    NoteClip,
    NoteEvent,
    Send,
    Tempo,
    Track,
)

STEM = AudioClip("stems/01_kick.wav", 36_000, 8_000, 2)
HOSTILE = "<&>\"'`\x00\x1b[2J\x0b\ud800\ufffe😀é\r\nEND"
"""A name with what XML must escape, what it cannot hold, and what ends lines and quotes."""


def note(beat, beats=0.25, key=36, velocity=100):
    return NoteEvent(Fraction(beat), Fraction(beats), key, velocity)


def song(**changes):
    """Two sections, the second slower; a stem of 4.5 s, its notes, and a return that they feed."""
    kick = Track("kick-audio", "Kick", "#e69f00", audio=STEM)
    notes = Track(
        id="kick-notes",
        name="Kick notes",
        colour="#e69f00",
        gain=0.5,
        pan=-0.5,
        is_muted=True,
        sends=(Send("delay", 0.25),),
        notes=(
            NoteClip(Fraction(0), Fraction(4), "In", (note(0), note("5/3", "1/7", velocity=1))),
            NoteClip(Fraction(4), Fraction(4), "Out", (note(4, velocity=127), note("7.5", key=99))),
        ),
    )
    whole = Arrangement(
        title="Night Bus",
        meter="6/8",
        rate=8_000,
        tempi=(Tempo(Fraction(0), Fraction(120)), Tempo(Fraction(4), Fraction("93.3"))),
        beats=Fraction(8),
        markers=(Marker(Fraction(0), "In"), Marker(Fraction(4), "Out")),
        tracks=(kick, notes, Track("delay", "Delay return", "#7f8c99", 0.8, is_return=True)),
    )
    return replace(whole, **changes)


def renamed(name):
    """The song with one name for everything that has one."""
    plain = song()
    return replace(
        plain,
        title=name,
        markers=tuple(marker._replace(name=name) for marker in plain.markers),
        tracks=tuple(
            track._replace(name=name, notes=tuple(clip._replace(name=name) for clip in track.notes))
            for track in plain.tracks
        ),
    )


def write_stems(folder, clip=STEM):
    (folder / clip.path).parent.mkdir(parents=True, exist_ok=True)
    frames = np.zeros((clip.frames, clip.channels), np.float32)
    soundfile.write(folder / clip.path, frames, clip.rate, "PCM_24")

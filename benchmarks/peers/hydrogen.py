"""Hydrogen: a song whose instruments name their files, linear interpolation as it comes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import soundfile

from benchmarks.workloads import BARS, BPM, PATTERNS, Beat

RESOLUTION = 48
"""Ticks of a quarter note."""
INSTRUMENT = {"volume": 1, "gain": 1, "applyVelocity": "true", "Attack": 0, "Decay": 0}
LAYER = {"min": 0, "max": 1, "gain": 1, "pitch": 0}


def command(beat: Beat, folder: Path) -> list[str]:
    """Write the song; the command that renders it."""
    for track, sample in enumerate(beat.samples):
        soundfile.write(folder / f"{track}.wav", sample.frames, sample.rate, "PCM_16")
    song = folder / "beat.h2song"
    song.write_bytes(tostring(_song(beat, folder), xml_declaration=True))
    # Without a driver by name it tries them all, for half a minute.
    options = ["-d", "alsa", "-r", "48000", "-b", "24", "-o", str(folder / "hydrogen.wav")]
    return ["h2cli", "-s", str(song), *options]


def _song(beat: Beat, folder: Path) -> Element:
    song = Element("song")
    _fill(song, {"version": "1.2.0", "bpm": BPM, "volume": 1, "name": "Beat", "mode": "song"})
    _fill(song, {"loopEnabled": "false", "humanize_time": 0, "humanize_velocity": 0})
    component = SubElement(SubElement(song, "componentList"), "drumkitComponent")
    _fill(component, {"id": 0, "name": "Main", "volume": 1})
    instruments = SubElement(song, "instrumentList")
    for track in range(len(beat.samples)):
        _add_instrument(instruments, track, folder)
    patterns = SubElement(song, "patternList")
    for pattern in range(PATTERNS):
        _add_pattern(patterns, beat, pattern)
    sequence = SubElement(song, "patternSequence")
    for bar in range(BARS):
        _fill(SubElement(sequence, "group"), {"patternID": f"A{bar // 2 % PATTERNS + 1}"})
    return song


def _add_instrument(parent: Element, track: int, folder: Path) -> None:
    instrument = SubElement(parent, "instrument")
    _fill(instrument, {"id": track, "name": f"t{track:02d}", **INSTRUMENT, "Sustain": 1})
    _fill(instrument, {"Release": 1000, "muteGroup": -1, "isStopNote": "false", "pan": 0})
    component = SubElement(instrument, "instrumentComponent")
    _fill(component, {"component_id": 0, "gain": 1})
    _fill(SubElement(component, "layer"), {"filename": folder / f"{track}.wav", **LAYER})


def _add_pattern(parent: Element, beat: Beat, number: int) -> None:
    pattern = SubElement(parent, "pattern")
    _fill(pattern, {"name": f"A{number + 1}", "size": 4 * RESOLUTION, "denominator": 4})
    notes = SubElement(pattern, "noteList")
    for values in _notes(beat, number):
        _fill(SubElement(notes, "note"), values)


def _notes(beat: Beat, pattern: int) -> Iterator[dict[str, object]]:
    for track, row in enumerate(beat.velocities[pattern]):
        for step, velocity in enumerate(row):
            if velocity:
                pitch = beat.semitones[pattern, track, step]
                place = {"position": step * RESOLUTION // 4, "leadlag": 0, "pan": 0, "pitch": pitch}
                sound = {"velocity": velocity / 127, "key": "C0", "length": -1}
                yield {**place, **sound, "instrument": track, "note_off": "false"}


def _fill(element: Element, values: dict[str, object]) -> None:
    for name, value in values.items():
        SubElement(element, name).text = str(value)

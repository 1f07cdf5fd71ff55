"""Standard MIDI files, format 1: a conductor track, then a track a part (RP-001, MIDI 1.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import mido

from padsketch.display import safe
from padsketch.units import TICKS_PER_QUARTER

DRUMS = 9
"""Channel 10, counted from 0: what a sequencer expects of drums."""
_ORDER = {"note_off": 0, "note_on": 1}
"""What ends comes before what begins, at the same tick."""


class Note(NamedTuple):
    """A note: its start and length in ticks (at least 1), its number and velocity 1-127."""

    tick: int
    ticks: int
    number: int
    velocity: int


class Part(NamedTuple):
    """A track of notes."""

    name: str
    notes: tuple[Note, ...]


class Sheet(NamedTuple):
    """A whole file: tempi as (tick, thousandths of BPM), markers as (tick, text), and parts.

    meter as "6/8"; end in ticks.
    """

    title: str
    meter: str
    tempi: tuple[tuple[int, int], ...]
    markers: tuple[tuple[int, str], ...]
    parts: tuple[Part, ...]
    end: int


def write_midi(sheet: Sheet, path: Path) -> None:
    """Write a file with 960 ticks a quarter note; the same sheet makes the same bytes."""
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER, charset="utf-8")
    file.tracks.append(_track(sheet.title, _conducted(sheet), sheet.end))
    file.tracks += [_track(part.name, _played(part), sheet.end) for part in sheet.parts]
    file.save(path)


def _conducted(sheet: Sheet) -> Iterator[mido.MetaMessage]:
    beats, unit = map(int, sheet.meter.split("/"))
    yield mido.MetaMessage("time_signature", numerator=beats, denominator=unit, time=0)
    for tick, millibpm in sheet.tempi:
        yield mido.MetaMessage("set_tempo", tempo=_microseconds(millibpm), time=tick)
    for tick, text in sheet.markers:
        yield mido.MetaMessage("marker", text=safe(text), time=tick)


def _microseconds(millibpm: int) -> int:
    """Of a quarter note: what MIDI calls a tempo."""
    return round(60_000_000_000 / millibpm)


def _played(part: Part) -> Iterator[mido.Message]:
    for tick, ticks, number, velocity in part.notes:
        on = {"channel": DRUMS, "note": number}
        yield mido.Message("note_on", velocity=velocity, time=tick, **on)
        yield mido.Message("note_off", velocity=0, time=tick + ticks, **on)


def _track(name: str, messages: Iterable[mido.Message], end: int) -> mido.MidiTrack:
    """A track of messages whose times are ticks since the start; in the file they are deltas."""
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=safe(name), time=0)])
    at = 0
    for message in sorted(messages, key=_by_time):
        track.append(message.copy(time=message.time - at))
        at = message.time
    track.append(mido.MetaMessage("end_of_track", time=max(0, end - at)))
    return track


def _by_time(message: mido.Message) -> tuple[int, int]:
    return message.time, _ORDER.get(message.type, 0)

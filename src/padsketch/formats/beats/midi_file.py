"""The events of a Standard MIDI file (RP-001), byte by byte; whatever is broken has a place."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import Fault, InvalidFile
from padsketch.formats.reading import read_limited

MAX_BYTES = 8 << 20
MAX_EVENTS = 200_000
MAX_TRACKS = 1000
META = 0xFF
NOTE_OFF, NOTE_ON = 0x80, 0x90
_DATA_BYTES = {0x80: 2, 0x90: 2, 0xA0: 2, 0xB0: 2, 0xC0: 1, 0xD0: 1, 0xE0: 2}
_SYSTEM = (0xF0, 0xF7)
_FULL_FRAMES = {24: Fraction(24), 25: Fraction(25), 29: Fraction(30_000, 1001), 30: Fraction(30)}


class Event(NamedTuple):
    """A message at a tick of its file: for META `number` is its type, else a channel's first byte.

    kind: the status without its channel; data: what follows.
    """

    tick: int
    kind: int
    channel: int
    number: int
    data: bytes


class MidiFile(NamedTuple):
    """Tracks of events in their order; ticks of a quarter note, a fraction where frames count."""

    format: int
    ticks_per_quarter: Fraction
    tracks: tuple[tuple[Event, ...], ...]


class _BrokenError(Exception):
    """A fault at a byte."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


def read_midi_file(path: Path) -> MidiFile:
    """The events of a file of type 0 or 1; raises InvalidFile with the byte that is wrong."""
    data = read_limited(path, MAX_BYTES)
    try:
        return _Reader(data).file()
    except _BrokenError as broken:
        fault = Fault(f"byte {broken.at}", str(broken))
        raise InvalidFile(
            f"{safe(str(path))}: {fault}",
            "Export it again, as a Standard MIDI file of type 0 or 1.",
            (fault,),
        ) from None


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._events = 0

    def file(self) -> MidiFile:
        if self._data[:4] != b"MThd" or len(self._data) < 14:
            raise _BrokenError(0, "this is no Standard MIDI file")
        kind, _, division = (int.from_bytes(self._data[at : at + 2]) for at in (8, 10, 12))
        if kind > 1:
            raise _BrokenError(8, f"type {kind} is not read")
        quarter = _quarter(division)
        tracks = tuple(tuple(self._track(at, end)) for at, end in self._chunks())
        return MidiFile(kind, quarter, tracks)

    def _chunks(self) -> Iterator[tuple[int, int]]:
        """Where the tracks begin and end; other chunks are passed over."""
        at, found = 8 + int.from_bytes(self._data[4:8]), 0
        while at + 8 <= len(self._data):
            name, start = self._data[at : at + 4], at + 8
            end = start + int.from_bytes(self._data[at + 4 : start])
            if end > len(self._data):
                raise _BrokenError(at, f"a chunk ends behind the file, at byte {end}")
            if name == b"MTrk":
                found += 1
                yield start, end
            at = end
        if not 0 < found <= MAX_TRACKS:
            raise _BrokenError(at, f"there are {found} tracks")

    def _track(self, at: int, end: int) -> Iterator[Event]:
        tick = running = 0
        while at < end:
            delta, at = self._number(at, end)
            tick += delta
            status, at = self._status(at, end, running)
            # Files lean on a status from before a meta event, though it should have ended there.
            running = status if status < _SYSTEM[0] else running
            event, at = self._event(at, end, tick, status)
            self._events += 1
            if self._events > MAX_EVENTS:
                raise _BrokenError(at, f"there are more than {MAX_EVENTS} events")
            if event is not None:
                yield event

    def _status(self, at: int, end: int, running: int) -> tuple[int, int]:
        """The status of the next event: its own byte, or the one before where it has none."""
        if at >= end:
            raise _BrokenError(at, "an event is cut off")
        if self._data[at] >= NOTE_OFF:
            return self._data[at], at + 1
        if not running:
            raise _BrokenError(at, "an event has no status")
        return running, at

    def _event(self, at: int, end: int, tick: int, status: int) -> tuple[Event | None, int]:
        if status < _SYSTEM[0]:
            after = at + _DATA_BYTES[status & 0xF0]
            data = self._bytes(at, after, end)
            return Event(tick, status & 0xF0, status & 0x0F, data[0] & 0x7F, data[1:]), after
        if status != META and status not in _SYSTEM:
            raise _BrokenError(at - 1, f"status {status:#04x} does not stand in files")
        start = at + (status == META)
        length, body = self._number(start, end)
        data = self._bytes(body, body + length, end)
        number = self._data[at] if status == META else 0
        return Event(tick, status, 0, number, data), body + length

    def _bytes(self, at: int, after: int, end: int) -> bytes:
        if after > end:
            raise _BrokenError(at, f"an event ends behind its track, at byte {after}")
        return self._data[at:after]

    def _number(self, at: int, end: int) -> tuple[int, int]:
        """A number of one to four bytes, seven bits each, and where it ends."""
        value = 0
        for place in range(at, min(at + 4, end)):
            value = value << 7 | self._data[place] & 0x7F
            if self._data[place] < 0x80:
                return value, place + 1
        raise _BrokenError(at, "a length is cut off, or has more than four bytes")


def _quarter(division: int) -> Fraction:
    """Ticks of a quarter note; where frames of film count, at the 120 BPM that then hold."""
    if not division & 0x8000:
        if division == 0:
            raise _BrokenError(12, "a quarter note has no ticks")
        return Fraction(division)
    frames = _FULL_FRAMES.get(256 - (division >> 8))
    if frames is None or not division & 0xFF:
        raise _BrokenError(12, "its time is counted in no known frames")
    return frames * (division & 0xFF) / 2

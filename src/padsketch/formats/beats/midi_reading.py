"""Standard MIDI files as beats: every note number is a part, in its exact time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.beats.bars import MAX_BARS, song_of
from padsketch.formats.beats.beat_draft import BeatDraft, PartDraft, Strike
from padsketch.formats.beats.general_midi import drum_of
from padsketch.formats.beats.grid import found_grid
from padsketch.formats.beats.midi_file import META, NOTE_OFF, NOTE_ON, Event, read_midi_file
from padsketch.formats.beats.midi_time import LAST_TICK, TimeLine, key_of
from padsketch.formats.losses import Losses
from padsketch.formats.midi import DRUMS
from padsketch.formats.names import one_line
from padsketch.units import TICKS_PER_QUARTER

_NAME, _KEY = 0x03, 0x59
_LOST = {
    0xA0: "The pressure of keys is left out",
    0xB0: "Controllers are left out",
    0xC0: "Programs are left out",
    0xD0: "The pressure of channels is left out",
    0xE0: "Pitch bends are left out",
    0xF0: "System messages are left out",
    0xF7: "System messages are left out",
}


def read_midi(path: Path) -> BeatDraft:
    """A beat from a file of type 0 or 1; its parts are called by their numbers.

    Channel 10 is the drums; where nothing is on it, all channels are. Raises InvalidFile.
    """
    return _Reading(path).draft()


class _Played(NamedTuple):
    """A note, from a tick to a tick of 960 a quarter note."""

    track: int
    channel: int
    number: int
    velocity: int
    start: int
    end: int


class _Reading:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = read_midi_file(path)
        self._scale = TICKS_PER_QUARTER / self._file.ticks_per_quarter
        self._names = [_name(track) for track in self._file.tracks]
        self._losses = Losses()

    def draft(self) -> BeatDraft:
        notes = self._drums()
        if not notes:
            raise InvalidFile(f"{safe(str(self._path))} has no notes", "Export its drums.")
        line = TimeLine(self._metas(), self._losses)
        strikes = sorted(map(_strike, notes), key=lambda pair: (pair[1].tick, pair[0]))
        song = song_of(strikes, line.stretches(strikes[-1][1].tick, *self._end(notes)))
        self._tell_losses()
        return BeatDraft(
            title=self._title(),
            bpm=song.sections[0].bpm or 0.0,
            meter=line.first_meter,
            key=self._key(),
            grid=found_grid(strike.tick for _, strike in strikes),
            parts=self._parts(notes),
            patterns=song.patterns,
            song=song.sections,
            losses=self._losses,
        )

    def _drums(self) -> list[_Played]:
        """The notes that are read: those of channel 10 where it has any, else all."""
        tracks = enumerate(self._file.tracks)
        notes = [note for at, track in tracks for note in self._notes(at, track)]
        drums = [note for note in notes if note.channel == DRUMS] or notes
        others = (note for note in notes if note.channel != DRUMS and len(drums) < len(notes))
        for note in others:
            name = self._names[note.track] or f"channel {note.channel + 1}"
            self._losses.tell("Channels beside that of drums are left out", name)
        within = [note for note in drums if note.start < LAST_TICK]
        if len(within) < len(drums):
            self._losses.tell(f"What comes after {MAX_BARS} bars is left out")
        return within

    def _notes(self, at: int, track: Sequence[Event]) -> Iterator[_Played]:
        """Notes from their on to their off; those that nobody ends last to the end of the track."""
        sounding: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
        for event in track:
            key = (event.channel, event.number)
            if event.kind == NOTE_ON and event.data[0] & 0x7F:
                sounding[key].append((self._tick(event.tick), event.data[0] & 0x7F))
            elif event.kind in (NOTE_ON, NOTE_OFF) and sounding[key]:
                start, velocity = sounding[key].pop(0)
                yield _Played(at, *key, velocity, start, self._tick(event.tick))
        for key, left in sounding.items():
            for start, velocity in left:
                self._losses.tell("Notes that never end last to the end", self._names[at])
                yield _Played(at, *key, velocity, start, self._tick(track[-1].tick))

    def _tick(self, tick: int) -> int:
        """A tick of the file as one of ours, rounded half up."""
        over, under = tick * self._scale.numerator, self._scale.denominator
        if over % under:
            self._losses.tell("Times are rounded to 1/960 of a quarter note")
        return (2 * over + under) // (2 * under)

    def _metas(self) -> list[tuple[int, Event]]:
        """The meta events of all tracks in the order of their ticks, then of their types."""
        every = (event for track in self._file.tracks for event in track if event.kind == META)
        ordered = sorted(every, key=lambda event: (event.tick, event.number))
        return [(int(event.tick * self._scale + Fraction(1, 2)), event) for event in ordered]

    def _end(self, notes: Iterable[_Played]) -> tuple[int, bool]:
        """Where the file ends, and whether that is meant: it is not merely where a note ends."""
        ends = (track[-1].tick for track in self._file.tracks if track)
        end = int(max(ends, default=0) * self._scale)
        return end, end > max(note.end for note in notes)

    def _parts(self, notes: Iterable[_Played]) -> dict[str, PartDraft]:
        """A part a number; it is called as a track that has no other, else as General MIDI does."""
        tracks: dict[int, set[int]] = defaultdict(set)
        numbers: dict[int, set[int]] = defaultdict(set)
        for note in notes:
            tracks[note.number].add(note.track)
            numbers[note.track].add(note.number)
        alone = {track for track, own in numbers.items() if len(own) == 1}
        return {
            str(number): self._part(number, own if own <= alone else set())
            for number, own in sorted(tracks.items())
        }

    def _part(self, number: int, tracks: set[int]) -> PartDraft:
        names = [self._names[track] for track in sorted(tracks) if self._names[track]]
        drum = drum_of(number)
        return PartDraft(names[0] if names else drum.name, drum.role, number)

    def _title(self) -> str:
        """What the first track is called, unless it is one of notes among others."""
        first = self._file.tracks[0]
        is_title = len(self._file.tracks) == 1 or all(event.kind != NOTE_ON for event in first)
        return (self._names[0] if is_title else "") or one_line(self._path.stem, "Beat")

    def _key(self) -> str:
        keys = (event.data for _, event in self._metas() if event.number == _KEY)
        return key_of(next(keys, b""))

    def _tell_losses(self) -> None:
        for name, track in zip(self._names, self._file.tracks, strict=True):
            for kind in sorted({event.kind for event in track} & _LOST.keys()):
                self._losses.tell(_LOST[kind], name)


def _name(track: Iterable[Event]) -> str:
    names = (event.data for event in track if (event.kind, event.number) == (META, _NAME))
    return one_line(next(names, b"").decode("utf-8", "replace"), "")


def _strike(note: _Played) -> tuple[str, Strike]:
    return str(note.number), Strike(note.start, note.velocity, max(1, note.end - note.start))

"""Tempi, meters and markers of a MIDI file, as stretches of a song that steps can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from padsketch.formats.beats.bars import MAX_BARS, Stretch
from padsketch.formats.beats.grid import is_on_steps
from padsketch.formats.beats.midi_file import Event
from padsketch.formats.losses import Losses
from padsketch.formats.names import one_line
from padsketch.model.project import BEAT_UNITS, MAX_BEATS
from padsketch.units import TICKS_PER_QUARTER

MARKER, TEMPO, METER = 0x06, 0x51, 0x58
LAST_TICK = MAX_BARS * 4 * TICKS_PER_QUARTER
"""Nothing behind it is read."""
_WHOLE_NOTE = 4 * TICKS_PER_QUARTER
_MINUTE = 60_000_000
"""Microseconds."""


class Meter(NamedTuple):
    """So many beats of a note value."""

    beats: int = 4
    unit: int = 4

    @property
    def bar(self) -> int:
        """Ticks of a bar."""
        return self.beats * _WHOLE_NOTE // self.unit


@dataclass
class _Border:
    """What begins at a tick; None: it stays as it was."""

    name: str | None = None
    bpm: float | None = None
    meter: Meter | None = None


class TimeLine:
    """Where a file's meta events let something begin, in ticks of 960 a quarter note.

    metas: in the order of their ticks, markers before tempi and meters.
    """

    def __init__(self, metas: Iterable[tuple[int, Event]], losses: Losses) -> None:
        self._losses = losses
        self._borders: dict[int, _Border] = defaultdict(_Border)
        self._start = 0
        """Of the stretch that is looked at."""
        self._meter = Meter()
        self._borders[0] = _Border("", 120.0, self._meter)
        for tick, event in metas:
            if tick < LAST_TICK:
                self._read(tick, event)

    @property
    def first_meter(self) -> str:
        """The meter that the song begins in."""
        beats, unit = self._borders[0].meter or Meter()
        return f"{beats}/{unit}"

    def stretches(self, last_note: int, said_end: int, is_meant: bool) -> list[Stretch]:
        """The song up to the end of a bar, or to an end that is meant where a step ends there."""
        starts = [start for start in sorted(self._borders) if start <= max(last_note, said_end - 1)]
        whole = list(self._stretches(starts))
        last = whole[-1]
        bars = max(last_note - last.start, 0) // last.bar + 1
        said = min(said_end, LAST_TICK) - last.start
        end = last.start + max(bars, said // last.bar) * last.bar
        if is_meant and said > last_note - last.start and is_on_steps(said):
            end = last.start + said
        return [*whole[:-1], last._replace(end=end)]

    def _stretches(self, starts: list[int]) -> Iterator[Stretch]:
        now = _Border()
        for start, following in pairwise([*starts, starts[-1] + 1]):
            new = self._borders[start]
            now = _Border(
                now.name if new.name is None else new.name,
                new.bpm or now.bpm,
                new.meter or now.meter,
            )
            assert now.bpm is not None
            assert now.meter is not None
            yield Stretch(start, following, now.name or "", now.bpm, now.meter.bar)

    def _read(self, tick: int, event: Event) -> None:
        readers: dict[int, Callable[[int, bytes], None]] = {
            MARKER: self._mark,
            TEMPO: self._tempo,
            METER: self._change_meter,
        }
        if event.number in readers:
            readers[event.number](tick, event.data)

    def _mark(self, tick: int, data: bytes) -> None:
        name = one_line(data.decode("utf-8", "replace"), "")
        what = "Markers between steps stand at the next bar"
        self._at(tick, what, is_on_steps(tick - self._start)).name = name

    def _tempo(self, tick: int, data: bytes) -> None:
        microseconds = int.from_bytes(data[:3])
        if len(data) < 3 or not microseconds:
            self._losses.tell("Tempi that are none are left out")
            return
        bpm = round(_MINUTE / microseconds, 3)
        what = "Tempo changes within a bar count from the next one"
        self._at(tick, what, (tick - self._start) % self._meter.bar == 0).bpm = bpm

    def _change_meter(self, tick: int, data: bytes) -> None:
        beats, power = (data[0], data[1]) if len(data) > 1 else (0, 0)
        if not 1 <= beats <= MAX_BEATS or 2**power not in BEAT_UNITS:
            self._losses.tell("Meters that are none are left out", f"{beats}/{2**power}")
            return
        what = "Meter changes within a bar count from the next one"
        border = self._at(tick, what, is_on_steps(tick - self._start))
        border.meter = self._meter = Meter(beats, 2**power)
        if tick:
            self._losses.tell("A change of meter changes bars, not the project's meter")

    def _at(self, tick: int, what: str, fits: bool) -> _Border:
        """The border at a tick; where none fits, the one of the next bar."""
        if tick <= self._start:
            return self._borders[self._start]
        if tick in self._borders or fits:
            self._start = tick
            return self._borders[tick]
        self._losses.tell(what)
        bars = -(-(tick - self._start) // self._meter.bar)
        self._start += bars * self._meter.bar
        return self._borders[self._start]


def key_of(data: bytes) -> str:
    """A key signature as "C minor", "" where it is none."""
    if len(data) < 2:
        return ""
    fifths = int.from_bytes(data[:1], signed=True) + 7 + (3 if data[1] == 1 else 0)
    in_range = 0 <= fifths < len(_FIFTHS) and data[1] in (0, 1)
    return f"{_FIFTHS[fifths]} {'minor' if data[1] else 'major'}" if in_range else ""


_FIFTHS = tuple(f"{note}{sign}" for sign in ("b", "", "#") for note in "FCGDAEB")[1:]

"""A job as an arrangement: its stems as they are, its notes beside them, its mixer to go on with.

Stems already hold level, pan, strip and sends, so their tracks stand at unity in the centre. The
mixer's values go to the tracks of notes, which are muted: nothing sounds twice, and who puts a
sampler behind the notes has the mixer as it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, pairwise

from padsketch.export.job import RenderJob
from padsketch.export.notes import FIRST_NOTE, STRUCK_TICKS, sheet_of
from padsketch.export.stems import RETURNS
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
from padsketch.formats.midi import Note, Part, Sheet
from padsketch.model.colours import colour_of
from padsketch.model.parameters import SILENCE_DB
from padsketch.units import TICKS_PER_QUARTER, db_to_gain

RETURN_COLOUR = "#7f8c99"


def arrangement_of(job: RenderJob, stems: Mapping[int, AudioClip]) -> Arrangement:
    """What a job plays, with the stems that were made of it.

    stems: by their place, which counts the pads and then the delay and the reverb.
    """
    sheet = sheet_of(job)
    return Arrangement(
        title=sheet.title,
        meter=sheet.meter,
        rate=job.rate,
        tempi=tuple(Tempo(_beats(tick), Fraction(bpm, 1000)) for tick, bpm in sheet.tempi),
        beats=_beats(sheet.end),
        markers=tuple(Marker(_beats(tick), name) for tick, name in sheet.markers),
        tracks=(*_sounding(job, stems), *_noted(job, sheet), *_returns(job)),
    )


def _beats(tick: int) -> Fraction:
    return Fraction(tick, TICKS_PER_QUARTER)


def _sounding(job: RenderJob, stems: Mapping[int, AudioClip]) -> Iterator[Track]:
    pads = job.played_kit.pads
    for place, clip in sorted(stems.items()):
        if place < len(pads):
            pad = pads[place]
            yield Track(f"{pad.id}.audio", pad.name, colour_of(place), audio=clip)
        else:
            name = RETURNS[place - len(pads)]
            yield Track(f"{_return(name)}.audio", name.title(), RETURN_COLOUR, audio=clip)


def _noted(job: RenderJob, sheet: Sheet) -> Iterator[Track]:
    for part in sheet.parts:
        place = part.notes[0].number - FIRST_NOTE
        pad = job.played_kit.pads[place]
        channel = job.project.channel(pad.id)
        levels = zip(RETURNS, (channel.send_delay, channel.send_reverb), strict=True)
        yield Track(
            id=f"{pad.id}.notes",
            name=f"{pad.name} notes",
            colour=colour_of(place),
            gain=_gain(channel.level_db),
            pan=channel.pan,
            is_muted=True,
            sends=tuple(
                Send(_return(to), _gain(level)) for to, level in levels if level > SILENCE_DB
            ),
            notes=tuple(_clips(part, sheet)),
        )


def _returns(job: RenderJob) -> Iterator[Track]:
    levels = (job.project.delay.level_db, job.project.reverb.level_db)
    for name, level in zip(RETURNS, levels, strict=True):
        title = f"{name.title()} return"
        yield Track(_return(name), title, RETURN_COLOUR, _gain(level), is_return=True)


def _return(name: str) -> str:
    """No pad's id has a dot."""
    return f"return.{name}"


def _gain(level_db: float) -> float:
    return db_to_gain(level_db) if level_db > SILENCE_DB else 0.0


def _clips(part: Part, sheet: Sheet) -> Iterator[NoteClip]:
    """A clip a section; sections become one where a note is held from one into the other."""
    notes = sorted(part.notes)
    end = max(sheet.end, max(note.tick + note.ticks for note in notes))
    names = dict(sheet.markers)
    borders = [*_borders(notes, [*names]), end]
    for start, stop in pairwise(borders):
        inside = _between(notes, start, stop)
        if inside:
            called = _called([name for tick, name in names.items() if start <= tick < stop])
            events = tuple(map(_event, inside))
            yield NoteClip(_beats(start), _beats(stop - start), called, events)


def _borders(notes: Sequence[Note], starts: Sequence[int]) -> list[int]:
    """Where sections begin, but for where a note is held; how long a struck one is says nothing."""
    held = (note for note in notes if note.ticks > STRUCK_TICKS)
    crossed = set(chain.from_iterable(_crossed(note, starts) for note in held))
    return [start for start in starts if start not in crossed]


def _crossed(note: Note, starts: Sequence[int]) -> Sequence[int]:
    first = bisect_right(starts, note.tick)
    return starts[first : bisect_left(starts, note.tick + note.ticks, first)]


def _between(notes: Sequence[Note], start: int, stop: int) -> Sequence[Note]:
    first = bisect_left(notes, start, key=lambda note: note.tick)
    return notes[first : bisect_left(notes, stop, key=lambda note: note.tick)]


def _called(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"


def _event(note: Note) -> NoteEvent:
    return NoteEvent(_beats(note.tick), _beats(note.ticks), note.number, note.velocity)

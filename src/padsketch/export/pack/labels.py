"""What the WAV files of a pack note beside their sound, for whoever reads which chunk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import padsketch
from padsketch.display import safe
from padsketch.export.job import RenderJob
from padsketch.export.length import section_frames
from padsketch.export.naming import short_key
from padsketch.formats.riff import Bext, Cue, Loop, WaveNotes
from padsketch.formats.wave_notes_writing import MIDDLE_C
from padsketch.model.papers import papers_of
from padsketch.units import POSITIONS_PER_QUARTER, bpm_to_millibpm, position_to_frame

_NATURALS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"#": 1, "b": -1}


def song_notes(job: RenderJob, name: str, frames: int, pads: Collection[str]) -> WaveNotes:
    """Of a file that begins at bar 1: tempo, key, sections, whose sounds of which pads it holds.

    What is wrapped goes round and round. A song that changes its tempo notes none: a file could
    not be stretched by it.
    """
    title = safe(f"{job.project.title}: {name}")
    starts = section_frames(job.song_project, job.rate)
    sections = zip(starts, job.song_project.song, strict=True)
    notes = WaveNotes(
        cues=tuple(Cue(frame, safe(section.called)) for frame, section in sections),
        loops=(Loop(0, frames),) if job.tail == "wrap" else (),
        root=root_of(job.project.key),
        bext=Bext(description=title, originator="padsketch"),
        info=_info(job, title, pads),
        meter=_meter(job),
    )
    bpm, *others = job.tempi
    if others:
        return notes
    return replace(notes, tempo=bpm, beats=whole_beats(frames, job.rate, bpm_to_millibpm(bpm)))


def tempo_words(job: RenderJob) -> str:
    """The tempo of a job, or from where to where it changes."""
    lowest, *_, highest = *job.tempi, job.tempi[-1]
    return f"{lowest:g} bpm" if lowest == highest else f"{lowest:g} to {highest:g} bpm"


def whole_beats(frames: int, rate: int, millibpm: int) -> int | None:
    """The quarter notes that so many frames last, None where these are not whole."""
    beats = round(frames * millibpm / (60_000 * rate))
    exact = position_to_frame(beats * POSITIONS_PER_QUARTER, rate, millibpm)
    return beats if beats and exact == frames else None


def root_of(key: str) -> int | None:
    """The tonic of a key as a MIDI note from middle C up, None where it has none."""
    short = short_key(key)
    if not short:
        return None
    return MIDDLE_C + (_NATURALS[short[0]] + _ACCIDENTALS.get(short[1], 0)) % 12


def _meter(job: RenderJob) -> tuple[int, int]:
    count, unit = map(int, job.project.meter.split("/"))
    return count, unit


def _info(job: RenderJob, title: str, pads: Collection[str]) -> dict[str, str]:
    key = f", {job.project.key}" if job.project.key else ""
    comment = f"{tempo_words(job)}{key}, {job.project.meter}"
    return {
        "INAM": title,
        "ICOP": safe("; ".join(_owed(job, pads))),
        "ICMT": safe(comment),
        "ISFT": f"padsketch {padsketch.__version__}",
    }


def _owed(job: RenderJob, pads: Collection[str]) -> list[str]:
    """Who made the sounds of some pads, and under which licence, each once."""
    played = (pad for pad in job.played_kit.pads if pad.id in pads)
    files = {layer.file for pad in played for layer in pad.layers}
    papers = papers_of(job.played_kit, job.project.credits)
    lines = (
        f"{paper.by} ({paper.credit.licence or 'no licence stated'})"
        for paper in papers
        if paper.file in files
    )
    return list(dict.fromkeys(lines))

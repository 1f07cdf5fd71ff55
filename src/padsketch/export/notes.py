"""The notes of a job, exactly as they are heard, on a sheet for a MIDI file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from padsketch.display import safe
from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import song_hits
from padsketch.export.job import RenderJob
from padsketch.export.length import reach_frames, section_positions, song_frames
from padsketch.formats.midi import Note, Part, Sheet, write_midi
from padsketch.score import Score, compile_score
from padsketch.storage import replacing
from padsketch.units import POSITIONS_PER_TICK, TICKS_PER_QUARTER, bpm_to_millibpm

FIRST_NOTE = 36
"""The note of pad 1, bottom left: C1, as on most boxes with pads."""
STRUCK_TICKS = TICKS_PER_QUARTER // 4
"""How long a note of a pad is that nobody lets go of."""


def write_notes(job: RenderJob, path: Path, force: bool = False) -> Sheet:
    """Write what a job plays to a MIDI file that appears whole or not at all.

    Raises OutputExists; UsageError for a path that can never be a file.
    """
    with replacing(path, force) as temporary:
        sheet = sheet_of(job)
        write_midi(sheet, temporary)
    return sheet


class _Line(NamedTuple):
    """Where the sections of a song start, its end included, and their tempi.

    starts in thousandths of a tick; tempi in thousandths of a beat a minute.
    """

    starts: list[int]
    tempi: list[int]

    def position(self, hit: Any) -> int:
        """Of a hit in the song; one that reaches into sections of other tempi keeps its time."""
        section = int(hit["section"])
        position = self.starts[section] + int(hit["position"])
        while section + 1 < len(self.tempi) and position > self.starts[section + 1]:
            position = self._seen_from(section, section + 1, self.starts[section + 1], position)
            section += 1
        while section > 0 and position < self.starts[section]:
            position = self._seen_from(section, section - 1, self.starts[section], position)
            section -= 1
        return position

    def _seen_from(self, section: int, other: int, border: int, position: int) -> int:
        """What a section calls a position beyond its border, as the one behind it calls it."""
        return border + (position - border) * self.tempi[other] // self.tempi[section]


def sheet_of(job: RenderJob) -> Sheet:
    """What a job plays: a part a pad that is heard, tempi and a marker where sections begin.

    A note is a pad: its number does not follow tunes and transposes.
    """
    project = job.song_project
    line = _Line(
        [0, *accumulate(section_positions(project))],
        [bpm_to_millibpm(section.bpm or project.bpm) for section in project.song],
    )
    ticks = [_ticks(start) for start in line.starts]
    return Sheet(
        title=safe(project.title),
        meter=project.meter,
        tempi=tuple(_changes(list(zip(ticks, line.tempi, strict=False)))),
        markers=tuple((t, safe(s.called)) for t, s in zip(ticks, project.song, strict=False)),
        parts=tuple(_parts(job, compile_score(project, job.kit), line)),
        end=ticks[-1],
    )


def _ticks(position: int) -> int:
    """Whole ticks, rounded half up; what would come before the start comes with it."""
    return max(0, (2 * position + POSITIONS_PER_TICK) // (2 * POSITIONS_PER_TICK))


def _changes(tempi: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    yield tempi[0]
    yield from (after for before, after in pairwise(tempi) if after[1] != before[1])


def _parts(job: RenderJob, score: Score, line: _Line) -> Iterator[Part]:
    hits: dict[int, list[Any]] = defaultdict(list)
    frames = song_frames(job.song_project, job.rate) + reach_frames(job.song_project, job.rate)
    for table in song_hits(score, job.rate, SONG_ONCE, frames):
        for hit in table:
            hits[int(hit["pad"])].append(hit)
    for pad, entry in enumerate(job.played_kit.pads):
        if pad in hits and score.tracks[pad]["audible"]:
            yield Part(safe(entry.name), _notes(hits[pad], entry.mode, line))


def _notes(hits: list[Any], mode: str, line: _Line) -> tuple[Note, ...]:
    """The notes of a pad; each ends where the next one begins at the latest."""
    begun = [line.position(hit) for hit in hits]
    ends = [*map(_ticks, begun[1:]), 2**31]
    return tuple(
        Note(
            tick := _ticks(start),
            max(1, min(_length(hit, mode, line.starts[-1] - start), end - tick)),
            FIRST_NOTE + int(hit["pad"]),
            int(hit["velocity"]),
        )
        for hit, start, end in zip(hits, begun, ends, strict=True)
    )


def _length(hit: Any, mode: str, left: int) -> int:
    if hit["held"] >= 0:
        return _ticks(int(hit["held"]))
    return _ticks(left) if mode == "loop" else STRUCK_TICKS

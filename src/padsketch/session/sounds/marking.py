"""The marks of a sound that is cut, which are the project's, so that undo takes them back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.analysis.crossings import crossing_before
from padsketch.analysis.marks import (
    MOST_MARKS,
    Marks,
    Spans,
    equal_marks,
    grid_marks,
    onset_marks,
    spans_of,
)
from padsketch.analysis.onsets import Onsets
from padsketch.engine.bank import Audio
from padsketch.errors import UsageError
from padsketch.formats.riff import WaveNotes, notes_in
from padsketch.model.edits.papers import set_markers

if TYPE_CHECKING:
    from padsketch.session.session import Session

TAP_SECONDS = 0.06
"""A tap means the onset that it is so near to."""
MOVE_SECONDS = 0.002
"""How far before its frame a mark may land, to stand on a zero crossing."""


class Marked:
    """A sound of a session with its marks.

    file: as layers name it; path: where it is; frames (frames, channels) at its own rate in hertz;
    how: the last way in which it was marked, "" for none.
    """

    def __init__(self, session: Session, file: str, path: Path, frames: Audio, rate: int) -> None:
        self.session = session
        self.file = file
        self.path = path
        self.frames = frames
        self.rate = rate
        self.how = ""
        self.sensitivity = 0.5

    @property
    def marks(self) -> Marks:
        """The frames at which slices begin."""
        return self.session.project.markers.get(self.file, ())

    def spans(self) -> Spans:
        """First and end frame of every slice; the whole sound where nothing is marked."""
        return spans_of(self.marks or (0,), len(self.frames))

    @cached_property
    def heard(self) -> Onsets:
        """All onsets, listened to once."""
        return Onsets.listen(self.frames, self.rate)

    @cached_property
    def notes(self) -> WaveNotes:
        """What the file says beside its sound."""
        return notes_in(self.path)

    def by_onsets(self, sensitivity: float = 0.5) -> bool:
        """Mark the onsets; one undo for all sensitivities that are tried in a row."""
        self.sensitivity = min(max(sensitivity, 0.0), 1.0)
        marks = onset_marks(self.frames, self.heard, self.sensitivity)
        return self._mark("onsets", marks, merge=("chop", self.file))

    def equal(self, parts: int) -> bool:
        """Mark equal parts."""
        return self._mark("equal", equal_marks(len(self.frames), parts))

    def grid(self, division: str, bpm: float) -> bool:
        """Mark every division of a beat at a tempo, from the first mark on."""
        first = self.marks[0] if self.marks else 0
        marks = grid_marks(len(self.frames), self.rate, bpm, division, first)
        return self._mark("grid", marks)

    def cues(self) -> bool:
        """Mark the cues that the file brings along; raises UsageError where it has none."""
        cues = tuple(cue.frame for cue in self.notes.cues if cue.frame < len(self.frames))
        if not cues:
            raise UsageError(f"{self.path.name} has no cues", "Chop it by its onsets.")
        return self._mark("cues", cues[:MOST_MARKS])

    def clear(self) -> bool:
        """Take all marks away."""
        return self._mark("", ())

    def tap(self, frame: int) -> bool:
        """Mark what was heard when a key was hit: the onset near a frame, else that frame."""
        near = min(self.heard.found, key=lambda onset: abs(onset.frame - frame), default=None)
        is_near = near is not None and abs(near.frame - frame) <= TAP_SECONDS * self.rate
        return self._add(near.frame if near is not None and is_near else self._crossing(frame))

    def add(self, frame: int) -> bool:
        """Mark the zero crossing before a frame."""
        return self._add(self._crossing(frame))

    def move(self, at: int, frame: int) -> bool:
        """Move a mark, by its place from 0; one undo for as long as it moves, see `end_merge`."""
        marks = self._all(at)
        marks[at] = self._crossing(frame)
        return self._mark("hand", marks, merge=("move", self.file))

    def remove(self, at: int) -> bool:
        """Take a mark away, by its place from 0."""
        marks = self._all(at)
        return self._mark("hand", (*marks[:at], *marks[at + 1 :]))

    def _add(self, frame: int) -> bool:
        """Mark a frame; what comes before the first mark is a slice as well."""
        return self._mark("hand", (*(self.marks or (0,)), frame))

    def _mark(self, how: str, marks: Sequence[int], merge: object = None) -> bool:
        """Store marks as one edit; False where nothing changes."""
        inside = tuple(sorted({mark for mark in marks if 0 <= mark < len(self.frames)}))
        if len(inside) > MOST_MARKS:
            raise UsageError(f"{len(inside)} marks are too many", f"Set {MOST_MARKS} at most.")
        self.how = how
        return self.session.edit("marks", set_markers, self.file, inside, merge=merge)

    def _all(self, at: int) -> list[int]:
        """The marks; raises UsageError where there is none at a place."""
        if not 0 <= at < len(self.marks):
            raise UsageError(f"There is no mark {at + 1}", f"There are {len(self.marks)}.")
        return list(self.marks)

    def _crossing(self, frame: int) -> int:
        inside = min(max(frame, 0), len(self.frames) - 1)
        return crossing_before(self.frames, inside, round(MOVE_SECONDS * self.rate))

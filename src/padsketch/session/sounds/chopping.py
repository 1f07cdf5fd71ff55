"""Chopping one sound: its tempo, and where its slices go."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from padsketch.analysis.tempo import Tempo, tempo_of
from padsketch.display import safe
from padsketch.errors import InvalidFile, UsageError
from padsketch.formats.riff import Cue, write_chunks
from padsketch.model import Kit, Project
from padsketch.model.edits.slices import (
    Cut,
    Fitting,
    Span,
    fit_slices,
    slice_pads,
    slices_onto_grid,
    slices_to_pads,
)
from padsketch.model.edits.tempo_fit import fit_tempo
from padsketch.model.grooves import Feel, feel_of_onsets
from padsketch.model.pad_settings import dressed
from padsketch.model.project import MAX_BPM, MIN_BPM
from padsketch.session.sounds.crediting import known_credit
from padsketch.session.sounds.marking import Marked
from padsketch.session.sounds.slice_files import MAX_NAME, Sliced, write_slices
from padsketch.storage.samples import decode
from padsketch.storage.sources import SampleFolders

if TYPE_CHECKING:
    from padsketch.session.session import Session

ACCENT_SECONDS = 0.05
"""Of a slice: how loud this is, is its accent."""


class Placed(NamedTuple):
    """The pads that play slices, in order, and the numbers from 1 of slices that found no step."""

    pads: tuple[str, ...]
    left_out: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """What a user is told."""
        done = f"{len(self.pads)} slices on pads {self.pads[0]} to {self.pads[-1]}"
        if not self.left_out:
            return done
        numbers = ", ".join(map(str, self.left_out))
        return f"{done}; no step has room for slice {numbers}"


class Chop(Marked):
    """One sound of a session that is cut, and goes to pads, onto the grid or into files."""

    @classmethod
    def open(cls, session: Session, file: str) -> Chop:
        """A sound by the name that layers give it; raises SampleError, UsageError without a kit."""
        loaded = session.loaded
        if loaded is None:
            raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
        folder = session.own_folder
        path = SampleFolders.of(loaded.folder, loaded.kit, folder).path(file)
        return cls(session, file, path, *decode(path))

    @property
    def name(self) -> str:
        """What its slices are called after."""
        return safe(self.path.stem, MAX_NAME)

    @property
    def tempo(self) -> Tempo | None:
        """How fast the sound is, by what was set or by what tells; None where nothing does."""
        return self._told

    @cached_property
    def _told(self) -> Tempo | None:
        notes = self.notes
        return tempo_of(self.frames, self.rate, self.path.name, notes.tempo, notes.beats)

    def set_tempo(self, bpm: float) -> None:
        """Say how fast the sound is; raises UsageError for a tempo that no project has."""
        if not MIN_BPM <= bpm <= MAX_BPM:
            raise UsageError(f"{bpm:g} is no tempo", f"Give {MIN_BPM:g} to {MAX_BPM:g}.")
        self._told = Tempo(bpm, 1.0, "hand")

    def half(self) -> None:
        """Take the sound for half as fast."""
        self.set_tempo(self._bpm / 2)

    def double(self) -> None:
        """Take the sound for twice as fast."""
        self.set_tempo(self._bpm * 2)

    def fit(self, how: str) -> bool:
        """Have the pads that play it follow the project's tempo: "slices", "repitch", "stretch"."""
        return self.session.edit(f"fit by {how}", fit_tempo, self._kit, self.file, how, self._bpm)

    def to_pads(self, first_pad: str | None = None) -> Placed:
        """Put the slices on pads from one on, or on new ones; the marks go into the file as cues.

        Raises UsageError where there is no room.
        """
        kit, spans = self._kit, self._milliseconds()
        pads = slice_pads(self.session.project, kit, self.name, len(spans), first_pad)
        self.session.edit(
            "slices to pads", slices_to_pads, kit, self.file, self.name, spans, first_pad
        )
        self.write_cues()
        return Placed(pads)

    def to_grid(self, first_pad: str | None = None) -> Placed:
        """Write the slices in order into the pattern that is seen, on pads of their own.

        One undo entry, for the pads too where they are new. Raises UsageError where there is no
        room, or no tempo.
        """
        cut, pads = self._cut(), self._pads()
        fittings: list[Fitting] = []

        def placed(project: Project) -> Project:
            after = project
            if not pads:
                spans = self._milliseconds()
                after = slices_to_pads(after, self._kit, self.file, self.name, spans, first_pad)
            on = pads or slice_pads(project, self._kit, self.name, len(cut.starts), first_pad)
            fittings.append(fit_slices(after, self.session.pattern, on, cut))
            return slices_onto_grid(after, self.session.pattern, fittings[0])

        self.session.edit("slices onto the grid", placed)
        self.write_cues()
        return Placed(tuple(fittings[0].lanes), fittings[0].left_out)

    def to_files(self, folder: Path, force: bool = False) -> Kit:
        """Write the slices as a folder of WAV files that is a kit."""
        credit = self.session.project.credits.get(self.file) or self._kit.credits.get(self.file)
        sliced = Sliced(
            self.name, self.frames, self.rate, self.spans(), credit or known_credit(self.path)
        )
        return write_slices(folder, sliced, force)

    def feel(self, name: str) -> Feel:
        """The timing and the accents of its slices; raises UsageError without a tempo."""
        starts = [start / self.rate for start, _ in self.spans()]
        return feel_of_onsets(name, zip(starts, self._accents(), strict=True), self._bpm)

    def write_cues(self) -> bool:
        """Write the marks into the file as cues, where it is a WAV file of the project's own."""
        if self.file in self._kit.files:
            return False
        labels = {cue.frame: cue.label for cue in self.notes.cues}
        cues = tuple(Cue(mark, labels.get(mark, "")) for mark in self.marks)
        try:
            write_chunks(self.path, replace(self.notes, cues=cues))
        except InvalidFile:
            # FLAC and its like have no cues; the project has the marks.
            return False
        return True

    @property
    def _kit(self) -> Kit:
        if (kit := self.session.kit) is None:
            raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
        return kit

    @property
    def _bpm(self) -> float:
        if self.tempo is None:
            raise UsageError(f"Nothing tells the tempo of {self.name}", "Say how fast it is.")
        return self.tempo.bpm

    def _cut(self) -> Cut:
        starts = tuple(start / self.rate for start, _ in self.spans())
        return Cut(starts, len(self.frames) / self.rate, self._bpm)

    def _milliseconds(self) -> list[Span]:
        """The slices as layers have them; an end of 0 is that of the sound."""
        length = len(self.frames)
        return [
            (self._time(start), 0.0 if end == length else self._time(end))
            for start, end in self.spans()
        ]

    def _time(self, frame: int) -> float:
        return round(1000 * frame / self.rate, 4)

    def _pads(self) -> tuple[str, ...]:
        """The pads that play the slices as they are now; none unless all are there."""
        pads = dressed(self._kit, self.session.project.pads).pads
        own = (pad for pad in pads if len(pad.layers) == 1 and pad.layers[0].file == self.file)
        by_span = {(pad.layers[0].start, pad.layers[0].end): pad.id for pad in own}
        found = [by_span[span] for span in self._milliseconds() if span in by_span]
        return tuple(found) if len(found) == len(self.spans()) else ()

    def _accents(self) -> list[float]:
        length = round(ACCENT_SECONDS * self.rate)
        parts = (self.frames[start : min(end, start + length)] for start, end in self.spans())
        return [float(np.sqrt(np.mean(np.square(part)))) for part in parts]

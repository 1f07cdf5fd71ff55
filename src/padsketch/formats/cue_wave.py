"""A sound with cues as a kit: a pad for every slice between two of them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from padsketch.display import safe
from padsketch.errors import InvalidFile
from padsketch.formats.arrival import Arrival
from padsketch.formats.arriving import Arriving
from padsketch.formats.audio_heads import head_of
from padsketch.formats.drafts import LayerDraft, PadDraft
from padsketch.formats.riff import Cue, read_chunks

LEAD_IN_MS = 50.0
"""What comes before the first cue is a slice of its own from this length on."""


def read_cue_wave(path: Path) -> Arrival:
    """A kit by the cues of a WAV or AIFF file, whose labels are the names; raises InvalidFile."""
    notes, head = read_chunks(path), head_of(path)
    cues = [cue for cue in notes.cues if head and cue.frame < head.frames]
    if not cues or head is None:
        raise InvalidFile(f"{safe(str(path))} holds no cues", "Chop it to make slices.")
    arriving = Arriving(name=notes.info.get("INAM") or path.stem, path=path)
    return arriving.arrival(_slices(path, _starts(cues, head.rate), head.rate))


def _starts(cues: list[Cue], rate: int) -> list[Cue]:
    """One cue a frame, the first that has a label, and one for what comes before."""
    by_frame: dict[int, Cue] = {}
    for cue in cues:
        if not by_frame.get(cue.frame, Cue(0)).label:
            by_frame[cue.frame] = cue
    starts = list(by_frame.values())
    if starts[0].frame * 1000.0 / rate >= LEAD_IN_MS:
        starts.insert(0, Cue(0))
    return starts


def _slices(path: Path, starts: list[Cue], rate: int) -> list[PadDraft]:
    ends = [after.frame * 1000.0 / rate for _, after in pairwise(starts)] + [0.0]
    return [
        PadDraft(
            name=cue.label or f"{path.stem} {number}",
            layers=[LayerDraft(path, start=cue.frame * 1000.0 / rate, end=end)],
        )
        for number, (cue, end) in enumerate(zip(starts, ends, strict=True), start=1)
    ]

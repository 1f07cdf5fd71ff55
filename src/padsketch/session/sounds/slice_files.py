"""Slices of a sound as files: a folder that is a kit, whose credits say where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from padsketch.analysis.marks import Spans
from padsketch.engine.bank import Audio
from padsketch.errors import UsageError
from padsketch.model.file_names import plain_name
from padsketch.model.kit import MAX_PADS, Credit, Kit, Layer, Pad
from padsketch.outputs.wave_stream import WaveStream
from padsketch.storage.files import scratch_folder
from padsketch.storage.kit_writing import save_kit

MAX_NAME = 60
"""Cells of a name that pads and files are called after."""
CHOKE = 1
"""The group in which the slices of a loop end each other."""


@dataclass(frozen=True, eq=False)
class Sliced:
    """A sound of frames (frames, channels) at a rate in hertz, its name, its maker, its slices."""

    name: str
    frames: Audio
    rate: int
    spans: Spans
    credit: Credit


def write_slices(folder: Path, sliced: Sliced, force: bool = False) -> Kit:
    """Write numbered 24-bit WAV files and their kit, as a whole folder or not at all.

    What was integers of up to 24 bits stays the same integers. Raises UsageError for more slices
    than a kit has pads, OutputExists, PadsketchError for a disk that refuses.
    """
    if not 1 <= len(sliced.spans) <= MAX_PADS:
        raise UsageError(
            f"There are {len(sliced.spans)} slices", f"A kit has 1 to {MAX_PADS} pads: cut coarser."
        )
    kit = kit_of_slices(sliced)
    with scratch_folder() as staging:
        sources = {file: staging / file for file in kit.files}
        for path, (start, end) in zip(sources.values(), sliced.spans, strict=True):
            with WaveStream(path, sliced.rate, sliced.frames.shape[1]) as file:
                file.write(sliced.frames[start:end])
        save_kit(folder, kit, sources, force)
    return kit


def kit_of_slices(sliced: Sliced) -> Kit:
    """A pad for every slice, in order; each ends the others."""
    files = [f"{plain_name(sliced.name)}-{n:02d}.wav" for n in range(1, len(sliced.spans) + 1)]
    pads = tuple(
        Pad(id=f"slice-{n}", name=f"{sliced.name} {n}", layers=(Layer(file=file),), choke=CHOKE)
        for n, file in enumerate(files, start=1)
    )
    return Kit(
        name=sliced.name,
        pads=pads,
        author=sliced.credit.author,
        licence=sliced.credit.licence,
        credits=dict(zip(files, _credits(sliced), strict=True)),
    )


def _credits(sliced: Sliced) -> Iterator[Credit]:
    """What is known of the whole sound, and which part of it each slice is."""
    for start, end in sliced.spans:
        part = f"{start / sliced.rate:.3f} to {end / sliced.rate:.3f} s of {sliced.name}"
        note = f"{sliced.credit.note}; {part}" if sliced.credit.note else part
        yield replace(sliced.credit, source=sliced.credit.source or sliced.name, note=note)

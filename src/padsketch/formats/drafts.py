"""What a reader makes of a pad before it is known to fit a kit."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from padsketch.model.kit import MAX_VELOCITY


@dataclass(frozen=True)
class LayerDraft:
    """A sample of a pad: the file, the velocities that it was meant for, and its numbers.

    low to high inclusive; level in decibels, pan -1 to 1, tune in semitones, start and end in
    milliseconds, an end of 0 is the sample's. Nothing is in range yet.
    """

    path: Path
    low: int = 1
    high: int = MAX_VELOCITY
    level_db: float = 0.0
    pan: float = 0.0
    tune: float = 0.0
    start: float = 0.0
    end: float = 0.0


@dataclass
class PadDraft:
    """A pad as another program has it.

    note: of MIDI, where the file says one; choke: any name for its group; settings: pad
    parameters by name, in their units; key: by which its reader finds it again in the kit.
    """

    name: str
    layers: list[LayerDraft]
    note: int | None = None
    mode: str = "one-shot"
    choke: str = ""
    layering: str = "stack"
    settings: dict[str, float] = field(default_factory=dict)
    key: str = ""

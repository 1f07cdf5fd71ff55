"""What is known of a sound that somebody looks at."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from padsketch.analysis.tempo import Tempo
from padsketch.model.kit import Credit
from padsketch.session.outline import UNREAD, Outline

NO_CREDIT = Credit()
FOLD = math.sqrt(2.0)
"""A sound is made at most this much slower or faster: half or double the tempo is nearer then."""


@dataclass(frozen=True, eq=False)
class SoundFacts:
    """A sound as its file has it; tempo, pitch and credit come last, then it `is_complete`.

    seconds, rate in hertz and channels are 0 where the file cannot be read: `fault` says why. The
    outline is that of as much as is listened to. pitch is a key such as "A minor", of a hit a note,
    or "". credit is what the file or its kit says.
    """

    path: Path
    seconds: float = 0.0
    rate: int = 0
    channels: int = 0
    outline: Outline = UNREAD
    tempo: Tempo | None = None
    pitch: str = ""
    credit: Credit = NO_CREDIT
    fault: str = ""
    is_complete: bool = False


def fitting_ratio(sound_bpm: float, bpm: float) -> float:
    """How many times as long a sound must last to go with a tempo, or with its half or double."""
    ratio = sound_bpm / bpm
    while ratio >= FOLD:
        ratio /= 2.0
    while ratio < 1.0 / FOLD:
        ratio *= 2.0
    return ratio

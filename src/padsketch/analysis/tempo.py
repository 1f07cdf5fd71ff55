"""How fast a sound is: by its name, by what its file says, by its length, or by listening."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from padsketch.analysis.onsets import Audio
from padsketch.analysis.pulse import FASTEST, LOOP_BEATS, SLOWEST, Pulse

BEAT_TOLERANCE = 0.02
"""How far, in beats, the length of a loop may be from whole ones that its name agrees with."""
CLOSENESS = 0.04
"""Tempos whose ratio is so near to 1 are the same tempo."""

_NUMBER = r"(\d{2,3}(?:\.\d{1,2})?)"
_NAMED = re.compile(rf"(?<![\d.]){_NUMBER}[ _-]?bpm|bpm[ _-]?{_NUMBER}(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"(?<![^ _()-])(\d{2,3})(?![^ _()-])")


class Tempo(NamedTuple):
    """Beats per minute, how sure that is from 0 to 1, and what says so.

    source "name", "file", "length" or "listening".
    """

    bpm: float
    confidence: float
    source: str

    def half(self) -> Tempo:
        """Half as fast."""
        return self._replace(bpm=self.bpm / 2)

    def double(self) -> Tempo:
        """Twice as fast."""
        return self._replace(bpm=self.bpm * 2)


def tempo_of(
    frames: Audio,
    rate: int,
    name: str = "",
    acid_bpm: float | None = None,
    beats: int | None = None,
) -> Tempo | None:
    """The tempo of frames (frames, channels) at a rate in hertz; None where nothing tells.

    name: of the file; acid_bpm, beats: what its acid chunk says. A number in a name without "bpm"
    counts when it makes whole beats of the length, or is what is heard.
    """
    seconds = len(frames) / rate
    told = _named(name, seconds) or _filed(acid_bpm, beats, seconds)
    if told is not None:
        return told
    pulse = Pulse.listen(frames, rate)
    if pulse is None:
        return None
    also_named = (bpm for bpm in _bare_numbers(_stem(name)) if _is_near(bpm, pulse.bpm))
    heard = Tempo(pulse.bpm, pulse.confidence, "length" if pulse.is_whole else "listening")
    return next((Tempo(bpm, 0.9, "name") for bpm in also_named), heard)


def _named(name: str, seconds: float) -> Tempo | None:
    stem = _stem(name)
    if (match := _NAMED.search(stem)) and _is_possible(bpm := float(match[1] or match[2])):
        return Tempo(bpm, 1.0, "name")
    fitting = [bpm for bpm in _bare_numbers(stem) if _is_whole(bpm, seconds)]
    return Tempo(fitting[0], 0.9, "name") if len(fitting) == 1 else None


def _stem(name: str) -> str:
    """A name without the suffix of its format, but with the decimals of a tempo."""
    path = PurePath(name)
    return name if path.suffix[1:2].isdecimal() else path.stem


def _bare_numbers(name: str) -> list[float]:
    """Numbers between spaces, dashes and underlines that may be a tempo; a date is none."""
    numbers = _BARE.findall(name)
    is_date = re.search(r"\d[ _-]\d+[ _-]\d", name)
    return [] if is_date else [float(n) for n in numbers if SLOWEST <= float(n) <= FASTEST]


def _filed(acid_bpm: float | None, beats: int | None, seconds: float) -> Tempo | None:
    if acid_bpm and _is_possible(acid_bpm):
        return Tempo(acid_bpm, 1.0, "file")
    if beats and seconds and _is_possible(60 * beats / seconds):
        return Tempo(60 * beats / seconds, 0.9, "file")
    return None


def _is_possible(bpm: float) -> bool:
    return SLOWEST / 2 <= bpm <= 2 * FASTEST


def _is_whole(bpm: float, seconds: float) -> bool:
    beats = bpm * seconds / 60
    return round(beats) in LOOP_BEATS and abs(beats - round(beats)) <= BEAT_TOLERANCE


def _is_near(bpm: float, other: float) -> bool:
    return abs(bpm / other - 1.0) <= CLOSENESS

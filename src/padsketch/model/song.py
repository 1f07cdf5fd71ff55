"""The song: sections in order."""

from __future__ import annotations

import msgspec

MAX_REPEATS = 999


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A pattern played some times over, with some lanes silent.

    transpose in semitones; bpm None keeps the tempo of the project; fill: what waits for a fill
    plays.
    """

    section: str
    pattern: str
    repeats: int = 1
    mute: tuple[str, ...] = ()
    transpose: float = 0.0
    bpm: float | None = None
    fill: bool = False
    note: str = ""

    @property
    def called(self) -> str:
        """Its name, that of its pattern where it has none."""
        return self.section or self.pattern

"""What the sixteen keys are spread over: the pads of a bank, or one pad's velocities or notes."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.tui.editing.rows import BANK_SIZE

SPREADS = ("pads", "velocities", "tunes", "notes")
NOTE_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
OWN_OCTAVE = 4
"""A pad sounds as it is on C4."""
LOWEST_TUNE = -8
LOWEST_OCTAVE, HIGHEST_OCTAVE = -4, 2
"""Octaves of the first key from C4: as far as a pad can be tuned."""


class Sound(NamedTuple):
    """What is heard until it is let go: a pad by its index, semitones above its own pitch."""

    pad: int
    transpose: float = 0.0


class Spread(NamedTuple):
    """kind: one of SPREADS; octave: where the notes begin, from C4."""

    kind: str = "pads"
    octave: int = 0

    @property
    def is_of_one_pad(self) -> bool:
        """Whether all keys play the pad in front."""
        return self.kind != "pads"

    def sound(self, place: int, bank: int, in_front: int) -> Sound:
        """What the key of a place (0-15 from the bottom left) makes sound."""
        if self.kind == "pads":
            return Sound(bank * BANK_SIZE + place)
        return Sound(in_front, float(self.transpose(place)))

    def transpose(self, place: int) -> int:
        """Semitones that a key adds to the pad's own pitch."""
        offsets = {"tunes": LOWEST_TUNE, "notes": 12 * self.octave}
        return place + offsets[self.kind] if self.kind in offsets else 0

    def velocity(self, place: int, otherwise: int) -> int:
        """The velocity of a key: its own where the keys are velocities, 8 to 127."""
        return min(8 * (place + 1), 127) if self.kind == "velocities" else otherwise

    @property
    def own_pitch(self) -> int:
        """The place of the only key that plays the pad's own pitch, -1 where there is none."""
        pitches = [self.transpose(place) for place in range(BANK_SIZE)]
        return pitches.index(0) if pitches.count(0) == 1 else -1

    def face(self, place: int) -> str:
        """What a key says of itself in three characters; nothing where it is simply a pad."""
        match self.kind:
            case "velocities":
                return str(self.velocity(place, 0))
            case "tunes":
                return f"{self.transpose(place):+d}" if self.transpose(place) else "0"
            case "notes":
                octave, note = divmod(self.transpose(place), len(NOTE_NAMES))
                return f"{NOTE_NAMES[note]}{octave + OWN_OCTAVE}"
        return ""

    @property
    def words(self) -> str:
        """What the keys play, from the first to the last."""
        return f"{self.kind} {self.face(0)} to {self.face(BANK_SIZE - 1)}"


PADS = Spread()

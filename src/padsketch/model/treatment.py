"""What is done to a sample when it is read: the file stays as it is."""

from __future__ import annotations

from typing import NamedTuple

import msgspec


class Treatment(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a sample before it is played, in the order of the fields.

    start and end in milliseconds of the file, an end of 0 is the sample's; remove_dc: nothing below
    hearing is left; invert: the other polarity; low_cut and high_cut in hertz, 0 off, without a
    shift in time, so that one sound's highs fit another's lows; reverse: read backwards; stretch:
    times as long at the same pitch; fades and delay, the silence before it, in milliseconds.
    """

    start: float = 0.0
    end: float = 0.0
    remove_dc: bool = False
    invert: bool = False
    low_cut: float = 0.0
    high_cut: float = 0.0
    reverse: bool = False
    stretch: float = 1.0
    fade_in: float = 0.0
    fade_out: float = 0.0
    delay: float = 0.0


UNTREATED = Treatment()
FIELDS = Treatment.__struct_fields__


class Sound(NamedTuple):
    """A sample file and what is done to it when it is read."""

    file: str
    treatment: Treatment | None = None

    @property
    def key(self) -> str:
        """A text for this sound only: where it is untreated, the name of its file."""
        if self.treatment is None:
            return self.file
        values = ((name, getattr(self.treatment, name)) for name in FIELDS)
        changes = (
            f"{name}={value!r}" for name, value in values if value != getattr(UNTREATED, name)
        )
        return f"{self.file}?{'&'.join(changes)}"

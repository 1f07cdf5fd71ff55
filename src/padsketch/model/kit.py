"""A kit: pads in order, their layers, and who made the sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from operator import attrgetter
from typing import Any

import msgspec

from padsketch.model import parameters
from padsketch.model.settings import settings
from padsketch.model.treatment import FIELDS, UNTREATED, Sound, Treatment

MODES = ("one-shot", "gate", "loop")
LAYERINGS = ("stack", "round-robin", "random")
"""Which of the layers that a velocity reaches play: all, one after the other, or one by chance."""

LAYER_SWITCHES = ("remove_dc", "invert", "reverse")
LAYER_NUMBERS = tuple(name for name in parameters.LAYER if name not in LAYER_SWITCHES)
"""What a layer says in numbers and what in true and false, by the names of the parameters."""

MAX_VELOCITY = 127
MAX_PADS = 64
MAX_CHOKE = 16
BANK_SIZE = 16
_PAD_ID = re.compile(r"[a-z0-9_-]+")


def is_pad_id(text: str) -> bool:
    """Whether a text can name a pad, and so a lane: small letters, digits, `_` and `-`."""
    return _PAD_ID.fullmatch(text) is not None


class Layer(msgspec.Struct, frozen=True, kw_only=True):
    """One sample of a pad, chosen by velocity.

    file relative to the kit's folder; velocity range with both ends inclusive; level in decibels;
    pan -1 to 1; tune in semitones; start and end in milliseconds, an end of 0 is the sample's; the
    rest is its treatment: a sample that is treated is cut to its start and end before.
    """

    file: str
    velocity: tuple[int, int] = (1, 127)
    level_db: float = 0.0
    pan: float = 0.0
    tune: float = 0.0
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

    @property
    def treatment(self) -> Treatment | None:
        """What is done to the sample when it is read; None: it is played as it is in the file.

        A part of it that begins or ends where pads cannot read is cut out as well.
        """
        is_near = max(self.start, self.end) <= parameters.LONG
        if is_near and _treatment_of(self) == _UNTREATED:
            return None
        return Treatment(**{name: getattr(self, name) for name in FIELDS})

    @property
    def sound(self) -> Sound:
        """The sample with its treatment."""
        return Sound(self.file, self.treatment)

    @property
    def played(self) -> tuple[float, float]:
        """Start and end in milliseconds of the sound that is played."""
        return (self.start, self.end) if self.treatment is None else (0.0, 0.0)


_treatment_of = attrgetter(*(name for name in FIELDS if name not in ("start", "end")))
_UNTREATED = _treatment_of(UNTREATED)


def velocity_gap(layers: Iterable[Layer]) -> tuple[int, int] | None:
    """The first velocities that no layer plays, both ends inclusive; None where all are played."""
    reached = 0
    for low, high in sorted(layer.velocity for layer in layers):
        if low > reached + 1:
            return reached + 1, low - 1
        reached = max(reached, high)
    return (reached + 1, MAX_VELOCITY) if reached < MAX_VELOCITY else None


class Pad(settings("PadBase", parameters.PAD), kw_only=True):  # type: ignore[misc,call-arg]
    """A sound slot with its layers and the parameters of the table's pad group.

    choke group 0 (none) to 16; layering one of `LAYERINGS`; root a note name such as "C2" or "".
    """

    id: str
    name: str
    layers: tuple[Layer, ...]
    mode: str = "one-shot"
    choke: int = 0
    layering: str = "stack"
    root: str = ""


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """Who made a sound, where it came from, and what may be done with it."""

    author: str = ""
    source: str = ""
    licence: str = ""
    date: str = ""
    place: str = ""
    note: str = ""


class Kit(msgspec.Struct, frozen=True, kw_only=True):
    """Pads in the order of the fingers (pad 1 is bottom left) and credits by file."""

    name: str
    pads: tuple[Pad, ...]
    description: str = ""
    author: str = ""
    licence: str = ""
    version: int = 1
    credits: dict[str, Credit] = msgspec.field(default_factory=dict)
    x: dict[str, Any] = msgspec.field(default_factory=dict)

    def index(self, pad_id: str) -> int | None:
        """Place of a pad from 0, or None."""
        return next((i for i, pad in enumerate(self.pads) if pad.id == pad_id), None)

    @property
    def files(self) -> tuple[str, ...]:
        """Every audio file that the kit plays, once, in the order of the pads."""
        return tuple(dict.fromkeys(layer.file for pad in self.pads for layer in pad.layers))

    @property
    def sounds(self) -> dict[str, Sound]:
        """What the kit plays by its key, in the order of the pads."""
        sounds = (layer.sound for pad in self.pads for layer in pad.layers)
        return {sound.key: sound for sound in sounds}

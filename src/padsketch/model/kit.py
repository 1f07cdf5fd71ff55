"""A kit: pads in order, their layers, and who made the sounds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import msgspec

from padsketch.model import parameters
from padsketch.model.settings import settings

MODES = ("one-shot", "gate", "loop")
LAYERINGS = ("stack", "round-robin", "random")
"""Which of the layers that a velocity reaches play: all, one after the other, or one by chance."""

LAYER_NUMBERS = ("level_db", "pan", "tune", "start", "end")
"""What a layer adds to its pad, in the ranges of the parameters of the same names."""

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
    pan -1 to 1; tune in semitones; start and end in milliseconds, an end of 0 is the sample's.
    """

    file: str
    velocity: tuple[int, int] = (1, 127)
    level_db: float = 0.0
    pan: float = 0.0
    tune: float = 0.0
    start: float = 0.0
    end: float = 0.0


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

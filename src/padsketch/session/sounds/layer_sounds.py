"""The sounds of a pad's layers as the engine plays them, to be measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import soxr  # type: ignore[import-untyped]
from msgspec.structs import replace

from padsketch.engine.bank import Audio
from padsketch.errors import UsageError
from padsketch.model import Layer, Pad
from padsketch.model.edits.shaping import played_pad
from padsketch.session.shelf import LoadedKit
from padsketch.storage.samples import read_sample
from padsketch.storage.sources import SampleFolders
from padsketch.units import db_to_gain

if TYPE_CHECKING:
    from padsketch.session.session import Session

OCTAVE = 12.0
LONG_SECONDS = 1.0
"""What two sounds do to each other is heard by then."""


class LayerSound(NamedTuple):
    """A layer of a pad with the frames that the engine reads for it, at the player's rate."""

    pad: Pad
    at: int
    frames: Audio
    rate: int

    @property
    def layer(self) -> Layer:
        """What the pad says of it."""
        return self.pad.layers[self.at]

    @property
    def speed(self) -> float:
        """How much faster than the frames it is heard."""
        return float(2.0 ** ((self.pad.tune + self.layer.tune) / OCTAVE))

    @property
    def span(self) -> tuple[int, int]:
        """The frames that are played, half-open."""
        start, end = self.layer.played
        last = self._frame(end or self.pad.end) or len(self.frames)
        last = min(last, len(self.frames))
        return min(self._frame(self.pad.start + start), last), last

    def heard(self, seconds: float = LONG_SECONDS) -> Audio:
        """What comes out of it at full velocity, at first: cut, tuned, at its level."""
        start, end = self.span
        end = min(end, start + round(seconds * self.speed * self.rate))
        part = self.frames[start:end] * np.float32(db_to_gain(self.layer.level_db))
        if self.speed == 1.0 or not len(part):
            return part
        tuned: Audio = soxr.resample(part, self.rate * self.speed, self.rate, "HQ")
        return tuned

    def _frame(self, milliseconds: float) -> int:
        return round(milliseconds * self.rate / 1000.0)


def loaded_of(session: Session) -> LoadedKit:
    """The kit that plays; raises UsageError while it is not loaded."""
    if session.loaded is None:
        raise UsageError("The kit is not loaded yet", "Wait for it, or choose another.")
    return session.loaded


def path_of(session: Session, file: str) -> Path:
    """Where the file of a layer is, or would be."""
    loaded = loaded_of(session)
    return SampleFolders.of(loaded.folder, loaded.kit, session.own_folder).path(file)


def sound_of(session: Session, pad: str, at: int) -> LayerSound:
    """The sound of a layer by its place; raises UsageError where there is none, or none yet."""
    loaded = loaded_of(session)
    played = played_pad(session.project, loaded.kit, pad)
    if not 0 <= at < len(played.layers):
        raise UsageError(f"{played.name} has no layer {at + 1}", f"It has {len(played.layers)}.")
    frames = loaded.bank.frames(played.layers[at].sound.key)
    if frames is None or not len(frames):
        raise UsageError("This sound has not been read yet", "Try again in a moment.")
    return LayerSound(played, at, frames, session.player.rate)


def uncrossed_sound_of(session: Session, pad: str, at: int) -> LayerSound:
    """The sound of a layer with both sides of its crossover; read anew where it has one.

    Raises UsageError as `sound_of` does, and SampleError.
    """
    sound = sound_of(session, pad, at)
    treatment = sound.layer.treatment
    if treatment is None or not (treatment.low_cut or treatment.high_cut):
        return sound
    whole = replace(treatment, low_cut=0.0, high_cut=0.0)
    path = path_of(session, sound.layer.file)
    return sound._replace(frames=read_sample(path, sound.rate, treatment=whole))


def partners_of(
    session: Session, pad: str, at: int, read: Callable[..., LayerSound] = sound_of
) -> Audio | None:
    """All layers that sound together with one, as one sound; None where there is none.

    They are those that its highest velocity plays too. Raises as `read` does.
    """
    this = sound_of(session, pad, at)
    if this.pad.layering != "stack":
        return None
    velocity = this.layer.velocity[1]
    others = [
        read(session, pad, place).heard()
        for place, layer in enumerate(this.pad.layers)
        if place != at and layer.velocity[0] <= velocity <= layer.velocity[1]
    ]
    return summed(others) if others else None


def summed(sounds: list[Audio]) -> Audio:
    """Sounds that begin together as one."""
    width = max(sound.shape[1] for sound in sounds)
    together = np.zeros((max(map(len, sounds)), width), dtype=np.float32)
    for sound in sounds:
        together[: len(sound)] += sound
    return together

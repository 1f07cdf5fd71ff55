"""What the layer in front does to those that sound with it, reckoned once for what is heard."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.analysis.alignment import SumChange
from padsketch.engine.bank import Audio
from padsketch.model import Pad
from padsketch.session.sounds.layer_sounds import loaded_of
from padsketch.session.sounds.layering import sum_of
from padsketch.tui.desk import Desk
from padsketch.tui.views.pad import PadInFront


class _Heard(NamedTuple):
    """A layer of a pad by its place, and the sounds of all of its layers."""

    pad: Pad
    at: int
    sounds: tuple[Audio, ...]

    def is_like(self, other: _Heard) -> bool:
        """Whether nothing that can be heard is different."""
        sounds = zip(self.sounds, other.sounds, strict=False)
        same = (self.at, self.pad) == (other.at, other.pad)
        return same and all(a is b for a, b in sounds)


class Sums:
    """The last sum that was asked for; it is reckoned again when a sound or a setting changes."""

    def __init__(self) -> None:
        self._heard: _Heard | None = None
        self._sum: SumChange | None = None

    def of(self, desk: Desk, found: PadInFront) -> SumChange | None:
        """The sum of the layer in front; None where it sounds alone.

        While a sound is being read it is what was known before.
        """
        if found.layer is None or len(found.layers) < 2:
            return None
        bank = loaded_of(desk.session).bank
        frames = [bank.frames(layer.sound.key) for layer in found.layers]
        sounds = tuple(sound for sound in frames if sound is not None and len(sound))
        heard = _Heard(found.played, found.layer, sounds)
        if len(sounds) < len(frames):
            return self._sum if self._is_about(heard) else None
        if self._heard is None or not self._heard.is_like(heard):
            self._heard, self._sum = heard, sum_of(desk.session, heard.pad.id, heard.at)
        return self._sum

    def _is_about(self, heard: _Heard) -> bool:
        known = self._heard
        return known is not None and (known.pad.id, known.at) == (heard.pad.id, heard.at)

"""What the layer in front does to those that sound with it, reckoned once for what is heard."""

from __future__ import annotations

from contextlib import suppress

from padsketch.analysis.alignment import SumChange
from padsketch.engine.bank import Audio
from padsketch.errors import UsageError
from padsketch.model import Pad
from padsketch.session.layer_sounds import loaded_of
from padsketch.session.layering import sum_of
from padsketch.tui.desk import Desk
from padsketch.tui.pad import PadInFront


class Sums:
    """The last sum that was asked for; it is reckoned again when a sound or a setting changes."""

    def __init__(self) -> None:
        self._pad: Pad | None = None
        self._at = -1
        self._sounds: tuple[Audio | None, ...] = ()
        self._found: SumChange | None = None

    def of(self, desk: Desk, found: PadInFront) -> SumChange | None:
        """The sum of the layer in front; None where it sounds alone, or was not read yet."""
        if found.layer is None or len(found.layers) < 2:
            return None
        with suppress(UsageError):
            bank = loaded_of(desk.session).bank
            sounds = tuple(bank.frames(layer.sound.key) for layer in found.layers)
            if not self._is_of(found.played, found.layer, sounds):
                self._pad, self._at, self._sounds = found.played, found.layer, sounds
                self._found = None
                self._found = sum_of(desk.session, found.played.id, found.layer)
            return self._found
        return None

    def _is_of(self, pad: Pad, at: int, sounds: tuple[Audio | None, ...]) -> bool:
        same = len(sounds) == len(self._sounds)
        same = same and all(a is b for a, b in zip(sounds, self._sounds, strict=True))
        return same and at == self._at and pad == self._pad

"""Performing: what a hand asks of the music beside its notes."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.errors import RingFull

if TYPE_CHECKING:
    from padsketch.session.session import Session

LANDINGS = {"end": AT_END, "bar": AT_BAR, "once": AT_ONCE}
"""Where a queued pattern may land: at the end of the one that plays, on a bar, at once."""


class Performing:
    """Fills, and where what is queued lands; fills may be held and latched from any thread.

    landing: where the next one that is queued will land; queued_landing: where the last one did.
    """

    def __init__(self, session: Session) -> None:
        self.landing = self.queued_landing = "end"
        self._session = session
        self._lock = threading.Lock()
        self._is_held = self._is_latched = self._is_sent = False

    @property
    def is_filling(self) -> bool:
        """Whether steps that wait for a fill play."""
        return self._is_held or self._is_latched

    @property
    def is_latched(self) -> bool:
        """Whether the fill stays when no key is held."""
        return self._is_latched

    def hold_fill(self, is_held: bool) -> None:
        """A key that holds the fill went down or up; a latched fill stays."""
        with self._lock:
            self._is_held = is_held
            self._send_fill()

    def latch_fill(self, is_latched: bool) -> None:
        """Let the fill stay on, or no longer."""
        with self._lock:
            self._is_latched = is_latched
            self._send_fill()

    def queue(self, pattern: int) -> None:
        """Change to a pattern by its index where `landing` says; the song is left."""
        self._session.song_mode = False
        self._session.player.queue(pattern, LANDINGS[self.landing])
        self.queued_landing = self.landing

    def tick(self) -> None:
        """Once a screen frame: send what the engine had no room for."""
        with self._lock, suppress(RingFull):
            self._send_fill()

    def _send_fill(self) -> None:
        if self.is_filling != self._is_sent:
            self._session.player.set_fill(self.is_filling)
            self._is_sent = self.is_filling

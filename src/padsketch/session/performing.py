"""Performing: what a hand asks of the music beside its notes."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.errors import RingFull, UsageError
from padsketch.model import STEP_TICKS
from padsketch.units import POSITIONS_PER_TICK

if TYPE_CHECKING:
    from padsketch.session.session import Session

LANDINGS = {"end": AT_END, "bar": AT_BAR, "once": AT_ONCE}
"""Where a queued pattern may land: at the end of the one that plays, on a bar, at once."""


class Performing:
    """Fills, note repeat, and where what is queued lands; fills are held from any thread.

    landing: where the next one that is queued will land; queued_landing: where the last one did;
    rate: of note repeat, one of STEP_TICKS.
    """

    def __init__(self, session: Session) -> None:
        self.landing = self.queued_landing = "end"
        self.rate = "1/16"
        self.is_repeating = False
        self._session = session
        self._lock = threading.Lock()
        self._is_held = self._is_latched = self._sent_fill = False
        self._sent_repeat = 0

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

    def repeat(self, is_repeating: bool) -> None:
        """Hit held pads again and again, or once."""
        with self._lock:
            self.is_repeating = is_repeating
            self._send_repeat()

    def set_rate(self, rate: str) -> None:
        """Hit held pads at a rate such as `1/16` or `1/8T`."""
        with self._lock:
            self.rate = rate
            self._send_repeat()

    def queue(self, pattern: int) -> None:
        """Change to a pattern by its index where `landing` says; the song is left."""
        self._session.song_mode = False
        self._session.player.queue(pattern, LANDINGS[self.landing])
        self.queued_landing = self.landing

    def launch(self, section: int) -> None:
        """Play a section of the song over and over as a scene; it lands where `landing` says.

        While nothing plays it begins at once. Raises UsageError where the song has no such section.
        """
        if not 0 <= section < len(self._session.project.song):
            raise UsageError(
                f"The song has no section {section + 1}", "Add one, or choose another."
            )
        self._session.song_mode = False
        self._session.player.queue_section(section, LANDINGS[self.landing])
        self.queued_landing = self.landing

    def tick(self) -> None:
        """Once a screen frame: send what the engine had no room for."""
        with self._lock, suppress(RingFull):
            self._send_fill()
            self._send_repeat()

    def _send_fill(self) -> None:
        if self.is_filling != self._sent_fill:
            self._session.player.set_fill(self.is_filling)
            self._sent_fill = self.is_filling

    def _send_repeat(self) -> None:
        positions = STEP_TICKS[self.rate] * POSITIONS_PER_TICK if self.is_repeating else 0
        if positions != self._sent_repeat:
            self._session.player.set_repeat(positions)
            self._sent_repeat = positions

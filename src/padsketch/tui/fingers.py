"""Keys to pads: which pad a key is, how hard it is hit, and when it is let go."""

from __future__ import annotations

import threading
from collections.abc import Callable

from padsketch.errors import PadsketchError
from padsketch.session import Session
from padsketch.tui.rows import ACCENT_CAPS, BANK_SIZE, CAPS

VELOCITY, ACCENT = 100, 127
REPEAT_SECONDS = 0.06
"""A key that comes again sooner is held down: no finger is as fast."""
GATE_SECONDS = 0.3
"""How long a gate lasts where the terminal does not say when a key is let go."""
FOREVER = float("inf")


class Fingers:
    """The sixteen keys of a bank; any thread.

    `is_live` belongs to the screen: whether keys are pads now. A key that opens something else
    holds the pads back until the screen has dealt with it, so that `n 4` never plays pad 4.
    """

    def __init__(self, session: Session, clock: Callable[[], float]) -> None:
        self._session = session
        self._clock = clock
        self._lock = threading.RLock()
        self._seen: dict[str, float] = {}
        self._held: dict[int, float] = {}
        self._held_back = 0
        self.is_live = True
        self.hears_releases = False
        self.bank = 0
        self.openers: frozenset[str] = frozenset()
        self.refusal: PadsketchError | None = None

    def hold_back(self, key: str) -> None:
        """A key was read: if it opens something, the next keys are not pads."""
        with self._lock:
            if self.is_live and key in self.openers:
                self._held_back += 1

    def dealt_with(self, key: str) -> None:
        """The screen has done what a key asked for."""
        with self._lock:
            if key in self.openers:
                self._held_back = max(0, self._held_back - 1)

    def type(self, character: str) -> bool:
        """A character was typed; True when it was a pad of this bank and is played."""
        if character in CAPS:
            return self.press(character)
        if len(character) == 1 and character in ACCENT_CAPS:
            return self.press(CAPS[ACCENT_CAPS.index(character)], is_accent=True)
        return False

    def press(self, cap: str, is_accent: bool = False) -> bool:
        """A key went down, known by its cap; True when it is a pad and is played or held."""
        pad = self.pad_of(cap)
        with self._lock:
            if pad is None or not self.is_live or self._held_back:
                return False
            if not self._is_repeat(cap):
                self.hit(pad, ACCENT if is_accent else VELOCITY)
            elif pad in self._held and self._held[pad] != FOREVER:
                self._held[pad] = self._clock() + GATE_SECONDS
        return True

    def lift(self, cap: str) -> None:
        """A key went up."""
        pad = self.pad_of(cap)
        with self._lock:
            if pad in self._held:
                self.let_go(pad)

    def is_held(self, cap: str) -> bool:
        """Whether a key that repeats is a pad, and so nothing new."""
        return self.is_live and self.pad_of(cap) is not None

    def pad_of(self, cap: str) -> int | None:
        """The pad that a key plays in this bank, None where the kit has none."""
        if len(cap) != 1 or cap not in CAPS or self._session.kit is None:
            return None
        pad = self.bank * BANK_SIZE + CAPS.index(cap)
        return pad if pad < len(self._session.kit.pads) else None

    def hit(self, pad: int, velocity: int = VELOCITY, is_gate: bool = False) -> None:
        """Play a pad; `is_gate`: it will be let go, whatever the terminal says."""
        with self._lock:
            mode = self._mode(pad)
            if mode == "loop" and pad in self._held:
                self.let_go(pad)
                return
            if mode != "one-shot":
                self._held[pad] = self._end_of(mode, is_gate)
            self._send(self._session.trigger, pad, velocity)

    def let_go(self, pad: int) -> None:
        """End a pad that gates or loops."""
        with self._lock:
            self._held.pop(pad, None)
            self._send(self._session.release, pad)

    def let_all_go(self) -> None:
        """The keyboard is elsewhere: no pad is held any more."""
        with self._lock:
            for pad in list(self._held):
                self.let_go(pad)

    def tick(self) -> None:
        """Once a screen frame: end the gates whose time is over."""
        with self._lock:
            now = self._clock()
            for pad in [pad for pad, end in self._held.items() if end <= now]:
                self.let_go(pad)

    def _end_of(self, mode: str, is_gate: bool) -> float:
        if is_gate or self.hears_releases or mode == "loop":
            return FOREVER
        return self._clock() + GATE_SECONDS

    def _is_repeat(self, cap: str) -> bool:
        now, before = self._clock(), self._seen.get(cap, -FOREVER)
        self._seen[cap] = now
        return not self.hears_releases and now - before < REPEAT_SECONDS

    def _mode(self, pad: int) -> str:
        kit = self._session.kit
        return kit.pads[pad].mode if kit and pad < len(kit.pads) else "one-shot"

    def _send(self, command: Callable[..., None], *args: int) -> None:
        """The keyboard's thread cannot show an error: the screen takes it from here."""
        try:
            command(*args)
        except PadsketchError as error:
            self.refusal = error

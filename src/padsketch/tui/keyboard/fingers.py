"""Keys to pads: what a key plays, how hard it is hit, and when it is let go."""

from __future__ import annotations

import threading
from collections.abc import Callable

from padsketch.errors import PadsketchError
from padsketch.session import Session
from padsketch.tui.editing.rows import CAPS
from padsketch.tui.keyboard.layouts import QWERTY
from padsketch.tui.keyboard.spread import PADS, Sound, Spread

VELOCITY, ACCENT = 100, 127
MOUSE = "mouse"
"""What holds a pad in place of a key."""
REPEAT_SECONDS = 0.1
"""A key that comes again sooner is held down: no finger is as fast."""
DELAY_SECONDS = 0.7
"""By then every terminal has begun to repeat a key that is held down."""
GATE_SECONDS = 0.3
"""How long a gate lasts where the terminal does not say when a key is let go."""
ROLL_SECONDS = 0.15
"""How long note repeat goes on after the last repetition of its key there."""
FOREVER = float("inf")


class Fingers:
    """The sixteen keys; any thread. Times are those of the clock when a key is read.

    `is_live` belongs to the screen: whether keys are pads now. A key that opens something else
    holds the pads back until the screen has dealt with it, so that `n 4` never plays pad 4.
    bank and in_front are where the cursor stands: sixteen pads, and the pad of its lane, -1 for
    none; struck is the place of the last key that played. panic_keys are chords of one or two keys
    that silence everything the moment they are read.
    """

    def __init__(self, session: Session, clock: Callable[[], float]) -> None:
        self._session = session
        self._clock = clock
        self._lock = threading.RLock()
        self._seen: dict[tuple[str, bool], tuple[float, bool]] = {}
        self._down: dict[str, Sound] = {}
        self._ends: dict[Sound, float] = {}
        self._fill_cap = ""
        self._held_back = 0
        self._last_key = ""
        self.is_live = True
        self.hears_releases = False
        self.bank = 0
        self.in_front = 0
        self.struck = -1
        self.spread: Spread = PADS
        self.layout = QWERTY
        self.openers: frozenset[str] = frozenset()
        self.fill_keys: frozenset[str] = frozenset()
        self.panic_keys: frozenset[str] = frozenset()
        self.refusal: PadsketchError | None = None

    def read(self, key: str, cap: str) -> bool:
        """A key was read that is no pad; True when it holds the fill: the screen need not know.

        If it opens something, the next keys are not pads. cap: where it is on the keyboard.
        """
        with self._lock:
            self._silence_when_asked(key)
            if self.hears_releases and self._plays and key in self.fill_keys:
                self._fill_cap = cap
                self._send(self._session.performing.hold_fill, True)
                return True
            if self.is_live and key in self.openers:
                self._held_back += 1
            return False

    def _silence_when_asked(self, key: str) -> None:
        """Silence does not wait for a screen that may be busy."""
        chord, self._last_key = f"{self._last_key} {key}", key
        if self.is_live and not self.panic_keys.isdisjoint((key, chord)):
            self._send(self._session.panic)

    def dealt_with(self, key: str) -> None:
        """The screen has done what a key asked for."""
        with self._lock:
            if key in self.openers:
                self._held_back = max(0, self._held_back - 1)

    def type(self, character: str) -> bool:
        """A character was typed; True when it was a pad and is played."""
        struck = self.layout.struck(character)
        return struck is not None and self.press(*struck)

    def press(self, cap: str, is_accent: bool = False) -> bool:
        """A key went down, known by its cap; True when it is a pad and is played or held."""
        with self._lock:
            sound = self.sound_of(cap)
            if sound is None or not self._plays:
                return False
            if self._is_repeat(cap, is_accent, sound):
                self._prolong(sound)
            else:
                self._play(cap, cap, sound, is_accent)
        return True

    def lift(self, cap: str) -> None:
        """A key, or the mouse, let go of what it played, whatever it would play now."""
        with self._lock:
            if cap and cap == self._fill_cap:
                self._let_go_of_fill()
            sound = self._down.pop(cap, None)
            if sound is not None and sound not in self._down.values():
                self._let_go(sound)

    def is_held(self, cap: str) -> bool:
        """Whether a key that repeats is a pad, and so nothing new."""
        return self.is_live and self.sound_of(cap) is not None

    def sound_of(self, cap: str) -> Sound | None:
        """What a key plays, None where the kit has no pad for it."""
        kit = self._session.played_kit
        if len(cap) != 1 or cap not in CAPS or kit is None:
            return None
        sound = self.spread.sound(CAPS.index(cap), self.bank, self.in_front)
        return sound if 0 <= sound.pad < len(kit.pads) else None

    def hold(self, pad: int) -> None:
        """The mouse plays a pad, until it is lifted."""
        with self._lock:
            self._strike(MOUSE, Sound(pad), VELOCITY)

    def hold_key(self, cap: str) -> None:
        """The mouse plays what a key would, until it is lifted."""
        with self._lock:
            sound = self.sound_of(cap)
            if sound is not None:
                self._play(MOUSE, cap, sound, False)

    def let_all_go(self) -> None:
        """The keyboard is elsewhere: nothing is held any more."""
        with self._lock:
            self._down.clear()
            for sound in list(self._ends):
                self._let_go(sound)
            self._let_go_of_fill()

    def tick(self) -> None:
        """Once a screen frame: end what no key keeps alive."""
        with self._lock:
            now = self._clock()
            for sound in [sound for sound, end in self._ends.items() if end <= now]:
                self._let_go(sound)

    @property
    def _plays(self) -> bool:
        return self.is_live and not self._held_back

    def _play(self, holder: str, cap: str, sound: Sound, is_accent: bool) -> None:
        self.struck = CAPS.index(cap)
        velocity = self.spread.velocity(self.struck, VELOCITY)
        self._strike(holder, sound, ACCENT if is_accent else velocity)

    def _strike(self, holder: str, sound: Sound, velocity: int) -> None:
        is_lifted = self.hears_releases or holder == MOUSE
        if is_lifted:
            self.lift(holder)
            self._down[holder] = sound
        elif sound in self._ends and self._mode(sound.pad) == "loop":
            self._let_go(sound)
            return
        end = FOREVER if is_lifted else self._end(sound)
        if end is not None:
            self._ends[sound] = end
        self._send(self._session.hold, sound.pad, velocity, sound.transpose, at=self._clock())

    def _let_go(self, sound: Sound) -> None:
        self._ends.pop(sound, None)
        self._send(self._session.release, sound.pad, sound.transpose, at=self._clock())

    def _let_go_of_fill(self) -> None:
        self._fill_cap = ""
        self._send(self._session.performing.hold_fill, False)

    def _end(self, sound: Sound) -> float | None:
        """When a sound ends if its key does not repeat, where releases are not told."""
        if self._session.performing.is_repeating:
            return self._clock() + DELAY_SECONDS
        ends = {"loop": FOREVER, "gate": self._clock() + GATE_SECONDS}
        return ends.get(self._mode(sound.pad))

    def _prolong(self, sound: Sound) -> None:
        """The key of a sound is still down."""
        if self.hears_releases:
            return
        if self._session.performing.is_repeating:
            self._ends[sound] = self._clock() + ROLL_SECONDS
        elif self._mode(sound.pad) == "gate":
            self._ends[sound] = self._clock() + GATE_SECONDS

    def _is_repeat(self, cap: str, is_accent: bool, sound: Sound) -> bool:
        """Whether a key is only still down; the first repetition comes late.

        Some terminals that tell of releases send a repetition as another press.
        """
        now = self._clock()
        before, was_repeat = self._seen.get((cap, is_accent), (-FOREVER, False))
        ends_a_loop = self._mode(sound.pad) == "loop" and not was_repeat
        patience = DELAY_SECONDS if ends_a_loop or self.hears_releases else REPEAT_SECONDS
        is_repeat = now - before < patience and (not self.hears_releases or cap in self._down)
        self._seen[cap, is_accent] = (now, is_repeat)
        return is_repeat

    def _mode(self, pad: int) -> str:
        kit = self._session.played_kit
        return "one-shot" if kit is None or pad >= len(kit.pads) else str(kit.pads[pad].mode)

    def _send(self, command: Callable[..., None], *args: float, **more: float) -> None:
        """The keyboard's thread cannot show an error: the screen takes it from here."""
        try:
            command(*args, **more)
        except PadsketchError as error:
            self.refusal = error

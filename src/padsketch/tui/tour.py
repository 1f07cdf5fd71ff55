"""The tour: one thing after the other to do, each on the real sketch with the real key."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from padsketch.engine.played import Played
from padsketch.tui.commands import BY_ID
from padsketch.tui.desk import Desk
from padsketch.tui.keyboard.keys import Keymap, face

PAD = "pad"
"""What a lesson waits for that is no command."""
SKIPS, ENDS = ("enter", "."), "escape"
SEEN_FILE = "tour-offered"


class Lesson(NamedTuple):
    """words, with `{}` for the key; waits_for: any of these commands, the first gives the key."""

    words: str
    waits_for: tuple[str, ...]


MOVES = ("down", "up", "left", "right")
EVERIES = tuple(f"every-{count}" for count in (4, 1, 2, 3, 5, 6, 7, 8, 9))
LESSONS = (
    Lesson("{} plays and stops.", ("play",)),
    Lesson("{} is the kick; the keys around it are pads.", (PAD,)),
    Lesson("{} and the other arrows move.", MOVES),
    Lesson("{} sets a step, and clears it.", ("toggle",)),
    Lesson("{} puts a hit on every fourth step from here.", EVERIES),
    Lesson("{} takes back what you did.", ("undo",)),
    Lesson("{} opens the mixer, and closes it.", ("mixer",)),
    Lesson("{} exports a loop or stems. That is all of it.", ("export",)),
)


class Tour:
    """Where a user is in the lessons."""

    def __init__(self, desk: Desk, keymap: Keymap) -> None:
        self._desk = desk
        self._keymap = keymap
        self._at = 0
        desk.show_view("sketch")
        desk.session.stop()
        desk.session.listeners.append(self._hear)

    @property
    def lesson(self) -> Lesson:
        """What to do now."""
        return LESSONS[self._at]

    @property
    def text(self) -> str:
        """One line: what to do, and how to go on without."""
        words = self.lesson.words.format(self._key())
        skip = "" if "toggle" in self.lesson.waits_for else "Enter skips, "
        return f"{self._at + 1}/{len(LESSONS)}  {words}  ({skip}Esc ends)"

    def takes(self, key: str) -> bool:
        """Whether a key was for the tour itself."""
        if key == ENDS:
            self._end()
        elif key in SKIPS and "toggle" not in self.lesson.waits_for:
            self._go_on()
        else:
            return False
        return True

    def did(self, command: str) -> None:
        """A command was carried out."""
        if command in self.lesson.waits_for:
            self._go_on()

    def _hear(self, played: Played) -> None:
        if not played.is_release:
            self.did(PAD)

    def _go_on(self) -> None:
        if self._at + 1 == len(LESSONS):
            self._end()
            self._desk.say("That was the tour: ? shows all keys.")
        else:
            self._at += 1

    def _end(self) -> None:
        self._desk.tour = None
        self._desk.session.listeners.remove(self._hear)

    def _key(self) -> str:
        wanted = self.lesson.waits_for[0]
        is_ascii = self._desk.glyphs.is_ascii
        if wanted == PAD:
            return self._keymap.layout.caps[0].upper()
        keys = self._keymap.keys_of(BY_ID[wanted])
        return face(keys[0], is_ascii) if keys else "(no key)"


def first_time(folder: Path) -> bool:
    """Whether the tour was never offered before; from now on it was."""
    mark = folder / SEEN_FILE
    if mark.exists():
        return False
    # Where nothing can be remembered it is offered again.
    with suppress(OSError):
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return True

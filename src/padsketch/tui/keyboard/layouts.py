"""Keyboard layouts: what the keys of the pads type where the terminal tells only characters."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.tui.editing.rows import ACCENT_CAPS, CAPS


class Layout(NamedTuple):
    """caps, accents: what the sixteen keys type alone and with Shift, in the order of the pads.

    taken: characters of commands that are pads here; given: where those commands are instead.
    """

    name: str
    caps: str
    accents: str
    taken: str = ""
    given: str = ""

    def struck(self, character: str) -> tuple[str, bool] | None:
        """The cap on a US keyboard of a typed character, and whether it is an accent."""
        if len(character) != 1:
            return None
        for typed, is_accent in ((self.caps, False), (self.accents, True)):
            if character in typed:
                return CAPS[typed.index(character)], is_accent
        return None

    def moved(self, chord: str) -> str:
        """The keys of a command on this keyboard; behind its first key nothing is a pad."""
        first, *rest = chord.split(" ")
        if first in self.taken:
            first = self.given[self.taken.index(first)]
        return " ".join([first, *rest])


QWERTY = Layout("qwerty", CAPS, ACCENT_CAPS)
LAYOUTS = {
    layout.name: layout
    for layout in (
        QWERTY,
        Layout("qwertz", "yxcvasdfqwer1234", 'YXCVASDFQWER!"§$', 'yY"', "zZ#"),
        Layout("azerty", "wxcvqsdfazer&é\"'", "WXCVQSDFAZER1234", "\"'", "!$"),
        Layout(
            "dvorak",
            ";qjkaoeu',.p1234",
            ':QJKAOEU"<>P!@#$',
            ";:jJkKoOuU',<.>pP\"",
            "sSdDfFrRzZcwWvVxXC",
        ),
    )
}

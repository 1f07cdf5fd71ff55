"""All 128 patterns as a field to jump in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from padsketch.model import PATTERN_NAMES
from padsketch.tui.drawing.colours import ACCENT, DIM, NOTHING, REVERSE
from padsketch.tui.drawing.ink import Part, line, themed
from padsketch.tui.screens.dialog import Dialog

ACROSS = 16
CELL = 4
MOVES = {"left": -1, "right": 1, "up": -ACROSS, "down": ACROSS}
MOVES |= {"h": -1, "l": 1, "k": -ACROSS, "j": ACROSS}


def pattern_at(x: int, y: int) -> int | None:
    """The place of the pattern under the mouse."""
    place = y * ACROSS + x // CELL
    return place if 0 <= x // CELL < ACROSS and 0 <= place < len(PATTERN_NAMES) else None


class PatternField(Widget):
    """A1 to H16, a letter per line; those with hits stand out, those of the song are marked."""

    can_focus = True

    class Chosen(Message):
        """A pattern was chosen."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, present: str, written: Collection[str], in_song: Collection[str]) -> None:
        super().__init__(id="patterns")
        self._at = PATTERN_NAMES.index(present)
        self._written = written
        self._in_song = in_song

    def render_line(self, y: int) -> Strip:
        """One letter's patterns."""
        places = range(y * ACROSS, (y + 1) * ACROSS)
        parts = (self._part(place) for place in places if place < len(PATTERN_NAMES))
        return themed(line(self.size.width, *parts), self)

    def _part(self, place: int) -> Part:
        name = PATTERN_NAMES[place]
        mark = "*" if name in self._in_song else " "
        style = ACCENT if name in self._written else DIM
        return (f"{name:>3}{mark}", style + REVERSE if place == self._at else style + NOTHING)

    def on_key(self, event: events.Key) -> None:
        """Move, or choose."""
        if event.key in MOVES:
            event.stop()
            self._at = max(0, min(self._at + MOVES[event.key], len(PATTERN_NAMES) - 1))
            self.refresh()
        elif event.key in ("enter", "space"):
            event.stop()
            self.post_message(self.Chosen(PATTERN_NAMES[self._at]))

    def on_click(self, event: events.Click) -> None:
        """Choose by mouse."""
        place = pattern_at(event.x, event.y)
        if place is not None:
            self.post_message(self.Chosen(PATTERN_NAMES[place]))


class PatternChooser(Dialog[str]):
    """Answers with the name of a pattern."""

    HINT = "enter jumps; bright ones have hits, * is in the song"

    def __init__(self, present: str, written: Collection[str], in_song: Collection[str]) -> None:
        super().__init__("Pattern")
        self._field = PatternField(present, written, in_song)

    def body(self) -> Iterable[Widget]:
        """The field."""
        yield self._field

    def on_pattern_field_chosen(self, message: PatternField.Chosen) -> None:
        """Answer."""
        self.answer(message.name)

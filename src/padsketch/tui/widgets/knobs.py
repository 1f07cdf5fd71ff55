"""A few numbers side by side, what there is to say of them, and the keys that end it."""

from __future__ import annotations

from itertools import accumulate

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from padsketch.model.parameters import Parameter
from padsketch.tui.drawing.colours import ACCENT, DANGER, DIM, NOTHING
from padsketch.tui.drawing.controls import VALUE_ROOM, control_look, control_parts
from padsketch.tui.drawing.glyphs import Glyphs
from padsketch.tui.drawing.help import Entry, entry_at, footer_strip
from padsketch.tui.drawing.ink import Part, line, themed
from padsketch.tui.editing.tools import Dial

COLUMN = 19
"""Cells of a knob; one with long words takes two columns."""
KEYS = (
    Entry("Enter", "keep", "enter"),
    Entry("Esc", "drop", "escape"),
    Entry("Space", "play", "space"),
    Entry("arrows", "choose, turn"),
    Entry("[ ]", "finely"),
    Entry("0-9", "type"),
)


class Knobs(Widget):
    """Draws a dial; `Turned` says that the mouse did something to it."""

    can_focus = True

    class Turned(Message):
        """The mouse turned the knob in hand so many steps, or only took it for 0."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Pressed(Message):
        """A key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, dial: Dial, glyphs: Glyphs) -> None:
        super().__init__(id="knobs")
        self._dial = dial
        self._glyphs = glyphs
        self._rows: list[list[int]] = []
        self.about = ""
        self.is_refusal = False

    def on_resize(self, event: events.Resize) -> None:
        """As many knobs side by side as there is room for."""
        self._rows = knob_rows(self._dial.tool.knobs, event.size.width)
        self.styles.height = len(self._rows) + 2

    def render_line(self, y: int) -> Strip:
        """Rows of knobs, words about them, keys."""
        width, below = self.size.width, y - len(self._rows)
        if below < 0:
            parts = [part for at in self._rows[y] for part in self._knob(at)]
            return themed(line(width, *parts), self)
        if below == 0:
            style = DANGER if self.is_refusal else DIM
            text = self._glyphs.text(f" {self.about or self._dial.knob.help}", width)
            return themed(line(width, (text, style)), self)
        return themed(footer_strip(KEYS, width), self)

    def on_click(self, event: events.Click) -> None:
        """Take a knob in hand, or press a key."""
        if self._take(event):
            self.post_message(self.Turned(0))
        elif event.y == len(self._rows) + 1 and (entry := entry_at(KEYS, event.x)) and entry.id:
            self.post_message(self.Pressed(entry.id))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """More."""
        if self._take(event):
            self.post_message(self.Turned(1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Less."""
        if self._take(event):
            self.post_message(self.Turned(-1))

    def _take(self, event: events.MouseEvent) -> bool:
        at = knob_at(self._rows, self._dial.tool.knobs, event.x, event.y)
        if at is not None:
            self._dial.choose(at)
        return at is not None

    def _knob(self, at: int) -> tuple[Part, ...]:
        knob = self._dial.tool.knobs[at]
        is_here = at == self._dial.at
        look = control_look(knob, self._dial.values[knob.name], is_here=is_here)
        ink = ACCENT if is_here else NOTHING
        return control_parts(look, COLUMN * _columns(knob), ink, self._glyphs)


def knob_rows(knobs: tuple[Parameter, ...], width: int) -> list[list[int]]:
    """The places of the knobs, row by row."""
    rows: list[list[int]] = [[]]
    used = 0
    for at, knob in enumerate(knobs):
        needed = COLUMN * _columns(knob)
        if used + needed > width and rows[-1]:
            rows.append([])
            used = 0
        rows[-1].append(at)
        used += needed
    return rows


def knob_at(rows: list[list[int]], knobs: tuple[Parameter, ...], x: int, y: int) -> int | None:
    """The knob at a place of the widget."""
    if not 0 <= y < len(rows):
        return None
    ends = accumulate(COLUMN * _columns(knobs[at]) for at in rows[y])
    return next((at for at, end in zip(rows[y], ends, strict=True) if x < end), None)


def _columns(knob: Parameter) -> int:
    return 2 if any(len(word) > VALUE_ROOM for word in knob.choices) else 1

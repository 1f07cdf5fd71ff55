"""Every detail of one step, to be changed in place: each change is heard at once."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from padsketch.tui import gestures
from padsketch.tui.desk import Desk
from padsketch.tui.drawing.colours import DIM, NOTHING, REVERSE
from padsketch.tui.drawing.ink import line, themed
from padsketch.tui.fields import STEP_FIELDS, Field
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.screens.prompt import Prompt

MOVES = {"up": -1, "k": -1, "down": 1, "j": 1, "tab": 1, "shift+tab": -1}
CHANGES = {"left": -1, "h": -1, "-": -1, "right": 1, "l": 1, "+": 1, "=": 1}


class FieldList(Widget):
    """The fields of the step under the cursor, one a line."""

    can_focus = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(id="fields")
        self._desk = desk
        self._at = 0

    @property
    def field(self) -> Field:
        """The field in hand."""
        return STEP_FIELDS[self._at]

    def render_line(self, y: int) -> Strip:
        """A name and its value."""
        field = STEP_FIELDS[y]
        value = field.text(field.get(self._desk.here))
        style = REVERSE if y == self._at else NOTHING
        parts = ((f" {field.name:<10}", DIM), (f" {value} ", style))
        return themed(line(self.size.width, *parts), self)

    def on_key(self, event: events.Key) -> None:
        """Choose a field, change it, or type its value."""
        key = event.character if event.is_printable and event.character else event.key
        if key in MOVES:
            self._at = (self._at + MOVES[key]) % len(STEP_FIELDS)
        elif key in CHANGES:
            self._change(CHANGES[key])
        elif key == "enter":
            self._type()
        else:
            return
        event.stop()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose a field by mouse."""
        if event.y < len(STEP_FIELDS):
            self._at = event.y
            self.refresh()

    def on_mouse_scroll_up(self) -> None:
        """Change the field upwards."""
        self._change(1)

    def on_mouse_scroll_down(self) -> None:
        """Change the field downwards."""
        self._change(-1)

    def _change(self, by: int) -> None:
        self._desk.attempt(lambda: gestures.move_detail(self._desk, self.field, by))
        self.refresh()

    def _type(self) -> None:
        field = self.field
        text = field.text(field.get(self._desk.here))
        prompt = Prompt(field.name, text, "esc leaves it as it is", field.parse)
        self._desk.ask(prompt, lambda value: gestures.set_detail(self._desk, field, value))


class Inspector(Dialog[None]):
    """The step under the cursor."""

    HINT = "arrows change, enter types a value, esc closes"

    def __init__(self, desk: Desk) -> None:
        name = desk.glyphs.text(desk.lane.name, 20)
        super().__init__(f"Step {desk.step + 1} of {name}")
        self._desk = desk

    def body(self) -> Iterable[Widget]:
        """The fields."""
        yield FieldList(self._desk)

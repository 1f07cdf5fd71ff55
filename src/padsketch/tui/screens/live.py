"""Numbers that are turned while the grid shows and plays what they make."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.tui.controls.values import moved
from padsketch.tui.desk import Desk
from padsketch.tui.editing.tools import TAKE, Dial, Tool
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.transport import playing
from padsketch.tui.widgets.knobs import Knobs

CHOICES = {"left": -1, "right": 1, "shift+tab": -1, "tab": 1, "h": -1, "l": 1}
TURNS = {
    **dict.fromkeys(("up", "k", "plus", "equals_sign"), (1, True)),
    **dict.fromkeys(("down", "j", "minus"), (-1, True)),
    "right_square_bracket": (1, False),
    "left_square_bracket": (-1, False),
}
"""Keys that turn the knob in hand: which way, and whether coarsely."""
NEXT_TAKE = "t"


class LiveDialog(Dialog[str]):
    """Answers with the tool's title once its edit is kept; Escape leaves no trace of it."""

    def __init__(self, desk: Desk, tool: Tool) -> None:
        super().__init__(tool.heading or f"{tool.title} in {desk.session.pattern}")
        self.add_class("live")
        self._desk = desk
        self._dial = Dial(tool, desk.turned.get(tool.id, {}))
        self._knobs = Knobs(self._dial, desk.glyphs)
        self._is_open = True

    def compose(self) -> ComposeResult:
        """A frame at the bottom, so that the grid is seen."""
        with Vertical(classes="frame") as frame:
            frame.border_title = Text(f" {safe(self.heading)} ")
            yield from self.body()

    def body(self) -> Iterable[Widget]:
        """The knobs."""
        yield self._knobs

    def on_mount(self) -> None:
        """Show at once what the numbers make."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """Choose, turn or type a number; keep or drop what it makes."""
        event.stop()
        event.prevent_default()
        self.press(event.key)

    def press(self, key: str) -> None:
        """Do what a key says."""
        dial = self._dial
        if key == "escape":
            self.answer(None)
        elif key == "enter":
            self.answer(dial.tool.title)
        elif key == "space":
            self._desk.attempt(lambda: playing.play_or_stop(self._desk))
        elif key in CHOICES:
            dial.choose(dial.at + CHOICES[key])
            self._show()
        elif self._changes(key):
            self._show()

    def on_knobs_turned(self, message: Knobs.Turned) -> None:
        """The wheel turned a knob, or a click took it."""
        if self.is_current:
            self._turn(message.by, True)
            self._show()

    def on_knobs_pressed(self, message: Knobs.Pressed) -> None:
        """A click on a key is as good as the key."""
        self.press(message.key)

    def answer(self, value: str | None) -> None:
        """Keep what is shown as one edit and remember its numbers, or drop it."""
        if not self.is_current:
            return
        preview, tool = self._desk.session.preview, self._dial.tool
        self._is_open = False
        if value is None:
            preview.drop()
        else:
            self._desk.turned[tool.id] = _next_time(self._dial.values)
            value = tool.title if preview.keep(tool.title) else f"{tool.title}: nothing changed"
        super().answer(value)

    def on_unmount(self) -> None:
        """Whoever closes the dialog otherwise drops what it shows."""
        if self._is_open:
            self._desk.session.preview.drop()

    def _changes(self, key: str) -> bool:
        """Whether a key changed a number."""
        dial = self._dial
        if key in TURNS:
            self._turn(*TURNS[key])
        elif len(key) == 1 and key in "0123456789":
            dial.type(key)
        elif key == "backspace":
            dial.erase()
        elif key == NEXT_TAKE and TAKE.name in dial.values:
            dial.choose([knob.name for knob in dial.tool.knobs].index(TAKE.name))
            self._turn(1, True)
        else:
            return False
        return True

    def _turn(self, by: int, is_coarse: bool) -> None:
        knob = self._dial.knob
        self._dial.put(moved(knob, self._dial.values[knob.name], by, is_coarse))

    def _show(self) -> None:
        """Write what the numbers say into the sketch, to be seen and heard."""
        tool, values = self._dial.tool, self._dial.values
        self._knobs.is_refusal = False
        try:
            self._desk.session.preview.show(lambda project: tool.write(project, values))
            self._knobs.about = tool.about(values)
        except PadsketchError as error:
            self._knobs.is_refusal = True
            self._knobs.about = f"{error.title}. {error.hint}"
        self._knobs.refresh()


def _next_time(values: dict[str, float]) -> dict[str, float]:
    """What is remembered: where it was written is not, and the next take is another one."""
    remembered = {name: value for name, value in values.items() if name != "where"}
    if TAKE.name in remembered:
        remembered[TAKE.name] += 1
    return remembered

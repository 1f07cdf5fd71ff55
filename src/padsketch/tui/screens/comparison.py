"""The difference between two texts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import OptionList

from padsketch.display import safe
from padsketch.tui.screens.dialog import Dialog

STYLES = {"+": "green", "-": "red", "@": "cyan"}


class Comparison(Dialog[bool]):
    """Shows the lines of a unified diff; answers only when the older text shall come back."""

    HINT = "r restores it, esc closes"

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__(title)
        self._lines = lines

    def body(self) -> Iterable[Widget]:
        """The lines, which can be scrolled."""
        yield OptionList(
            *(Text(safe(line), style=STYLES.get(line[:1], "")) for line in self._lines)
        )

    def on_key(self, event: events.Key) -> None:
        """R restores."""
        super().on_key(event)
        if event.key == "r":
            event.stop()
            self.answer(True)

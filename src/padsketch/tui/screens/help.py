"""All keys, from the table that makes them work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from padsketch.tui.drawing.help import Section, help_text
from padsketch.tui.screens.dialog import Dialog


class Help(Dialog[None]):
    """Scrolls with the arrow keys."""

    HINT = "arrows scroll, esc closes; keys.toml in the config folder changes keys"

    def __init__(self, sections: Sequence[Section]) -> None:
        super().__init__("Keys")
        self._sections = sections

    def body(self) -> Iterable[Widget]:
        """The table of keys."""
        yield VerticalScroll(Static(help_text(self._sections)))

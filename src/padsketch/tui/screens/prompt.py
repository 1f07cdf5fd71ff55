"""One line of text to be typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from rich.text import Text
from textual.widget import Widget
from textual.widgets import Input, Static

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.screens.line import Line


class Prompt(Dialog[tuple[Any]]):
    """Answers with one value, which may be None; what the parser refuses can be mended."""

    def __init__(self, title: str, value: str, help_text: str, parse: Callable[[str], Any]) -> None:
        super().__init__(title)
        self._value = value
        self._help = help_text
        self._parse = parse

    def body(self) -> Iterable[Widget]:
        """The line, and what may stand in it."""
        yield Line(self._value, select_on_focus=True, compact=True)
        yield Static(Text(self._help), id="note")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        try:
            self.answer((self._parse(event.value),))
        except PadsketchError as error:
            note = self.query_one("#note", Static)
            note.add_class("refusal")
            note.update(Text(safe(f"{error.title}. {error.hint or self._help}")))

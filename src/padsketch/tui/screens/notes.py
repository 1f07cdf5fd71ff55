"""Sentences to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import OptionList

from padsketch.display import safe
from padsketch.tui.screens.dialog import Dialog


class Notes(Dialog[None]):
    """Shows sentences, a line each; closes without an answer."""

    HINT = "enter closes, esc closes"

    def __init__(self, title: str, sentences: Sequence[str]) -> None:
        super().__init__(title)
        self._sentences = sentences

    def body(self) -> Iterable[Widget]:
        """The list, which can be scrolled."""
        yield OptionList(*(Text(safe(sentence)) for sentence in self._sentences))

    def on_key(self, event: events.Key) -> None:
        """Enter closes as well."""
        super().on_key(event)
        if event.key == "enter":
            event.stop()
            self.answer(None)

    def on_option_list_option_selected(self) -> None:
        """A click closes."""
        self.answer(None)

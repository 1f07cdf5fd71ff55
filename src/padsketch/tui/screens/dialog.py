"""What all dialogs share: a frame with a title, and Escape, which only closes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Generic, TypeVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from padsketch.display import safe

T = TypeVar("T")

LEAST_WIDTH = 44
TITLE_MARGIN = 8
"""Cells of a frame beside its title."""
PRESSES = {"enter": "enter", "esc": "escape"}
"""The keys of a hint that a click on their words presses."""


def clickable(hint: str) -> Content:
    """Words with keys in front, which a click on them presses."""
    return Content(", ").join(map(_clickable, hint.split(", ")))


def _clickable(words: str) -> Content:
    key = PRESSES.get(words.partition(" ")[0])
    if key is None:
        return Content(words)
    return Content.from_markup(f"[@click=app.simulate_key('{key}')]{words}[/]")


class Dialog(ModalScreen[T], Generic[T]):
    """A frame over the sketch; `body` gives what is in it. The music plays on."""

    HINT: ClassVar[str] = "enter takes it, esc closes"

    def __init__(self, title: str) -> None:
        super().__init__(classes="dialog")
        self.heading = title

    def compose(self) -> ComposeResult:
        """The frame."""
        with Vertical(classes="frame") as frame:
            frame.border_title = Text(f" {safe(self.heading)} ")
            frame.styles.min_width = max(LEAST_WIDTH, len(self.heading) + TITLE_MARGIN)
            yield from self.body()
            yield Static(clickable(self.HINT), classes="hint")

    def body(self) -> Iterable[Widget]:
        """The widgets of the dialog."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Escape closes without an answer."""
        if event.key == "escape":
            event.stop()
            self.answer(None)

    def answer(self, value: T | None) -> None:
        """Close with an answer; only once, however often the key came."""
        if self.is_current:
            self.dismiss(value)

"""A question with a few answers, each with its key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Button, Static

from padsketch.display import safe
from padsketch.tui.screens.dialog import Dialog


class Answer(NamedTuple):
    """What may be answered: its key, its value, its words."""

    key: str
    value: str
    words: str


class Confirm(Dialog[str]):
    """Answers with a value; Escape leaves everything as it is."""

    HINT = "esc goes back"

    def __init__(self, title: str, answers: Sequence[Answer], note: str = "") -> None:
        super().__init__(title)
        self._note = note
        self._answers = answers

    def body(self) -> Iterable[Widget]:
        """What there is to know, and a button for each answer."""
        if self._note:
            yield Static(Text(safe(self._note)), id="note")
        with Horizontal(classes="buttons"):
            for answer in self._answers:
                yield Button(f"{answer.words} ({answer.key})", id=answer.value, compact=True)

    def on_key(self, event: events.Key) -> None:
        """Answer by key."""
        for answer in self._answers:
            if event.key == answer.key:
                event.stop()
                self.answer(answer.value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer by mouse."""
        self.answer(event.button.id)

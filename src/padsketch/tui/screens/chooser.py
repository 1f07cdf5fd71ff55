"""A list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual import events
from textual.widget import Widget
from textual.widgets import Input, OptionList

from padsketch.display import safe
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.screens.line import Line

MANY = 12
"""From so many options on, what is typed searches them."""
NAME_ROOM = (14, 34)
"""Fewest and most cells for the name of an option."""


class Option(NamedTuple):
    """A value with its name and what there is to say about it."""

    value: str
    name: str
    note: str = ""


class Chooser(Dialog[str]):
    """Answers with the value of an option; the present one is marked."""

    def __init__(self, title: str, options: Sequence[Option], present: str) -> None:
        super().__init__(title)
        self._options = options
        self._found = list(options)
        self._present = present
        least, most = NAME_ROOM
        self._room = min(max([least, *(len(option.name) for option in options)]), most)

    def body(self) -> Iterable[Widget]:
        """The list, the present option in front; over a long one a line to search it."""
        if len(self._options) >= MANY:
            yield Line(placeholder="type to search", compact=True)
        yield OptionList()

    def on_mount(self) -> None:
        """Show all options."""
        self._show(self._options)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the options that have every typed word in them."""
        words = event.value.lower().split()
        texts = ((option, f"{option.name} {option.note}".lower()) for option in self._options)
        self._show([option for option, text in texts if all(word in text for word in words)])

    def on_input_submitted(self) -> None:
        """Answer with the option in front."""
        at = self.query_one(OptionList).highlighted
        if at is not None:
            self.answer(self._found[at].value)

    def on_key(self, event: events.Key) -> None:
        """The arrows move through the list while something is typed; Escape closes."""
        super().on_key(event)
        found = self.query_one(OptionList)
        moves: dict[str, Callable[[], None]] = {
            "up": found.action_cursor_up,
            "down": found.action_cursor_down,
            "pageup": found.action_page_up,
            "pagedown": found.action_page_down,
        }
        if event.key in moves and not found.has_focus:
            event.stop()
            moves[event.key]()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.answer(self._found[event.option_index].value)

    def _show(self, options: Sequence[Option]) -> None:
        self._found = list(options)
        found = self.query_one(OptionList)
        found.set_options(self._line(option) for option in options)
        values = [option.value for option in options]
        here = values.index(self._present) if self._present in values else 0
        found.highlighted = here if values else None

    def _line(self, option: Option) -> Text:
        mark = "* " if option.value == self._present else "  "
        text = Text(f"{mark}{safe(option.name, self._room):<{self._room}} ", style="bold")
        return text.append(safe(option.note), style="not bold")

"""A list to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual.widget import Widget
from textual.widgets import OptionList

from padsketch.display import safe
from padsketch.tui.screens.dialog import Dialog


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
        self._present = present

    def body(self) -> Iterable[Widget]:
        """The list, the present option in front."""
        found = OptionList(*(self._line(option) for option in self._options))
        values = [option.value for option in self._options]
        found.highlighted = values.index(self._present) if self._present in values else 0
        yield found

    def _line(self, option: Option) -> Text:
        mark = "* " if option.value == self._present else "  "
        text = Text(f"{mark}{safe(option.name, 14):<14} ", style="bold")
        return text.append(safe(option.note), style="not bold")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer."""
        self.answer(self._options[event.option_index].value)

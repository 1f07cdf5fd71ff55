"""Who made sounds, what may be done with them: asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec.structs import replace
from rich.text import Text
from textual.widget import Widget
from textual.widgets import Input, Static

from padsketch.display import safe
from padsketch.model.kit import Credit
from padsketch.tui.screens.dialog import Dialog
from padsketch.tui.screens.line import Line

FOLDER_FIELDS = {
    "author": "who made them",
    "source": "where they come from: a pack, a record, an address",
    "licence": "what may be done with them, such as CC0-1.0; empty: not known",
}
SOUND_FIELDS = {
    "author": "who made it",
    "source": "where it comes from: a pack, a record, an address",
    "licence": "what may be done with it, such as CC0-1.0; empty: not known",
    "date": "when it was recorded or taken",
    "place": "where",
    "note": "anything else",
}
NAME_WIDTH = 40


class CreditDialog(Dialog[Credit]):
    """Answers with who made sounds; the first enter takes what is known."""

    HINT = "enter takes it, tab goes on, esc closes"

    def __init__(self, title: str, known: Credit, fields: Mapping[str, str]) -> None:
        super().__init__(title)
        self._known = known
        self._fields = fields

    def body(self) -> Iterable[Widget]:
        """A line for every word."""
        for name, words in self._fields.items():
            yield Static(Text(f"{name}: {words}"))
            yield Line(getattr(self._known, name), id=f"papers-{name}", compact=True)

    def on_input_submitted(self) -> None:
        """Answer with what the lines hold."""
        said = {
            name: self.query_one(f"#papers-{name}", Input).value.strip() for name in self._fields
        }
        self.answer(replace(self._known, **said))


def folder_dialog(path: Path, known: Credit) -> CreditDialog:
    """Asks of all sounds in the folder of one of them."""
    return CreditDialog(f"The sounds in {safe(path.parent.name, NAME_WIDTH)}", known, FOLDER_FIELDS)


def sound_dialog(name: str, known: Credit) -> CreditDialog:
    """Asks of one sound."""
    return CreditDialog(f"Papers of {safe(name, NAME_WIDTH)}", known, SOUND_FIELDS)

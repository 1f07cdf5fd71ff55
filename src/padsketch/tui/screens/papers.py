"""Who made the sounds of a folder: asked once, remembered for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec.structs import replace
from rich.text import Text
from textual.widget import Widget
from textual.widgets import Input, Static

from padsketch.display import safe
from padsketch.model.kit import Credit
from padsketch.tui.screens.dialog import Dialog

FIELDS = {
    "author": "who made them",
    "source": "where they come from: a pack, a record, an address",
    "licence": "what may be done with them, such as CC0-1.0; empty: not known",
}
FOLDER_WIDTH = 40


class PapersDialog(Dialog[Credit]):
    """Answers with what is said of a folder; the first enter takes what is known."""

    HINT = "enter takes it, tab goes on, esc closes"

    def __init__(self, path: Path, known: Credit) -> None:
        super().__init__(f"The sounds in {safe(path.parent.name, FOLDER_WIDTH)}")
        self._known = known

    def body(self) -> Iterable[Widget]:
        """A line for every word."""
        for name, words in FIELDS.items():
            yield Static(Text(f"{name}: {words}"))
            yield Input(getattr(self._known, name), id=f"papers-{name}", compact=True)

    def on_input_submitted(self) -> None:
        """Answer with what the lines hold."""
        said = {name: self.query_one(f"#papers-{name}", Input).value.strip() for name in FIELDS}
        self.answer(replace(self._known, **said))

"""A list whose option in front is seen and heard before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import Input, OptionList

from padsketch.model import Project
from padsketch.tui.desk import Desk
from padsketch.tui.screens.chooser import Chooser, Option
from padsketch.tui.transport import playing


class LiveChooser(Chooser):
    """Answers with an option that is written already; Escape leaves no trace of any."""

    HINT = "type to search, enter keeps it, esc drops it, space plays"

    def __init__(
        self,
        desk: Desk,
        what: str,
        options: Sequence[Option],
        write: Callable[[Project, str], Project],
    ) -> None:
        super().__init__(f"{what} in {desk.session.pattern}", options, "")
        self.add_class("live")
        self._desk = desk
        self._what = what
        self._write = write
        self._is_open = True

    def on_input_changed(self, event: Input.Changed) -> None:
        """A blank before any word plays or stops."""
        if event.value.isspace():
            event.prevent_default()
            with event.input.prevent(Input.Changed):
                event.input.clear()
            self._desk.attempt(lambda: playing.play_or_stop(self._desk))

    def on_option_list_option_highlighted(self) -> None:
        """Write the option in front into the sketch."""
        self._try_on()

    def answer(self, value: str | None) -> None:
        """Keep what is shown as one edit, or drop it."""
        if self.is_current and value is not None:
            self._is_open = False
            preview = self._desk.session.preview
            preview.show(lambda project: self._write(project, value))
            preview.keep(f"{self._what} {value}")
        elif self.is_current:
            self._drop()
        super().answer(value)

    def on_unmount(self) -> None:
        """Whoever closes the list otherwise drops what it shows."""
        self._drop()

    def _show(self, options: Sequence[Option]) -> None:
        """Another search: the option in front may be another one at the same place."""
        super()._show(options)
        self._try_on()

    def _try_on(self) -> None:
        at = self.query_one(OptionList).highlighted
        if self._is_open and at is not None:
            value = self._found[at].value
            self._desk.session.preview.show(lambda project: self._write(project, value))

    def _drop(self) -> None:
        if self._is_open:
            self._is_open = False
            self._desk.session.preview.drop()

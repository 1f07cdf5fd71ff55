"""A list whose option in front is seen and heard before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.widgets import OptionList

from padsketch.model import Project
from padsketch.session.preview import Preview
from padsketch.tui.screens.chooser import Chooser, Option


class LiveChooser(Chooser):
    """Answers with an option that is written already; Escape leaves no trace of any."""

    def __init__(
        self,
        title: str,
        options: Sequence[Option],
        preview: Preview,
        write: Callable[[Project, str], Project],
    ) -> None:
        super().__init__(title, options, "")
        self.add_class("live")
        self._preview = preview
        self._write = write

    def on_option_list_option_highlighted(self) -> None:
        """Write the option in front into the sketch."""
        self._try_on()

    def answer(self, value: str | None) -> None:
        """Keep what is shown as one edit, or drop it."""
        if self.is_current:
            if value is None:
                self._preview.drop()
            else:
                self._preview.show(lambda project: self._write(project, value))
                self._preview.keep(f"{self.heading} {value}")
        super().answer(value)

    def _show(self, options: Sequence[Option]) -> None:
        """Another search: the option in front may be another one at the same place."""
        super()._show(options)
        self._try_on()

    def _try_on(self) -> None:
        at = self.query_one(OptionList).highlighted
        if self.is_current and at is not None:
            value = self._found[at].value
            self._preview.show(lambda project: self._write(project, value))

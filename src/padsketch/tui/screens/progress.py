"""How far something is."""

from __future__ import annotations

from textual.renderables.bar import Bar
from textual.widgets import ProgressBar


class Progress(ProgressBar):
    """A bar of so many steps."""

    def __init__(self, steps: int, is_ascii: bool) -> None:
        super().__init__(total=steps, show_eta=False)
        if is_ascii:
            self.BAR_RENDERABLE = _AsciiBar


class _AsciiBar(Bar):
    """The same for terminals that know no other letters."""

    HALF_BAR_LEFT = BAR = HALF_BAR_RIGHT = "-"

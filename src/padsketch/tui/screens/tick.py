"""Something that is wanted or not, marked by a character and not by colour alone."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Checkbox


class Tick(Checkbox):
    """`[x]` where it is wanted, `[ ]` where it is not."""

    BUTTON_LEFT = "["
    BUTTON_RIGHT = "]"

    def render(self) -> Content:
        """The mark follows the value."""
        self.BUTTON_INNER = "x" if self.value else " "
        return super().render()

"""One of several answers, marked by a character and not by colour alone."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import RadioButton


class Choice(RadioButton):
    """`(*)` where it is chosen, `( )` where it is not."""

    BUTTON_LEFT = "("
    BUTTON_RIGHT = ")"

    def render(self) -> Content:
        """The mark follows the value."""
        self.BUTTON_INNER = "*" if self.value else " "
        return super().render()

"""A line to type in: names of strangers stand in it as well, and what is pasted."""

from __future__ import annotations

from textual.widgets import Input

from padsketch.display import safe


class Line(Input):
    """A line of text that holds nothing but what may be shown."""

    def validate_value(self, value: str) -> str:
        """The text that is shown, and that is answered."""
        return safe(value)

"""What widgets tell the sketch screen."""

from __future__ import annotations

from textual.message import Message


class Chosen(Message):
    """A command was chosen with the mouse: its id, or "" and the key of a menu."""

    def __init__(self, command: str, key: str) -> None:
        super().__init__()
        self.command = command
        self.key = key


class Touched(Message):
    """The mouse changed something: draw it now."""

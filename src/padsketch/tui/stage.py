"""What the desk needs of the application around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from textual.screen import Screen

T = TypeVar("T")


class Stage(Protocol):
    """Dialogs, work behind the music, the terminal: what surrounds a desk."""

    def show(self, dialog: Screen[Any], then: Callable[[Any], object] | None = None) -> None:
        """Open a dialog; `then` gets its answer, unless it is None."""

    def load_kit(self, name: str) -> None:
        """Read a kit in the background and play with it."""

    def behind(self, words: str, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Do something in the background while the words are shown; `then` gets what came of it."""

    def copy_to_clipboard(self, text: str) -> None:
        """Give a text to the terminal's clipboard."""

    def leave(self) -> None:
        """Close the sketch."""

    def help(self) -> None:
        """Show all keys."""

    def tour(self) -> None:
        """Show the user around."""

    def palette(self) -> None:
        """Open the palette of all commands."""

    def themes(self) -> None:
        """Choose the colours of the screen."""

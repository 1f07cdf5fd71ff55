"""What one line of the table of commands is."""

from __future__ import annotations

from typing import NamedTuple

from padsketch.tui.desk import VIEWS, Gesture


class Command(NamedTuple):
    """A user's intention.

    keys: each one key, or several with blanks between them; short: its word in the footer;
    family: how commands that differ in a number are told together; stays: the menu that it is
    chosen from stays open; opens: what is typed next is not for the pads; views: where it is one.
    """

    id: str
    keys: tuple[str, ...]
    help: str
    group: str
    action: Gesture
    short: str = ""
    family: str = ""
    stays: bool = False
    opens: bool = False
    views: tuple[str, ...] = VIEWS


def on_views(views: tuple[str, ...], *commands: Command) -> tuple[Command, ...]:
    """Commands that only some views have."""
    return tuple(command._replace(views=views) for command in commands)

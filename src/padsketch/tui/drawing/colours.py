"""Styles: the colours of pads, those around them, and plain attributes."""

from __future__ import annotations

from rich.style import Style

from padsketch.model.colours import COLOURS

NOTHING = Style.null()
DIM = Style(dim=True)
BOLD = Style(bold=True)
REVERSE = Style(reverse=True)
CURSOR = Style(color="#f4f6f8", reverse=True, bold=True)
HEARD = Style(color="#4d5d6e", reverse=True)
UNDER_HEARD = Style(bgcolor="#4d5d6e")
SELECTED = Style(bgcolor="#26384a", underline=True)
GOOD = Style(color="#009e73", bold=True)
WARNING = Style(color="#e69f00")
DANGER = Style(color="#d55e00", bold=True)
ACCENT = Style(color="#56b4e9", bold=True)
KEY = Style(color="#f0e442")

LANES: tuple[Style, ...] = tuple(Style(color=colour) for colour in COLOURS)


def lane_style(row: int) -> Style:
    """The colour of a lane by its row."""
    return LANES[row % len(LANES)]

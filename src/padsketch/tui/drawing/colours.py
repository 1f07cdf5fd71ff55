"""Styles: colours of Okabe and Ito, which the colour-blind tell apart, and plain attributes."""

from __future__ import annotations

from rich.style import Style

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

LANES: tuple[Style, ...] = tuple(
    Style(color=colour)
    for colour in (
        "#e69f00",
        "#56b4e9",
        "#009e73",
        "#f0e442",
        "#4a90d9",
        "#d55e00",
        "#cc79a7",
        "#b8c0c8",
    )
)


def lane_style(row: int) -> Style:
    """The colour of a lane by its row."""
    return LANES[row % len(LANES)]

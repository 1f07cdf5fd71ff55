"""The colours of pads, on the screen and in the projects of other programs."""

from __future__ import annotations

COLOURS = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#f0e442",
    "#4a90d9",
    "#d55e00",
    "#cc79a7",
    "#b8c0c8",
)
"""In turn: those that the colour-blind tell apart (Okabe and Ito), made readable on black."""


def colour_of(place: int) -> str:
    """The colour of a pad by its place in its kit, from 0, as #rrggbb."""
    return COLOURS[place % len(COLOURS)]

"""The colours of the screen where the user chose no other."""

from __future__ import annotations

from textual.theme import Theme

THEME = Theme(
    name="padsketch",
    primary="#56b4e9",
    secondary="#e69f00",
    accent="#f0e442",
    warning="#e69f00",
    error="#d55e00",
    success="#009e73",
    foreground="#d8dee6",
    background="#0f1318",
    surface="#161c23",
    panel="#1d252e",
    dark=True,
)

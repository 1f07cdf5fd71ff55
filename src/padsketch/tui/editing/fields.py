"""What two keys change about a step or a track without leaving the grid."""

from __future__ import annotations

STRIP_FIELDS = ("velocity", "chance", "when", "rolls", "nudge", "tune")
"""What the step strip has room for, and its panel steps through."""
TRACK_FIELDS = ("level_db", "pan")
TRACK_UNITS = {"level_db": 1.0, "pan": 0.1}
"""How far a key moves them: decibels, and a tenth of the way from the centre to a side."""

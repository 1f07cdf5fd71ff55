"""Levels of the model as gains of the engine."""

from __future__ import annotations

from padsketch.model.parameters import SILENCE_DB
from padsketch.units import db_to_gain


def level_to_gain(level_db: float) -> float:
    """Linear gain of a level in decibels; the lowest level is silence."""
    return db_to_gain(level_db) if level_db > SILENCE_DB else 0.0

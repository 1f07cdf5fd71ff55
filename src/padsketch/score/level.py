"""Levels of the model as gains of the engine."""

from __future__ import annotations

from padsketch.model.mixer import MIN_LEVEL_DB
from padsketch.units import db_to_gain


def level_to_gain(level_db: float) -> float:
    """Linear gain of a level in decibels; the lowest level is silence."""
    return db_to_gain(level_db) if level_db > MIN_LEVEL_DB else 0.0


def engine_value(name: str, value: float) -> float:
    """A parameter's value in the engine's unit: a level goes in as a gain."""
    return level_to_gain(value) if name == "level_db" else value

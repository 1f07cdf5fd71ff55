"""Edits of what holds for the whole project."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_choice,
    check_text,
    clamped_bpm,
    clamped_swing,
    clamped_whole,
)
from padsketch.model.project import BEAT_UNITS, MAX_BEATS, MAX_SEED, Project


def set_title(project: Project, title: str) -> Project:
    """Name the project."""
    return _with(project, title=check_text(title))


def set_bpm(project: Project, bpm: float) -> Project:
    """Tempo in beats per minute, 20-400, to thousandths."""
    return _with(project, bpm=clamped_bpm(bpm))


def set_swing(project: Project, swing: float) -> Project:
    """Swing in percent, 50-75, to hundredths."""
    return _with(project, swing=clamped_swing(swing))


def set_meter(project: Project, beats: int, unit: int) -> Project:
    """Bars of 1-99 beats, each a note of the unit's value (4: quarters)."""
    check_choice("the value of a beat", str(unit), tuple(map(str, BEAT_UNITS)))
    return _with(project, meter=f"{clamped_whole(beats, 1, MAX_BEATS)}/{unit}")


def set_seed(project: Project, seed: int) -> Project:
    """The seed of every chance."""
    return _with(project, seed=clamped_whole(seed, 0, MAX_SEED))


def set_kit(project: Project, kit: str) -> Project:
    """Play with an installed kit, or with a folder relative to the project."""
    if not kit or min(kit) < " ":
        raise UsageError(f"{kit!r} cannot be the name of a kit", "`padsketch kit list` shows all.")
    return _with(project, kit=check_text(kit))


def _with(project: Project, **changes: Any) -> Project:
    same = all(getattr(project, name) == value for name, value in changes.items())
    return project if same else replace(project, **changes)

"""Edits of what holds for the whole project."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_pad,
    check_text,
    clamped,
    clamped_parameter,
    clamped_swing,
    clamped_whole,
    pattern_of,
)
from padsketch.model.parameters import PAD
from padsketch.model.project import MAX_BPM, MAX_SEED, MIN_BPM, Project
from padsketch.model.song import MAX_REPEATS, Section


def set_title(project: Project, title: str) -> Project:
    """Name the project."""
    return _with(project, title=check_text(title))


def set_bpm(project: Project, bpm: float) -> Project:
    """Tempo in beats per minute, 20-400, to thousandths."""
    return _with(project, bpm=_fitted_bpm(bpm))


def set_swing(project: Project, swing: float) -> Project:
    """Swing in percent, 50-75, to hundredths."""
    return _with(project, swing=clamped_swing(swing))


def set_seed(project: Project, seed: int) -> Project:
    """The seed of every chance."""
    return _with(project, seed=clamped_whole(seed, 0, MAX_SEED))


def set_kit(project: Project, kit: str) -> Project:
    """Play with an installed kit, or with a folder relative to the project."""
    if not kit or min(kit) < " ":
        raise UsageError(f"{kit!r} cannot be the name of a kit", "`padsketch kit list` shows all.")
    return _with(project, kit=check_text(kit))


def set_song(project: Project, sections: Iterable[Section]) -> Project:
    """The song, section by section."""
    return _with(project, song=tuple(_fitted_section(project, item) for item in sections))


def _with(project: Project, **changes: Any) -> Project:
    same = all(getattr(project, name) == value for name, value in changes.items())
    return project if same else replace(project, **changes)


def _fitted_bpm(bpm: float) -> float:
    return round(clamped(bpm, MIN_BPM, MAX_BPM), 3)


def _fitted_section(project: Project, section: Section) -> Section:
    pattern_of(project, section.pattern)
    for pad in section.mute:
        check_pad(pad)
    check_text(section.section + section.note)
    return replace(
        section,
        repeats=clamped_whole(section.repeats, 1, MAX_REPEATS),
        transpose=clamped_parameter(PAD["tune"], section.transpose),
        bpm=None if section.bpm is None else _fitted_bpm(section.bpm),
    )

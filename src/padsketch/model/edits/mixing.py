"""Edits of the mixer."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice, check_pad, clamped, clamped_parameter
from padsketch.model.mixer import MAX_LEVEL_DB, MIN_LEVEL_DB, UNITY, Channel
from padsketch.model.project import Project


def set_channel(project: Project, pad: str, **changes: Any) -> Project:
    """Change `level_db`, `pan`, `mute` or `solo` of a pad's track."""
    check_pad(pad)
    for name in changes:
        check_choice("a setting of a track", name, Channel.__struct_fields__)
    fitting = {name: _fitted(name, value) for name, value in changes.items()}
    return _with_channels(project, {pad: replace(project.channel(pad), **fitting)})


def toggle_mute(project: Project, pad: str) -> Project:
    """Silence a track, or let it sound again."""
    return set_channel(project, pad, mute=not project.channel(pad).mute)


def toggle_solo(project: Project, pad: str) -> Project:
    """Let only this track (and other soloed ones) sound, or no longer."""
    return set_channel(project, pad, solo=not project.channel(pad).solo)


def clear_mutes(project: Project) -> Project:
    """Let every muted track sound again."""
    channels = {pad: replace(channel, mute=False) for pad, channel in project.mixer.items()}
    return _with_channels(project, channels)


def clear_solos(project: Project) -> Project:
    """End every solo."""
    channels = {pad: replace(channel, solo=False) for pad, channel in project.mixer.items()}
    return _with_channels(project, channels)


def set_master_level(project: Project, level_db: float) -> Project:
    """Level of the mix in decibels."""
    master = replace(project.master, level_db=_fitted("level_db", level_db))
    return project if master == project.master else replace(project, master=master)


def _with_channels(project: Project, channels: dict[str, Channel]) -> Project:
    """The project with tracks changed; a track at unity needs no entry."""
    if all(project.channel(pad) == channel for pad, channel in channels.items()):
        return project
    mixer = {**project.mixer, **channels}
    return replace(project, mixer={pad: ch for pad, ch in mixer.items() if ch != UNITY})


def _fitted(name: str, value: Any) -> Any:
    match name:
        case "level_db":
            return clamped(value, MIN_LEVEL_DB, MAX_LEVEL_DB)
        case "pan":
            return clamped_parameter(name, value)
    if not isinstance(value, bool):
        raise UsageError(f"'{value}' is neither on nor off", f"{name} is True or False.")
    return value

"""Edits of the mixer: tracks, returns, master."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import check_choice, check_pad, clamped_parameter
from padsketch.model.mixer import UNITY, Channel
from padsketch.model.parameters import GROUPS, TRACK
from padsketch.model.project import Project

BUSES = ("delay", "reverb", "master")
"""What has settings of its own beside the tracks."""


def set_channel(project: Project, pad: str, **changes: Any) -> Project:
    """Change parameters, `mute`, `solo` or `sidechain` of a pad's track."""
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
    return set_mutes(project, project.mixer, False)


def clear_solos(project: Project) -> Project:
    """End every solo."""
    channels = {pad: replace(channel, solo=False) for pad, channel in project.mixer.items()}
    return _with_channels(project, channels)


def set_mutes(project: Project, pads: Iterable[str], is_muted: bool) -> Project:
    """Silence some tracks together, or let them sound."""
    return _with_channels(
        project, {pad: replace(project.channel(pad), mute=is_muted) for pad in pads}
    )


def set_bus(project: Project, bus: str, **changes: float) -> Project:
    """Change parameters of the `delay`, the `reverb` or the `master`."""
    check_choice("a bus", bus, BUSES)
    for name in changes:
        check_choice(f"a setting of the {bus}", name, GROUPS[bus])
    fitting = {n: clamped_parameter(GROUPS[bus][n], value) for n, value in changes.items()}
    before = getattr(project, bus)
    after = replace(before, **fitting)
    return project if after == before else replace(project, **{bus: after})


def _with_channels(project: Project, channels: dict[str, Channel]) -> Project:
    """The project with tracks changed; a track at unity needs no entry."""
    if all(project.channel(pad) == channel for pad, channel in channels.items()):
        return project
    mixer = {**project.mixer, **channels}
    return replace(project, mixer={pad: ch for pad, ch in mixer.items() if ch != UNITY})


def _fitted(name: str, value: Any) -> Any:
    if name in TRACK:
        return clamped_parameter(TRACK[name], value)
    if name == "sidechain":
        return _sidechain(value)
    if not isinstance(value, bool):
        raise UsageError(f"'{value}' is neither on nor off", f"{name} is True or False.")
    return value


def _sidechain(pad: str) -> str:
    if pad:
        check_pad(pad)
    return pad

"""Edits of what a project changes about the pads of its kit."""

from __future__ import annotations

import itertools
import re
from typing import Any

from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model.edits.change import (
    check_choice,
    check_pad,
    check_text,
    clamped,
    clamped_parameter,
    clamped_whole,
)
from padsketch.model.kit import (
    LAYER_NUMBERS,
    LAYERINGS,
    MAX_CHOKE,
    MAX_PADS,
    MAX_VELOCITY,
    MODES,
    Kit,
    Layer,
    velocity_gap,
)
from padsketch.model.pad_settings import NO_SETTINGS, PadSettings, dressed
from padsketch.model.parameters import LAYER, PAD
from padsketch.model.project import Project


def set_pad(project: Project, pad: str, **values: float | None) -> Project:
    """Give parameters of a pad other values than its kit's; None takes a change back."""
    for name in values:
        check_choice("a parameter of a pad", name, PAD)
    kept = dict(project.pad_settings(pad).values)
    for name, value in values.items():
        kept.pop(name, None)
        if value is not None:
            kept[name] = clamped_parameter(PAD[name], value)
    return _with_settings(project, pad, replace(project.pad_settings(pad), values=kept))


def set_pad_mode(project: Project, pad: str, mode: str | None) -> Project:
    """One-shot, gate or loop; None as the kit has it."""
    if mode is not None:
        check_choice("a mode", mode, MODES)
    return _with_settings(project, pad, replace(project.pad_settings(pad), mode=mode))


def set_pad_choke(project: Project, pad: str, group: int | None) -> Project:
    """The choke group, 0 for none; None as the kit has it."""
    choke = None if group is None else clamped_whole(group, 0, MAX_CHOKE)
    return _with_settings(project, pad, replace(project.pad_settings(pad), choke=choke))


def set_layering(project: Project, pad: str, layering: str | None) -> Project:
    """How the layers of a pad are chosen; None as the kit has it."""
    if layering is not None:
        check_choice("a layering", layering, LAYERINGS)
    return _with_settings(project, pad, replace(project.pad_settings(pad), layering=layering))


def set_layers(project: Project, pad: str, layers: tuple[Layer, ...] | None) -> Project:
    """Other layers than the kit's, their numbers brought into range; None as the kit has them.

    Raises UsageError where a velocity would be left without a layer.
    """
    fitting = None if layers is None else _without_gap(tuple(map(_fitted, layers)))
    return _with_settings(project, pad, replace(project.pad_settings(pad), layers=fitting))


def reset_pad(project: Project, pad: str) -> Project:
    """The pad as its kit has it; one of the project's own is gone."""
    return _with_settings(project, pad, NO_SETTINGS)


def add_pad(
    project: Project, kit: Kit, pad: str, name: str, layers: tuple[Layer, ...], **words: Any
) -> Project:
    """A pad of the project's own, behind all others; words: its mode, choke or layering.

    Raises UsageError where there is one of that name, or no room.
    """
    pads = dressed(kit, project.pads).pads
    if any(pad == other.id for other in pads):
        raise UsageError(f"There is a pad '{pad}' already", "Choose another name.")
    if len(pads) >= MAX_PADS:
        raise UsageError(f"There are {MAX_PADS} pads already", "No kit has more.")
    fitting = _without_gap(tuple(map(_fitted, layers)))
    settings = PadSettings(name=check_text(name), layers=fitting, **words)
    return _with_settings(project, pad, settings)


def plain_pad(project: Project, pad: str) -> Project:
    """A pad of the project's own with nothing but its name and its layers."""
    settings = project.pad_settings(pad)
    plain = PadSettings(name=settings.name, layers=settings.layers)
    return _with_settings(project, pad, plain)


def name_pad(project: Project, pad: str, name: str | None) -> Project:
    """Call a pad otherwise; None as the kit does. The name of a lane is its pad's id and stays."""
    settings = project.pad_settings(pad)
    called = None if name is None else check_text(name)
    return _with_settings(project, pad, replace(settings, name=called))


def free_pad_id(project: Project, kit: Kit, name: str) -> str:
    """An id for a new pad that is made of a name and that no pad has."""
    taken = {pad.id for pad in kit.pads} | project.pads.keys()
    plain = "-".join(re.findall("[a-z0-9_]+", name.lower())) or "pad"
    numbers = itertools.count(2)
    while plain in taken or plain in project.mixer:
        plain = re.sub(r"-\d+$", "", plain) + f"-{next(numbers)}"
    return plain


def _with_settings(project: Project, pad: str, settings: PadSettings) -> Project:
    """The project with a pad changed; one that is as in the kit needs no entry."""
    check_pad(pad)
    if project.pad_settings(pad) == settings:
        return project
    pads = {**project.pads, pad: settings}
    return replace(project, pads={name: s for name, s in pads.items() if s != NO_SETTINGS})


def _without_gap(layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
    if gap := velocity_gap(layers):
        low, high = gap
        silent = f"velocity {low}" if low == high else f"velocities {low} to {high}"
        raise UsageError(f"No layer would play {silent}", "Every velocity needs a layer.")
    return layers


def _fitted(layer: Layer) -> Layer:
    numbers: dict[str, Any] = {
        name: clamped(getattr(layer, name), LAYER[name].low, LAYER[name].high)
        for name in LAYER_NUMBERS
    }
    low, high = (clamped_whole(end, 1, MAX_VELOCITY) for end in layer.velocity)
    return replace(layer, velocity=(min(low, high), high), **numbers)

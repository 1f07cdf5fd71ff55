"""`padsketch devices`: where sound can come out, and where it can come in."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json
from padsketch.errors import AudioError

if TYPE_CHECKING:
    from padsketch.outputs.listing import DeviceInfo

PATIENCE = 5.0
"""Seconds that a sound server has to answer."""


def add_commands(commands: Commands) -> None:
    """Add `devices`."""
    words = "list the devices that play and those that listen"
    add_json(add_command(commands, "devices", _devices, words))


def playing_devices() -> list[DeviceInfo]:
    """The devices that play, without what the system's libraries have to say about them.

    Raises AudioError where there is none, or where the sound server hangs.
    """
    from padsketch.outputs.listing import list_devices

    return _quietly(list_devices)


def listening_devices() -> list[DeviceInfo]:
    """The devices that listen, as `playing_devices`; none is no error."""
    from padsketch.outputs.listing import list_inputs

    try:
        return _quietly(list_inputs)
    except AudioError:
        return []


def _quietly(look: Callable[[], list[DeviceInfo]]) -> list[DeviceInfo]:
    from padsketch.outputs.errands import within
    from padsketch.outputs.quiet import redirect_stderr, restore_stderr

    terminal = redirect_stderr(Path(os.devnull))
    try:
        return within(PATIENCE, look)
    except TimeoutError:
        raise AudioError("The sound server does not answer", "Restart it and try again.") from None
    finally:
        restore_stderr(terminal)


def _devices(options: Namespace) -> int:
    devices = playing_devices()
    inputs = listening_devices()
    if options.json:
        say_json([_row(d, "output") for d in devices] + [_row(d, "input") for d in inputs])
        return 0
    for device in devices:
        say(_line(device))
    if inputs:
        say("Inputs:")
    for device in inputs:
        say(_line(device))
    return 0


def _row(device: DeviceInfo, kind: str) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(device), "kind": kind}


def _line(device: DeviceInfo) -> str:
    mark = "*" if device.is_default else " "
    return (
        f"{mark}{device.index:>3}  {device.name}  ({device.system}, {device.rate} Hz, "
        f"{device.latency * 1000:.0f} ms)"
    )

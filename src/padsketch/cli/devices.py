"""`padsketch devices`: where sound can come out."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from padsketch.cli.commands import Commands, add_command, add_json
from padsketch.cli.printing import say, say_json
from padsketch.errors import AudioError

if TYPE_CHECKING:
    from padsketch.outputs.listing import DeviceInfo

PATIENCE = 5.0
"""Seconds that a sound server has to answer."""


def add_commands(commands: Commands) -> None:
    """Add `devices`."""
    parser = add_command(commands, "devices", _devices, "list the devices that play")
    add_json(parser)


def playing_devices() -> list[DeviceInfo]:
    """The devices that play, without what the system's libraries have to say about them.

    Raises AudioError where there is none, or where the sound server hangs.
    """
    from padsketch.outputs.listing import list_devices
    from padsketch.outputs.errands import within
    from padsketch.outputs.quiet import redirect_stderr, restore_stderr

    terminal = redirect_stderr(Path(os.devnull))
    try:
        return within(PATIENCE, list_devices)
    except TimeoutError:
        raise AudioError("The sound server does not answer", "Restart it and try again.") from None
    finally:
        restore_stderr(terminal)


def _devices(options: Namespace) -> int:
    from dataclasses import asdict

    devices = playing_devices()
    if options.json:
        say_json([asdict(device) for device in devices])
        return 0
    for device in devices:
        mark = "*" if device.is_default else " "
        say(
            f"{mark}{device.index:>3}  {device.name}  ({device.system}, {device.rate} Hz, "
            f"{device.latency * 1000:.0f} ms)"
        )
    return 0

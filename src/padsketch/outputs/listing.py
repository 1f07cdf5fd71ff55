"""The devices that play and those that listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from padsketch.display import safe
from padsketch.errors import AudioError
from padsketch.outputs.portaudio import lock, look_again, plain_errors

NO_DEVICE = "Connect one or start the sound server; the grid, render and export work without it."
NO_INPUT = "Connect a microphone or start the sound server; sounds can be imported without it."
DEVICES = "`padsketch devices` lists the devices."

Kind = Literal["output", "input"]


@dataclass(frozen=True)
class DeviceInfo:
    """A device: rate in hertz as it prefers it, its usual low latency in seconds."""

    index: int
    name: str
    system: str
    channels: int
    rate: int
    latency: float
    is_default: bool


def list_devices() -> list[DeviceInfo]:
    """The devices that play; raises AudioError where there is no library or no device.

    Devices that came after the start are seen while no stream is open. May take long where a sound
    server hangs.
    """
    devices = _listed("output")
    if not devices:
        raise AudioError("There is no sound device", NO_DEVICE)
    return devices


def list_inputs() -> list[DeviceInfo]:
    """The devices that listen, as `list_devices` has those that play."""
    inputs = _listed("input")
    if not inputs:
        raise AudioError("There is no device to record from", NO_INPUT)
    return inputs


def index_or_name(device: str | int | None) -> str | int | None:
    """A device as PortAudio takes it: an index may have been given as text."""
    return int(device) if isinstance(device, str) and device.isdecimal() else device


def name_of(index: int, devices: list[DeviceInfo]) -> str:
    """The name of a device by its index."""
    return next(safe(device.name) for device in devices if device.index == index)


def _listed(kind: Kind) -> list[DeviceInfo]:
    look_again()
    with lock, plain_errors("The sound devices cannot be listed", DEVICES) as module:
        number = "Pa_GetDefaultOutputDevice" if kind == "output" else "Pa_GetDefaultInputDevice"
        default = int(getattr(module._lib, number)())
        systems = [system["name"] for system in module.query_hostapis()]
        entries = list(module.query_devices())
    return [
        _device_info(entry, systems[entry["hostapi"]], kind, default)
        for entry in entries
        if entry[f"max_{kind}_channels"] > 0
    ]


def _device_info(entry: dict[str, Any], system: str, kind: Kind, default: int) -> DeviceInfo:
    return DeviceInfo(
        entry["index"],
        entry["name"],
        system,
        entry[f"max_{kind}_channels"],
        round(entry["default_samplerate"]),
        entry[f"default_low_{kind}_latency"],
        entry["index"] == default,
    )

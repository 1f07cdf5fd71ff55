"""The device output: a PortAudio stream whose callback is C from end to end."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from dataclasses import dataclass
from typing import Any

from padsketch.display import safe
from padsketch.engine.outlet import Outlet
from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.outputs.clocks import offset_of
from padsketch.outputs.portaudio import (
    forget_stream,
    lock,
    look_again,
    plain_errors,
    remember_stream,
    sounddevice,
)
from padsketch.outputs.status import OutputStatus

NO_DEVICE = "Connect one or start the sound server; the grid, render and export work without it."
DEVICES = "`padsketch devices` lists the devices that play."
PRIORITY = 5
"""Above every ordinary thread, below those of the sound servers."""
POLL = 0.005
GLANCE = 0.25
"""Seconds: a longer gap between two looks was our own stall and says nothing about the device."""


@dataclass(frozen=True)
class DeviceInfo:
    """A device that plays: rate in hertz as it prefers it, its usual low latency in seconds."""

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
    look_again()
    with lock, plain_errors("The sound devices cannot be listed", DEVICES) as module:
        default = int(module._lib.Pa_GetDefaultOutputDevice())
        systems = [system["name"] for system in module.query_hostapis()]
        entries = list(module.query_devices())
    playing = [entry for entry in entries if entry["max_output_channels"] > 0]
    if not playing:
        raise AudioError("There is no sound device", NO_DEVICE)
    return [_device_info(entry, systems[entry["hostapi"]], default) for entry in playing]


def _device_info(entry: dict[str, Any], system: str, default: int) -> DeviceInfo:
    return DeviceInfo(
        entry["index"],
        entry["name"],
        system,
        entry["max_output_channels"],
        round(entry["default_samplerate"]),
        entry["default_low_output_latency"],
        entry["index"] == default,
    )


class Heartbeat:
    """Whether a count still grows, judged by the time in which it was watched."""

    def __init__(self, limit: float, now: float) -> None:
        self._limit = limit
        self._calls = -1
        self._looked = now
        self._quiet = 0.0

    def beats(self, calls: int, now: float) -> bool:
        """Take the count at a time in seconds; False once it stood still for the limit."""
        gap = min(now - self._looked, GLANCE)
        self._quiet = 0.0 if calls != self._calls else self._quiet + gap
        self._calls, self._looked = calls, now
        return self._quiet < self._limit


class DeviceOutput:
    """One stream of one device, for one use: once stopped it stays stopped.

    device: a name or part of it, an index (also as text), or None for the default; block in
    frames; latency in seconds, as a wish. `open`, `start` and `stop` may hang with the sound
    server: call them where that does no harm.
    """

    def __init__(
        self,
        player: Player,
        device: str | int | None = None,
        block: int = 256,
        latency: float = 0.03,
    ) -> None:
        self._rate = player.rate
        self._device = _index_or_name(device)
        self._block = block
        self._latency = latency
        self._outlet = Outlet(player)
        self._one_call = threading.Lock()
        self._stream: Any = None
        self._name = "default device" if device is None else safe(str(device))
        self._heartbeat: Heartbeat | None = None

    @property
    def name(self) -> str:
        """The device's own name once it is open, before that what was asked for."""
        return self._name

    @property
    def status(self) -> OutputStatus:
        """The device with its true latency while it is open."""
        stream = self._stream
        if stream is None:
            return OutputStatus("none", self._name, self._rate, 0.0)
        return OutputStatus("device", self._name, self._rate, float(stream.latency))

    def open(self) -> None:
        """Run the stream, still without the player; raises AudioError where it does not run."""
        with self._one_call:
            try:
                self._run()
            except AudioError:
                self._close()
                raise

    def start(self) -> None:
        """Let the player through, opening the stream first where that has not been done."""
        if self._stream is None:
            self.open()
        self._outlet.open()

    def give_up(self) -> None:
        """Cut the player off at once, whatever the stream does; never hangs."""
        self._outlet.close()

    def stop(self) -> None:
        """Cut the player off and close the stream."""
        self.give_up()
        with self._one_call:
            self._close()

    def is_alive(self) -> bool:
        """Whether the stream calls back; to be asked a few times a second."""
        if self._stream is None or self._heartbeat is None:
            return False
        beats = self._heartbeat.beats(self._outlet.calls, time.monotonic())
        return beats and bool(self._stream.active) and self._has_clock()

    def _has_clock(self) -> bool:
        """Look at it again and again: some systems' clocks are put right while they run."""
        try:
            self._set_clock()
        except sounddevice().PortAudioError:
            return False
        return True

    def _set_clock(self) -> None:
        stream = self._stream
        self._outlet.set_clock(offset_of(lambda: stream.time), float(stream.latency))

    def _run(self) -> None:
        devices = list_devices()
        remember_stream(self, self.stop)
        with plain_errors(f"{self._name} does not open at {self._rate} Hz", DEVICES) as module:
            self._stream = module._StreamBase(**self._settings())
            self._name = _name_of(self._stream.device, devices)
            self._stream.start()
        limit = max(1.0, 10.0 * float(self._stream.latency))
        self._await_first_call(limit)
        with plain_errors(f"{self._name} does not tell the time", DEVICES):
            self._set_clock()
        self._heartbeat = Heartbeat(limit, time.monotonic())
        _rise(self._outlet.thread)

    def _settings(self) -> dict[str, Any]:
        return {
            "kind": "output",
            "samplerate": self._rate,
            "blocksize": self._block,
            "latency": self._latency,
            "device": self._device,
            "channels": 2,
            "dtype": "float32",
            "callback": self._outlet.callback,
            "userdata": self._outlet.pointer,
            "wrap_callback": None,
        }

    def _await_first_call(self, limit: float) -> None:
        deadline = time.monotonic() + limit
        while self._outlet.calls == 0:
            if time.monotonic() > deadline:
                raise AudioError(f"{self._name} opens but takes no sound", DEVICES)
            time.sleep(POLL)

    def _close(self) -> None:
        if self._stream is not None:
            self._stream.abort()
            self._stream.close()
            self._stream = None
        forget_stream(self)


def _index_or_name(device: str | int | None) -> str | int | None:
    return int(device) if isinstance(device, str) and device.isdecimal() else device


def _name_of(index: int, devices: list[DeviceInfo]) -> str:
    return next(safe(device.name) for device in devices if device.index == index)


def _rise(thread: int) -> None:
    """Let the thread run before others where the system permits it."""
    if sys.platform == "linux":
        with contextlib.suppress(PermissionError, ProcessLookupError):
            os.sched_setscheduler(thread, os.SCHED_RR, os.sched_param(PRIORITY))

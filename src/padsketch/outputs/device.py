"""The device output: a stream that plays, and listens as well where it is asked to."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from padsketch.display import safe
from padsketch.engine.outlet import Outlet
from padsketch.engine.player import Player
from padsketch.outputs.clocks import offset_of
from padsketch.outputs.input import Channels, Listening
from padsketch.outputs.listing import DEVICES, index_or_name, list_devices, list_inputs, name_of
from padsketch.outputs.portaudio import plain_errors
from padsketch.outputs.status import OutputStatus
from padsketch.outputs.stream import DeviceStream, clock_errors

LATENCY = 0.03
DUPLEX_LATENCY = 0.06
"""Seconds: a frame that is lost of a recording is worse than a key that sounds a little later."""


class DeviceOutput:
    """One stream of one device, for one use: once stopped it stays stopped.

    device: a name or part of it, an index (also as text), or None for the default; block in
    frames; latency in seconds, as a wish (None: the usual one); listens: the input that comes in
    by the same stream, frame by frame as it plays. `open`, `start` and `stop` may hang with the
    sound server: call them where that does no harm.
    """

    def __init__(
        self,
        player: Player,
        device: str | int | None = None,
        block: int = 256,
        latency: float | None = None,
        listens: Channels | None = None,
    ) -> None:
        self._rate = player.rate
        self._device = index_or_name(device)
        self._block = block
        self._latency = latency or (LATENCY if listens is None else DUPLEX_LATENCY)
        self._outlet = Outlet(player)
        self._stream = DeviceStream(
            self._outlet, "default device" if device is None else safe(str(device))
        )
        self._listens = listens
        self._listening: Listening | None = None

    @property
    def name(self) -> str:
        """The device's own name once it is open, before that what was asked for."""
        return self._stream.name

    @property
    def listening(self) -> Listening | None:
        """What comes in while it is open, where it was asked to listen."""
        return self._listening

    @property
    def status(self) -> OutputStatus:
        """The device with its true latency while it is open."""
        if not self._stream.is_open:
            return OutputStatus("none", self.name, self._rate, 0.0)
        return OutputStatus("device", self.name, self._rate, self._stream.latencies[-1])

    def open(self) -> None:
        """Run the stream, still without the player; raises AudioError where it does not run."""
        devices = list_devices()
        self._stream.open(self._settings(), self._set_first_clock)
        self._stream.name = name_of(self._stream.devices[-1], devices)
        if self._listening is not None:
            latency = sum(self._stream.latencies)
            self._listening = replace(self._listening, latency=latency, plays_too=True)

    def start(self) -> None:
        """Let the player through, opening the stream first where that has not been done."""
        if not self._stream.is_open:
            self.open()
        self._outlet.open()

    def give_up(self) -> None:
        """Cut the player off at once, whatever the stream does; never hangs."""
        self._outlet.close()

    def stop(self) -> None:
        """Cut the player off and close the stream."""
        self.give_up()
        self._stream.close()

    def is_alive(self) -> bool:
        """Whether the stream calls back; to be asked a few times a second."""
        return self._stream.is_alive() and self._has_clock()

    def _has_clock(self) -> bool:
        """Look at it again and again: some systems' clocks are put right while they run."""
        try:
            self._set_clock()
        except clock_errors():
            return False
        return True

    def _set_first_clock(self) -> None:
        with plain_errors(f"{self.name} does not tell the time", DEVICES):
            self._set_clock()

    def _set_clock(self) -> None:
        stream = self._stream
        self._outlet.set_clock(offset_of(lambda: stream.time), stream.latencies[-1])

    def _settings(self) -> dict[str, Any]:
        settings = {
            "kind": "output",
            "samplerate": self._rate,
            "blocksize": self._block,
            "latency": self._latency,
            "device": self._device,
            "channels": 2,
            "callback": self._outlet.callback,
            "userdata": self._outlet.pointer,
        }
        return settings | (self._duplex(self._listens) if self._listens else {})

    def _duplex(self, channels: Channels) -> dict[str, Any]:
        """What a stream is told that listens as well."""
        listening = self._listening = Listening.of(channels, list_inputs(), self._rate)
        self._outlet.hear(listening.inlet)
        return {
            "kind": "duplex",
            "device": (listening.device.index, self._device),
            "channels": (listening.n_channels, 2),
        }

"""The input: which channels of which device come in, and a stream that only listens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from padsketch.display import safe
from padsketch.engine.inlet import Inlet
from padsketch.engine.tape import Tape
from padsketch.errors import AudioError, UsageError
from padsketch.outputs.listing import DEVICES, DeviceInfo, index_or_name, list_inputs
from padsketch.outputs.stream import DeviceStream

UNSURE_SECONDS = 0.1
KEPT_SECONDS = 30.0
"""What has come in is kept for so long, wanted or not."""


@dataclass(frozen=True)
class Channels:
    """What shall come in.

    device: a name or part of it, an index (also as text), or None for the default; count: 1 or 2
    channels, from the first one on, which counts from 1; with_music: by the stream that plays, as
    what is counted in or heard through has to; else by one of its own, which loses less.
    """

    device: str | int | None = None
    count: int = 2
    first: int = 1
    with_music: bool = False

    def __post_init__(self) -> None:
        if self.count not in (1, 2) or self.first < 1:
            raise UsageError(
                f"{self.count} channels from {self.first} on cannot be recorded",
                "Choose one or two, from channel 1 on.",
            )


@dataclass(frozen=True)
class Listening:
    """An input as it comes in: its device, and the inlet that keeps what was heard last.

    n_channels: of its stream, of which the inlet picks those that are wanted; latency: seconds that
    the stream says it takes, in, and out as well where it plays too; plays_too: the music goes out
    by the same stream, at a distance that stays.
    """

    device: DeviceInfo
    n_channels: int
    inlet: Inlet
    latency: float = 0.0
    plays_too: bool = False

    @classmethod
    def of(cls, channels: Channels, inputs: list[DeviceInfo], rate: int) -> Listening:
        """Channels of one of the inputs at a rate in hertz; raises AudioError.

        Of a device with one channel that one comes in where two were asked for.
        """
        device = found_input(channels.device, inputs)
        count = min(channels.count, device.channels)
        n_channels = channels.first - 1 + count
        if n_channels > device.channels:
            words = f"{safe(device.name)} has no channel {n_channels}"
            raise AudioError(words, f"It has {device.channels}.")
        tape = Tape(rate, count, KEPT_SECONDS)
        inlet = Inlet(tape, n_channels, channels.first - 1, round(UNSURE_SECONDS * rate))
        return cls(device, n_channels, inlet)

    @property
    def name(self) -> str:
        """The device's name, harmless."""
        return safe(self.device.name)


def found_input(wanted: str | int | None, inputs: list[DeviceInfo]) -> DeviceInfo:
    """The input that a name or a part of it, an index or None (the default) means.

    Raises AudioError where there is none, or more than one and none of exactly that name.
    """
    wanted = index_or_name(wanted)
    if wanted is None:
        return next((device for device in inputs if device.is_default), inputs[0])
    if isinstance(wanted, int):
        found = [device for device in inputs if device.index == wanted]
    else:
        word = wanted.lower()
        found = [device for device in inputs if word in device.name.lower()]
        found = [device for device in found if device.name.lower() == word] or found
    if len(found) != 1:
        fault = "There is no input" if not found else "More than one input is called"
        raise AudioError(f"{fault} '{safe(str(wanted))}'", DEVICES)
    return found[0]


class DeviceInput:
    """One stream that only listens, for one use: once stopped it stays stopped.

    rate in hertz; block in frames; latency in seconds, as a wish. `open` and `stop` may hang with
    the sound server: call them where that does no harm.
    """

    def __init__(
        self, channels: Channels, rate: int, block: int = 256, latency: float = 0.1
    ) -> None:
        self._channels = channels
        self._rate = rate
        self._block = block
        self._latency = latency
        self._stream: DeviceStream | None = None
        self._listening: Listening | None = None

    @property
    def listening(self) -> Listening | None:
        """What comes in, once it is open."""
        return self._listening

    def open(self) -> Listening:
        """Let it come in; raises AudioError where it does not."""
        listening = Listening.of(self._channels, list_inputs(), self._rate)
        self._stream = DeviceStream(listening.inlet, listening.name)
        self._stream.open(self._settings(listening))
        self._listening = replace(listening, latency=sum(self._stream.latencies))
        return self._listening

    def stop(self) -> None:
        """Close the stream; what came in is still there."""
        if self._stream is not None:
            self._stream.close()

    def is_alive(self) -> bool:
        """Whether the stream calls back; to be asked a few times a second."""
        return self._stream is not None and self._stream.is_alive()

    def _settings(self, listening: Listening) -> dict[str, Any]:
        return {
            "kind": "input",
            "samplerate": self._rate,
            "blocksize": self._block,
            "latency": self._latency,
            "device": listening.device.index,
            "channels": listening.n_channels,
            "callback": listening.inlet.callback,
            "userdata": listening.inlet.pointer,
        }

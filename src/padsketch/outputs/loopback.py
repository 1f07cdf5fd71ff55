"""How long sound takes from the player out of the machine and back in: measured by a loop-back."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import numpy as np

from padsketch.analysis.chirp import chirp, find_chirp
from padsketch.engine.bank import SampleBank
from padsketch.engine.inlet import Inlet
from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.input import Channels
from padsketch.score import compile_score

TIMES = 3
TRIES = 4
SETTLE_SECONDS = 0.3
LONGEST = 1.0
"""Seconds: what takes longer is not found."""
PATIENCE = 5.0
POLL = 0.01
_UNHEARD = (
    "Let the input hear the output (a cable, or the microphone at the speaker) and turn both up."
)


def measure_round_trip(output: str | int | None, channels: Channels, rate: int) -> int:
    """Frames at a rate in hertz from what is played to what comes in, through both devices.

    Plays a short rising tone three times, which takes three seconds, and begins again with a new
    stream where one ran dry. Raises AudioError where the tone does not come back, or not always
    after the same time.
    """
    for _ in range(TRIES):
        trips, slips = _measured(output, channels, rate)
        if slips == 0 and max(trips) - min(trips) <= 1:
            return round(statistics.median(trips))
    shown = ", ".join(f"{1000 * trip / rate:.1f}" for trip in trips)
    raise AudioError(
        f"The tone takes {shown} ms, not always the same",
        "The device runs dry: let the machine do less, and measure again.",
    )


def _measured(output: str | int | None, channels: Channels, rate: int) -> tuple[list[int], int]:
    """The round trips of a stream of its own, and how often it lost frames."""
    player = Player(rate)
    pad = Pad(id="chirp", name="Chirp", layers=(Layer(file="chirp"),))
    score = compile_score(Project(), Kit(name="Chirp", pads=(pad,)))
    player.publish(score, SampleBank({"chirp": chirp(rate)[:, None]}))
    device = DeviceOutput(player, output, listens=channels)
    device.start()
    try:
        assert device.listening is not None
        inlet = device.listening.inlet
        return list(_trips(player, inlet)), inlet.slips
    finally:
        device.stop()


def _trips(player: Player, inlet: Inlet) -> Iterator[int]:
    """Frames that the tone was on the way, as often as it is played."""
    rate = player.rate
    _await_frames(inlet, round(SETTLE_SECONDS * rate))
    for _ in range(TIMES):
        player.trigger(0, 127)
        played = _await_played(player)
        lead = inlet.lead
        assert lead is not None
        first = played - lead
        _await_frames(inlet, first + round(LONGEST * rate))
        _, frames = inlet.tape.read(first, first + round(LONGEST * rate))
        place = find_chirp(np.ascontiguousarray(frames[:, 0]), rate)
        if place is None:
            raise AudioError("The tone did not come back", _UNHEARD)
        yield place


def _await_played(player: Player) -> int:
    """The player's frame at which the tone began."""
    deadline = time.monotonic() + PATIENCE
    while not (played := player.played()):
        _give_up_after(deadline)
    return played[0].frame


def _await_frames(inlet: Inlet, count: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while inlet.tape.frames < count:
        _give_up_after(deadline)


def _give_up_after(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise AudioError("The devices stand still", "Look at them with `padsketch devices`.")
    time.sleep(POLL)

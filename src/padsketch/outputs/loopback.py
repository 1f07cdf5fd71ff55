"""How long sound takes from the player out of the machine and back in: measured by a loop-back."""

from __future__ import annotations

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

TONES = 2
"""Of every stream."""
STREAMS = 5
"""Tried at most: two must agree, for a server that runs dry does not always say so."""
SETTLE_SECONDS = 0.3
LONGEST = 0.7
"""Seconds: what takes longer is not found."""
PATIENCE = 4.0
POLL = 0.01
_UNHEARD = (
    "Let the input hear the output (a cable, or the microphone at the speaker) and turn both up."
)


def measure_round_trip(output: str | int | None, channels: Channels, rate: int) -> int:
    """Frames at a rate in hertz from what is played to what comes in, through both devices.

    Plays short rising tones for a few seconds. Raises AudioError where they do not come back, or
    not always after the same time.
    """
    known: list[int] = []
    for _ in range(STREAMS):
        try:
            trips = _measured(output, channels, rate)
        except TimeoutError:
            continue
        same = [trip for trip in known if abs(trip - trips[0]) <= 1]
        if max(trips) - min(trips) <= 1 and same:
            return same[0]
        known.append(trips[-1])
    raise _no_agreement([1000 * trip / rate for trip in known])


def _no_agreement(known: list[float]) -> AudioError:
    """What was measured in milliseconds, no two of it the same."""
    shown = ", ".join(f"{trip:.1f}" for trip in known)
    words = (
        f"The tones take {shown} ms, not always the same" if known else "The devices stand still"
    )
    return AudioError(words, "The machine is too busy: let it do less, and measure again.")


def _measured(output: str | int | None, channels: Channels, rate: int) -> list[int]:
    """The round trips of a stream of its own; TimeoutError for one that stands still."""
    player = Player(rate)
    pad = Pad(id="chirp", name="Chirp", layers=(Layer(file="chirp"),))
    score = compile_score(Project(), Kit(name="Chirp", pads=(pad,)))
    player.publish(score, SampleBank({"chirp": chirp(rate)[:, None]}))
    device = DeviceOutput(player, output, listens=channels)
    device.start()
    try:
        assert device.listening is not None
        return list(_trips(player, device.listening.inlet))
    finally:
        device.stop()


def _trips(player: Player, inlet: Inlet) -> Iterator[int]:
    """Frames that the tone was on the way, as often as it is played."""
    rate = player.rate
    _await_frames(inlet, round(SETTLE_SECONDS * rate))
    for _ in range(TONES):
        player.trigger(0, 127)
        played = _await_played(player)
        lead = inlet.lead
        assert lead is not None
        first = played - lead
        _await_frames(inlet, first + round(LONGEST * rate))
        _, frames = inlet.tape.read(first, first + round(LONGEST * rate))
        place = find_chirp(np.ascontiguousarray(frames[:, 0]), rate)
        if place is None:
            raise AudioError("The tones did not come back", _UNHEARD)
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
        raise TimeoutError
    time.sleep(POLL)

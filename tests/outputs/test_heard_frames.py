"""Which frame was heard when a key went down: what a recording stands on."""

from __future__ import annotations

import statistics
import time
from itertools import cycle

import numpy as np
import pytest
from music import RATE, new_player

from padsketch.engine.native import ffi, lib
from padsketch.engine.outlet import Outlet
from padsketch.engine.player import Player
from padsketch.engine.snapshot import Snapshot
from padsketch.outputs.clocks import offset_of
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.portaudio import sounddevice
from padsketch.outputs.silent import Pace, SilentOutput
from sound_server import DEVICE, SoundServer, until

BLOCK = 256
LONG = BLOCK / RATE
"""Seconds."""


def call_back(outlet: Outlet, now: float, heard: float) -> None:
    """What a stream does that says when its block is heard, by its own clock."""
    mix = ffi.from_buffer(np.empty((BLOCK, 2), dtype=np.float32))
    times = ffi.new("double[]", (0.0, now, heard))
    lib.ps_stream_callback(ffi.NULL, mix, BLOCK, times, 0, outlet.pointer)


@pytest.fixture
def outlet(player: Player) -> Outlet:
    """Of a stream whose clock is a thousand seconds behind."""
    outlet = Outlet(player)
    outlet.set_clock(offset=1000.0, latency=0.05)
    outlet.open()
    return outlet


def test_the_newest_block_has_the_time_at_which_the_device_plays_it(outlet: Outlet, player: Player):
    call_back(outlet, now=3.0, heard=3.02)
    call_back(outlet, now=3.0, heard=3.02 + LONG)
    state = player.snapshot()
    assert (state.block, state.frame) == (BLOCK, 2 * BLOCK)
    assert state.time == pytest.approx(1003.02 + LONG)
    assert state.heard_frame(state.time + 0.01, RATE) == BLOCK + RATE // 100
    assert state.heard_frame(state.time - 0.002, RATE) == BLOCK - RATE // 500


def test_a_stream_that_is_not_sure_is_believed_a_little_at_a_time(outlet: Outlet, player: Player):
    """It errs by four milliseconds, as under a heavy load; what is said of a moment stays."""
    doubts = (0.004, -0.004, -0.001, 0.003) * 50
    heard = []
    for block, doubt in enumerate(doubts):
        call_back(outlet, now=0.0, heard=3.02 + block * LONG + doubt)
        heard.append(player.snapshot().heard_frame(1004.0, RATE))
    settled = heard[100:]
    assert max(settled) - min(settled) < RATE // 2000
    assert abs(settled[-1] - round((4.0 - 3.0205) * RATE)) < RATE // 2000


@pytest.mark.parametrize("jump", [0.02, -0.02, 0.3, 0.007])
def test_a_stream_that_has_lost_time_is_followed(outlet: Outlet, player: Player, jump: float):
    for block in range(100):
        call_back(outlet, now=0.0, heard=3.02 + block * LONG)
    for block in range(100, 250):
        call_back(outlet, now=0.0, heard=3.02 + jump + block * LONG)
    state = player.snapshot()
    assert state.time == pytest.approx(1003.02 + jump + 249 * LONG, abs=0.001)


def test_a_system_that_does_not_say_when_is_taken_by_its_latency(outlet: Outlet, player: Player):
    call_back(outlet, now=3.0, heard=0.0)
    assert player.snapshot().time == pytest.approx(1003.05)


def test_what_the_master_is_late_by_has_not_been_heard_yet(outlet: Outlet, player: Player):
    player.set_master(True)
    call_back(outlet, now=3.0, heard=3.02)
    state = player.snapshot()
    assert state.latency > 0
    assert state.heard_frame(1003.02 + 1.0, RATE) == RATE - state.latency


def test_nothing_is_heard_before_the_first_frame(outlet: Outlet, player: Player):
    call_back(outlet, now=3.0, heard=3.02)
    assert player.snapshot().heard_frame(1000.0, RATE) == 0


def test_without_a_driver_the_next_frame_is_heard(player: Player):
    player.render(BLOCK)
    assert player.snapshot().time == 0.0
    assert player.snapshot().heard_frame(12345.0, RATE) == BLOCK


def test_rendering_after_a_driver_has_no_time(outlet: Outlet, player: Player):
    call_back(outlet, now=3.0, heard=3.02)
    player.render(BLOCK)
    assert player.snapshot().time == 0.0


def test_a_pace_knows_when_its_next_frame_is_due():
    pace = Pace(RATE, now=100.0)
    pace.look(100.5)
    pace.done(pace.due)
    assert pace.time == 100.5
    pace.look(160.5)
    pace.done(1)
    assert pace.time == pytest.approx(150.5 + 1 / RATE)


def states_of(player: Player, count: int) -> list[Snapshot]:
    """States after as many different blocks."""
    states: dict[int, Snapshot] = {}

    def look() -> bool:
        state = player.snapshot()
        if state.time:
            states[state.block] = state
        return len(states) == count

    until(look, f"{count} blocks have been seen")
    return list(states.values())


def test_the_silent_clock_says_the_same_of_a_moment_in_every_block(player: Player):
    output = SilentOutput(player)
    begin = time.monotonic()
    output.start()
    states = states_of(player, 20)
    output.stop()
    at = time.monotonic()
    heard = {state.heard_frame(at, RATE) for state in states}
    assert max(heard) - min(heard) <= 1  # where a half is rounded
    assert max(heard) <= (at - begin) * RATE + 1


def spread(states: list[Snapshot]) -> float:
    """Frames by which states differ about one moment, at the median."""
    at = states[-1].time
    heard = [state.heard_frame(at, RATE) for state in states]
    middle = statistics.median(heard)
    return statistics.median(abs(frame - middle) for frame in heard)


@pytest.mark.device
def test_a_device_says_the_same_of_a_moment_to_a_millisecond(server: SoundServer):
    """Once its server has found out how fast it plays."""
    player = new_player()
    output = DeviceOutput(player, DEVICE, latency=0.1)
    output.start()
    until(lambda: spread(states_of(player, 60)) < RATE // 1000, "the blocks agree")
    state = player.snapshot()
    assert state.heard_frame(time.monotonic(), RATE) < state.frame
    output.stop()


def refuse(stream: object) -> float:
    raise sounddevice().PortAudioError("Error getting stream time")


@pytest.mark.device
def test_a_device_whose_clock_fails_is_lost_and_no_thread_ends(
    server: SoundServer, player: Player, monkeypatch: pytest.MonkeyPatch
):
    output = DeviceOutput(player, DEVICE)
    output.start()
    assert output.is_alive()
    monkeypatch.setattr(sounddevice()._StreamBase, "time", property(refuse))
    assert not output.is_alive()
    monkeypatch.undo()
    output.stop()


def test_of_two_clocks_the_quickest_look_counts():
    """Ours stands still but for the looks in which the thread had to wait."""
    ours = iter((0.0, 5.0, 10.0, 10.1, 20.0, 27.0, 30.0, 31.0, 40.0, 48.0))
    theirs = cycle((2.0,))
    assert offset_of(lambda: next(theirs), lambda: next(ours)) == pytest.approx(8.05)

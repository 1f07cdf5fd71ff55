from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.native import ffi, lib
from padsketch.engine.outlet import Outlet
from padsketch.engine.player import MAX_BLOCK, Player

UNDERFLOW = 4


def call_back(outlet: Outlet, frames: int = 256, status: int = 0) -> NDArray[np.float32]:
    """What a stream does: hand in a buffer full of old sound."""
    mix = np.full((frames, 2), 9.0, dtype=np.float32)
    buffer = ffi.from_buffer(mix)
    answer = lib.ps_stream_callback(ffi.NULL, buffer, frames, ffi.NULL, status, outlet.pointer)
    assert answer == 0
    return mix


def test_an_open_outlet_plays_what_render_gives(player: Player, offline: NDArray[np.float32]):
    outlet = Outlet(player)
    outlet.open()
    player.play_pattern(0)
    played = np.concatenate([call_back(outlet) for _ in range(200)])
    assert np.array_equal(played, offline[: len(played)])


def test_a_stream_that_was_given_up_moves_nothing(player: Player):
    outlet = Outlet(player)
    outlet.open()
    player.play_pattern(0)
    call_back(outlet)
    outlet.close()
    assert not call_back(outlet).any()
    assert player.snapshot().frame == 256


def test_a_new_outlet_is_closed(player: Player):
    assert not call_back(Outlet(player)).any()
    assert player.snapshot().frame == 0


def test_a_late_stream_does_not_disturb_the_next_one(player: Player, offline: NDArray[np.float32]):
    late, current = Outlet(player), Outlet(player)
    current.open()
    player.play_pattern(0)
    played = []
    for _ in range(50):
        call_back(late)
        played.append(call_back(current))
    assert np.array_equal(np.concatenate(played), offline[: 50 * 256])


def test_the_heart_beats_open_or_closed(player: Player):
    outlet = Outlet(player)
    assert outlet.thread == 0
    call_back(outlet)
    outlet.open()
    call_back(outlet)
    assert outlet.calls == 2
    assert outlet.thread != 0


def test_underflows_count_only_while_they_are_heard(player: Player):
    outlet = Outlet(player)
    call_back(outlet, status=UNDERFLOW)
    outlet.open()
    call_back(outlet, status=UNDERFLOW)
    call_back(outlet)
    assert player.snapshot().xruns == 1


def test_a_block_too_long_for_the_engine_ends_in_silence(player: Player):
    outlet = Outlet(player)
    outlet.open()
    player.play_pattern(0)
    mix = call_back(outlet, MAX_BLOCK + 100)
    assert mix[:MAX_BLOCK].any()
    assert not mix[MAX_BLOCK:].any()

from __future__ import annotations

import time

import pytest
from holding import hold_the_gil

from padsketch.engine.player import Player
from padsketch.outputs.silent import MAX_LAG, Pace, SilentOutput
from padsketch.units import frame_to_position
from sound_server import until

RATE = 48_000


def test_odd_wakes_add_up_to_the_clock():
    pace = Pace(RATE, now=100.0)
    pulled = 0
    for wake in range(1, 10_000):
        pace.look(100.0 + wake * 0.0101)
        pulled += pace.due
        pace.done(pace.due)
        assert pulled == int((100.0 + wake * 0.0101 - 100.0) * RATE)


def test_a_stall_is_made_up_for():
    pace = Pace(RATE, now=0.0)
    pace.look(3.0)
    assert pace.due == 3 * RATE


def test_a_stopped_job_does_not_replay_hours():
    pace = Pace(RATE, now=0.0)
    pace.look(3600.0)
    assert pace.due == MAX_LAG * RATE
    pace.done(pace.due)
    pace.look(3601.0)
    assert pace.due == RATE


def test_the_position_follows_the_clock(player: Player):
    output = SilentOutput(player)
    player.play_pattern(0)
    begin = time.monotonic()
    output.start()
    until(lambda: player.snapshot().frame > RATE // 2, "half a second has passed")
    now = player.snapshot()
    assert now.frame <= (time.monotonic() - begin) * RATE
    assert now.position == frame_to_position(now.frame, RATE, 123_400)
    output.stop()


def test_a_held_gil_does_not_make_the_position_late(player: Player):
    output = SilentOutput(player)
    begin = time.monotonic()
    output.start()
    hold_the_gil(0.5)
    until(
        lambda: player.snapshot().frame > (time.monotonic() - begin - 0.1) * RATE,
        "the position has caught up with the clock",
    )
    output.stop()


def test_stopping_and_starting_keeps_the_position(player: Player):
    output = SilentOutput(player)
    output.start()
    until(lambda: player.snapshot().frame > 0, "it pulls")
    output.stop()
    stopped = player.snapshot().frame
    output.start()
    until(lambda: player.snapshot().frame > stopped, "it pulls again")
    output.stop()
    output.stop()
    assert player.snapshot().frame < stopped + 10 * RATE


@pytest.mark.parametrize("running", [True, False])
def test_the_status_tells_whether_it_runs(player: Player, running: bool):
    output = SilentOutput(player)
    if running:
        output.start()
    assert output.status.kind == ("silent" if running else "none")
    output.stop()

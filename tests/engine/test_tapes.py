"""What comes in and what was heard: kept frame by frame, clean, and never mistaken for another."""

import numpy as np
import pytest
from rig import RATE, kit_of, noise, project_of

from padsketch.engine.bank import SampleBank
from padsketch.engine.inlet import Inlet
from padsketch.engine.native import ffi, lib
from padsketch.engine.outlet import Outlet
from padsketch.engine.player import Player
from padsketch.engine.tape import Tape
from padsketch.score import compile_score

BLOCK = 256
OVERFLOW, UNDERFLOW = 2, 4


def live_player():
    player = Player(RATE, live=True)
    kit = kit_of("kick", "snare")
    sounds = {"kick": noise(4000), "snare": noise(9000, channels=2)}
    score = compile_score(project_of(kick="X..x", snare="..X."), kit)
    player.publish(score, SampleBank(sounds))
    return player


def hear(inlet, block, status=0):
    """What a stream does that only listens."""
    frames = np.ascontiguousarray(block, dtype=np.float32)
    pointer = ffi.from_buffer(frames)
    lib.ps_input_callback(pointer, ffi.NULL, len(frames), ffi.NULL, status, inlet.pointer)


def call_back(outlet, block, status=0):
    """What a stream does that plays and listens; what goes out."""
    frames = np.ascontiguousarray(block, dtype=np.float32)
    mix = np.empty((len(frames), 2), dtype=np.float32)
    buffers = ffi.from_buffer(frames), ffi.from_buffer(mix)
    lib.ps_stream_callback(*buffers, len(frames), ffi.NULL, status, outlet.pointer)
    return mix


def test_the_tape_has_the_bits_that_were_heard():
    player = live_player()
    player.set_master(True)
    player.play_pattern(0)
    heard = np.concatenate([player.render(n) for n in (1, 700, 256, 8192, 33)])
    first, kept = player.tape.newest()
    assert (first, player.tape.frames) == (0, player.snapshot().frame)
    assert kept.any()
    assert np.array_equal(kept, heard)


def test_clicks_are_not_on_the_tape():
    with_clicks, without = live_player(), live_player()
    with_clicks.set_metronome(True)
    for player in (with_clicks, without):
        player.play_pattern(0)
    clicks, plain = with_clicks.render(8000), without.render(8000)
    assert not np.array_equal(clicks, plain)
    assert np.array_equal(with_clicks.tape.newest()[1], plain)


def test_a_player_that_renders_files_keeps_no_tape():
    assert Player(RATE).tape is None


def test_a_tape_keeps_what_it_promises_and_says_what_is_gone():
    tape = Tape(RATE, 1, seconds=0.5)
    inlet = Inlet(tape, channels=1)
    numbers = (np.arange(2 * RATE, dtype=np.float32)[:, None] + 1) / 2**17
    for block in np.split(numbers, 100):
        hear(inlet, block)
    first, newest = tape.newest()
    assert (first, len(newest)) == (2 * RATE - RATE // 2, RATE // 2)
    assert np.array_equal(newest, numbers[first:])
    first, rest = tape.read(0, 2 * RATE)
    assert first > 0
    assert np.array_equal(rest, numbers[first:])
    assert len(tape.read(2 * RATE + 5, 2 * RATE + 9)[1]) == 0


def test_only_the_channels_that_were_chosen_come_in():
    tape = Tape(RATE, 2)
    block = np.arange(4 * 1000, dtype=np.float32).reshape(-1, 4) / 2**12
    hear(Inlet(tape, channels=4, first=1), block)
    assert np.array_equal(tape.newest()[1], block[:, 1:3])


@pytest.mark.parametrize(("channels", "first"), [(1, 0), (2, 1), (4, 3), (4, -1)])
def test_channels_that_a_stream_does_not_have_are_refused(channels, first):
    with pytest.raises(ValueError, match="channels"):
        Inlet(Tape(RATE, 2), channels, first)


def test_what_lay_in_the_memory_of_a_driver_is_silence():
    garbage = [np.nan, np.inf, -1e31, 1e-40, -3e-39, 2.0**-31, -0.25]
    tape = Tape(RATE, 1)
    hear(Inlet(tape, channels=1), np.array(garbage)[:, None])
    assert tape.newest()[1][:, 0].tolist() == [0, 0, 0, 0, 0, 2.0**-31, -0.25]


def test_the_first_frames_of_a_stream_are_not_believed():
    player = live_player()
    outlet, inlet = Outlet(player), Inlet(Tape(RATE, 1), channels=1, unsure=3 * BLOCK)
    outlet.hear(inlet)
    outlet.open()
    inlet.set_monitor(1.0)
    assert inlet.now == 3 * BLOCK
    heard = [call_back(outlet, np.full((BLOCK, 1), 0.5)) for _ in range(5)]
    kept = inlet.tape.newest()[1]
    assert not kept[: 3 * BLOCK].any()
    assert (kept[3 * BLOCK :] == 0.5).all()
    assert not np.concatenate(heard[:2]).any()
    assert (heard[-1] == 0.5).all()
    assert inlet.now == 5 * BLOCK


def test_frames_that_a_device_lost_are_counted():
    inlet = Inlet(Tape(RATE, 1), channels=1)
    for status in (0, OVERFLOW, 0, OVERFLOW):
        hear(inlet, np.zeros((BLOCK, 1)), status)
    assert (inlet.slips, inlet.calls) == (2, 4)
    assert inlet.thread != 0
    assert inlet.lead is None


@pytest.mark.parametrize("status", [OVERFLOW, UNDERFLOW])
def test_frames_that_were_lost_on_either_side_shift_what_comes_in(status):
    outlet, inlet = Outlet(live_player()), Inlet(Tape(RATE, 2), channels=2)
    outlet.hear(inlet)
    call_back(outlet, np.zeros((BLOCK, 2)), status)
    assert inlet.slips == 1


def test_what_comes_in_knows_where_the_music_is():
    player = live_player()
    player.render(1000)
    outlet, inlet = Outlet(player), Inlet(Tape(RATE, 2), channels=2)
    outlet.hear(inlet)
    silence = np.zeros((BLOCK, 2))
    call_back(outlet, silence)
    assert inlet.lead is None
    outlet.open()
    for _ in range(5):
        call_back(outlet, silence)
        assert inlet.lead == 1000 - BLOCK
    assert inlet.slips == 0
    assert player.snapshot().frame - inlet.tape.frames == inlet.lead


def test_nothing_that_comes_in_is_heard_unless_it_is_monitored():
    player, silent = live_player(), live_player()
    outlet, inlet = Outlet(player), Inlet(Tape(RATE, 1), channels=2, first=1)
    outlet.hear(inlet)
    outlet.open()
    block = np.random.default_rng(5).uniform(-0.5, 0.5, (BLOCK, 2)).astype(np.float32)
    assert np.array_equal(call_back(outlet, block), silent.render(BLOCK))
    inlet.set_monitor(0.5)
    fading_in, full = call_back(outlet, block), call_back(outlet, block)
    assert abs(fading_in[0]).max() < 0.01
    assert np.array_equal(full, np.repeat(0.5 * block[:, 1:], 2, axis=1))
    inlet.set_monitor(0.0)
    call_back(outlet, block)
    assert not call_back(outlet, block).any()
    assert not player.tape.newest()[1].any()

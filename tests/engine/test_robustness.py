"""What must not break the sound: broken numbers, too many voices, readers on other threads."""

import threading

import numpy as np
import pytest
from rig import RATE, kit_of, new_player, noise, pad, render, sine, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import MAX_VOICES, Player
from padsketch.model import Project
from padsketch.score import compile_score

FADING_VOICES = 128


def spoil(bank, name, frame, value):
    """Write into a sample behind the back of the check that a bank makes."""
    array = bank._arrays[name]
    array[len(array) // 2 - bank.longest // 2 + frame] = value


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_broken_number_is_contained_in_its_track_and_counted(value):
    kit = kit_of("broken", "whole")
    bank = SampleBank({"broken": steady(5000), "whole": noise(5000)})
    spoil(bank, "broken", 700, value)
    player = Player(RATE)
    player.publish(compile_score(Project(), kit), bank)
    player.trigger(0, 127)
    player.trigger(1, 127)
    mix = render(player, 5000)
    assert np.isfinite(mix).all()
    whole = np.repeat(noise(5000), 2, axis=1)
    np.testing.assert_array_equal(mix[:512], whole[:512] + np.float32(0.5))
    np.testing.assert_array_equal(mix[768:], whole[768:])
    assert player.snapshot().recovered == 1


def test_a_track_plays_on_after_a_broken_number():
    bank = SampleBank({"p": steady(1000)})
    spoil(bank, "p", 999, np.nan)
    player = Player(RATE)
    player.publish(compile_score(Project(), kit_of("p")), bank)
    player.trigger(0, 127)
    render(player, 2000)
    player.trigger(0, 127)
    assert (player.render(256) == 0.5).all()


def test_thousands_of_hits_at_once_are_no_more_than_the_voices_there_are():
    sound = sine(RATE, 100) * np.float32(2**-14)
    player = new_player(Project(), kit_of("p"), {"p": sound})
    for _ in range(3):
        for _ in range(1000):
            player.trigger(0, 127)
        render(player, 1)
    mix = render(player, RATE)
    assert np.isfinite(mix).all()
    assert np.abs(mix).max() <= 2**-14 * (MAX_VOICES + FADING_VOICES) * 1.001
    assert player.snapshot().track_hits == (3000,)
    assert player.snapshot().voices == 0


def test_every_voice_up_to_the_last_one_sounds_in_full():
    player = new_player(Project(), kit_of("p"), {"p": steady(1000, value=2**-10)})
    player.render(0)  # the score leaves the ring to the hits
    for _ in range(MAX_VOICES):
        player.trigger(0, 127)
    assert (player.render(1000) == MAX_VOICES * 2**-10).all()
    assert player.snapshot().voices == 0


def test_numbers_too_small_to_hear_are_flushed_and_the_callers_arithmetic_is_not():
    tiny = np.float32(1e-39)
    player = new_player(Project(), kit_of("p"), {"p": steady(1000, value=tiny)})
    player.trigger(0, 64)
    assert not player.render(1000).any()
    assert np.float32(1e-20) * np.float32(1e-19) != 0


def test_a_reader_on_another_thread_sees_whole_states_that_move_forward():
    player = new_player(Project(), kit_of("p"), {"p": steady(RATE)})
    over = threading.Event()
    seen = []

    def watch():
        while not over.is_set():
            seen.append(player.snapshot())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for _ in range(400):
        player.trigger(0, 100)
        player.render(64)
    over.set()
    watcher.join()
    frames = [snapshot.frame for snapshot in seen]
    assert frames == sorted(frames)
    assert all(snapshot.frame == 64 * snapshot.track_hits[0] for snapshot in seen)


def test_pads_played_from_many_threads_are_all_heard():
    player = new_player(Project(), kit_of("p", pad("q")), {"p": steady(10), "q": steady(10)})
    threads = [
        threading.Thread(target=lambda n=n: [player.trigger(n % 2) for _ in range(100)])
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    player.render(16)
    assert player.snapshot().track_hits == (400, 400)


def test_pads_and_patterns_that_do_not_exist_are_silence():
    player = new_player(Project(), kit_of("p"), {"p": steady(1000)})
    for pad_index in (-1, 1, 63, 64, 2**31 - 1):
        player.trigger(pad_index)
        player.release(pad_index)
    for velocity in (-1, 0, 128):
        player.trigger(0, velocity)
    player.play_pattern(128)
    player.play_pattern(-1)
    player.play_song(5)
    player.queue(128)
    assert not player.render(1000).any()
    assert not player.snapshot().playing


def test_a_pad_without_its_sample_is_silence():
    player = new_player(Project(), kit_of("p"), {})
    player.trigger(0, 127)
    assert not player.render(100).any()


def test_before_the_first_play_nothing_is_said_to_play():
    snapshot = Player(RATE).snapshot()
    assert not snapshot.playing
    assert (snapshot.pattern, snapshot.section, snapshot.queued) == (-1, -1, -1)
    assert snapshot.ended_at == -1

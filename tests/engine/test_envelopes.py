"""How the level of a hit moves: attack, hold, decay, sustain, release; and values out of range."""

import numpy as np
import pytest
from rig import (
    RATE,
    kit_of,
    new_player,
    noise,
    one_shot,
    pad,
    play,
    project_of,
    render,
    steady,
)

from padsketch.model import Lane, Project, Step

MS = RATE // 1000


def held(frames, release_at, **options):
    """A gate that is let go at a frame."""
    sounds = {"p": steady(frames, value=1.0)}
    player = new_player(Project(), kit_of(pad("p", mode="gate", **options)), sounds)
    player.trigger(0, 127)
    before = render(player, release_at)
    player.release(0)
    return np.concatenate([before, render(player, frames - release_at)])[:, 0], player


def test_the_hold_is_full_and_the_decay_begins_behind_it():
    mix = one_shot(steady(RATE), RATE, attack=5.0, hold=20.0, decay=100.0)[:, 0]
    assert (mix[5 * MS : 25 * MS + 1] == 0.5).all()
    assert (np.diff(mix[25 * MS : 125 * MS]) < 0).all()
    np.testing.assert_allclose(mix[125 * MS], 0.5e-3, rtol=1e-3)


@pytest.mark.parametrize("sustain", [1.0, 30.0, 100.0])
def test_a_decay_falls_to_the_sustain_and_stays_there(sustain):
    mix = one_shot(steady(RATE, value=1.0), RATE, decay=100.0, sustain=sustain)[:, 0]
    level = sustain / 100
    expected = level + (1 - level) * 10 ** (-3 * np.arange(RATE) / (100 * MS))
    np.testing.assert_allclose(mix, expected, rtol=1e-5)


def test_a_decay_without_a_time_leaves_the_whole_sample():
    sound = noise(5000, 2)
    np.testing.assert_array_equal(one_shot(sound, 5000, sustain=10.0), sound)


def test_a_voice_that_has_decayed_is_gone_and_takes_no_time_any_more():
    player = new_player(Project(), kit_of(pad("p", decay=30.0)), {"p": steady(RATE)})
    player.trigger(0, 127)
    audible = 50 * MS  # 100 dB
    assert render(player, audible)[-1].all()
    assert player.snapshot().voices == 0
    assert not render(player, 1000).any()


@pytest.mark.parametrize("release", [1.0, 10.0, 250.0])
def test_a_release_takes_its_time_and_ends_without_a_step(release):
    mix, _ = held(RATE, 6000, release=release)
    end = 6000 + round(release * MS)
    assert (mix[:6001] == 1).all()
    assert (np.diff(mix[6000:end]) < 0).all()
    assert not mix[end:].any()
    assert np.abs(np.diff(mix)).max() < 3.1 / (release * MS)


def test_a_release_halfway_up_the_attack_begins_where_the_attack_was():
    mix, _ = held(RATE, 10 * MS, attack=20.0, release=100.0)
    assert mix[10 * MS] == mix.max() == pytest.approx(0.5)
    assert np.abs(np.diff(mix)).max() < 1.1 / (20 * MS)


def test_a_release_in_the_decay_begins_where_the_decay_was():
    mix, _ = held(RATE, 50 * MS, decay=100.0, release=400.0)
    off = 10**-1.5
    rest = 1 - np.arange(400 * MS) / (400 * MS)
    np.testing.assert_allclose(mix[50 * MS : 450 * MS], off * rest**3, rtol=1e-3, atol=1e-7)
    assert not mix[450 * MS :].any()


def test_the_second_note_off_does_not_hold_a_sound_longer():
    mix, player = held(2000, 1000, release=50.0)
    player.release(0)
    rest = render(player, 2000)[:, 0]
    assert mix[-1] > rest[0] >= 0
    assert not rest[1000 + 50 * MS - 2000 :].any()


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_an_envelope_has_the_same_times_at_every_rate(rate):
    times = np.array([0.005, 0.010, 0.025, 0.04, 0.06, 0.1])
    options = {"attack": 10.0, "hold": 10.0, "decay": 80.0, "sustain": 20.0}
    mix = one_shot(steady(rate, value=1.0), rate, rate=rate, **options)[:, 0]
    decayed = 0.2 + 0.8 * 10 ** (-3 * (times - 0.02) / 0.08)
    expected = np.where(times < 0.01, times / 0.01, np.where(times < 0.02, 1, decayed))
    np.testing.assert_allclose(mix[(times * rate).round().astype(int)], expected, rtol=0.02)


@pytest.mark.parametrize("block", [1, 7, 16, 33, 255])
def test_where_a_block_ends_leaves_no_trace_in_an_envelope(block):
    options = {"attack": 3.3, "hold": 1.7, "decay": 40.0, "sustain": 25.0, "release": 21.0}
    step = Step(velocity=100, length=0.7)
    kit = kit_of(pad("p", mode="gate", **options))
    project = project_of(p=Lane(steps=(step,)))
    sounds = {"p": noise(9000)}
    whole = play(project, kit, sounds, 9000, block=8192)
    np.testing.assert_array_equal(play(project, kit, sounds, 9000, block=block), whole)


def test_what_is_not_a_number_counts_as_the_default():
    sound = noise(2000)
    numbers = ("tune", "level_db", "pan", "attack", "decay", "cutoff", "drive", "bits")
    broken = one_shot(sound, 2000, **dict.fromkeys(numbers, np.nan))
    np.testing.assert_array_equal(broken, one_shot(sound, 2000))


@pytest.mark.parametrize(
    ("name", "beyond", "limit"),
    [
        ("level_db", 300.0, 24.0),
        ("level_db", -np.inf, -96.0),
        ("pan", -9.0, -1.0),
        ("attack", -1.0, 0.0),
        ("release", -1.0, 1.0),
        ("cutoff", 1.0, 20.0),
        ("cutoff", np.inf, 20_000.0),
        ("drive", 1e9, 48.0),
        ("bits", -3.0, 1.0),
    ],
)
def test_a_value_beyond_its_range_counts_as_its_limit(name, beyond, limit):
    sound = noise(2000)
    there = one_shot(sound, 2000, **{name: beyond})
    np.testing.assert_array_equal(there, one_shot(sound, 2000, **{name: limit}))

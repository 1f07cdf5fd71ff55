"""What one hit sounds like: its frames, envelope, velocity, layers, pan, and how it ends."""

import numpy as np
import pytest
from rig import (
    RATE,
    X,
    kit_of,
    lane,
    new_player,
    noise,
    one_shot,
    pad,
    play,
    project_of,
    ramp,
    render,
    steady,
)

from padsketch.engine.player import MAX_VOICES
from padsketch.model import Lane, Layer, Project, Step

FADE = RATE * 6 // 1000
RELEASE = RATE * 10 // 1000
STEP = 6000
"""Frames of a sixteenth at 120 bpm."""


@pytest.mark.parametrize("channels", [1, 2])
def test_a_plain_hit_is_its_sample_bit_for_bit(channels):
    sound = noise(5000, channels)
    mix = one_shot(sound, 6000)
    np.testing.assert_array_equal(mix[:5000], np.broadcast_to(sound, (5000, 2)))
    assert not mix[5000:].any()


def test_the_first_and_the_last_frame_sound():
    mix = one_shot(ramp(1000), 1200)
    assert mix[0, 0] == 1 / 65536
    assert mix[999, 0] == 1000 / 65536
    assert not mix[1000:].any()


def test_a_hit_of_the_grid_starts_on_its_frame():
    project = project_of(kick="..X")
    mix = play(project, kit_of("kick"), {"kick": ramp(100)}, 3 * STEP)
    assert not mix[: 2 * STEP].any()
    np.testing.assert_array_equal(mix[2 * STEP : 2 * STEP + 100], ramp(100, 2))


def test_a_start_skips_whole_frames():
    mix = one_shot(ramp(1000), 1000, start=5.0)
    np.testing.assert_array_equal(mix[:760], ramp(1000, 2)[240:])
    assert not mix[760:].any()


def test_a_start_beyond_the_end_is_silence():
    assert not one_shot(ramp(100), 500, start=10.0).any()


def test_an_attack_rises_to_full_in_its_time():
    mix = one_shot(steady(2000), 2000, attack=10.0)[:, 0]
    assert mix[0] == 0
    assert (np.diff(mix[:481]) > 0).all()
    np.testing.assert_allclose(mix[240], 0.25, rtol=1e-4)
    assert (mix[480:] == 0.5).all()


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_a_decay_falls_60_db_in_its_time(rate):
    mix = one_shot(steady(rate), rate, rate=rate, decay=200.0)[:, 0]
    assert mix[0] == 0.5
    np.testing.assert_allclose(mix[rate // 5] / 0.5, 1e-3, rtol=1e-3)
    assert (np.diff(mix[: rate // 5]) < 0).all()
    assert not mix[rate // 2 :].any()


@pytest.mark.parametrize("velocity", [1, 2, 64, 100, 126, 127])
def test_velocity_is_heard_squared(velocity):
    mix = one_shot(steady(100), 100, velocity)
    np.testing.assert_allclose(mix, 0.5 * (velocity / 127) ** 2, rtol=1e-6)


@pytest.mark.parametrize(
    ("velocity", "values"),
    [(1, 0.25), (60, 0.25), (61, 0.75), (80, 0.75), (81, 0.5), (127, 0.5)],
)
def test_a_layer_plays_at_both_ends_of_its_range(velocity, values):
    layers = (
        Layer(file="soft", velocity=(1, 80)),
        Layer(file="hard", velocity=(61, 127)),
    )
    sounds = {"soft": steady(10, value=0.25), "hard": steady(10, value=0.5)}
    player = new_player(Project(), kit_of(pad("p", layers=layers)), sounds)
    player.trigger(0, velocity)
    heard = player.render(10) / np.float32(velocity / 127) ** 2
    np.testing.assert_allclose(heard, values, rtol=1e-5)


def test_a_velocity_without_a_layer_is_silence():
    layers = (Layer(file="p", velocity=(100, 127)),)
    player = new_player(Project(), kit_of(pad("p", layers=layers)), {"p": steady(10)})
    player.trigger(0, 99)
    assert not player.render(10).any()


@pytest.mark.parametrize("pan", [-1.0, -0.6, -0.1, 0.1, 0.5, 1.0])
def test_mono_keeps_its_power_wherever_it_is_panned(pan):
    left, right = one_shot(steady(10), 10, pan=pan)[0] / 0.5
    np.testing.assert_allclose(left**2 + right**2, 2, rtol=1e-5)
    assert (right > left) == (pan > 0)


@pytest.mark.parametrize(("pan", "left", "right"), [(-1, 1, 0), (-0.25, 1, 0.75), (0.5, 0.5, 1)])
def test_stereo_is_balanced_and_its_near_side_is_left_alone(pan, left, right):
    mix = one_shot(steady(10, 2), 10, pan=pan)
    np.testing.assert_array_equal(mix, np.broadcast_to([left / 2, right / 2], (10, 2)))


def test_a_locked_step_sounds_as_if_the_pad_were_set_so():
    locks = (("attack", 3.0), ("decay", 50.0), ("level_db", -6.0), ("pan", 0.5), ("tune", -3.0))
    locked = project_of(p=Lane(steps=(Step(velocity=127, locks=locks), Step(), X)))
    sounds = {"p": noise(2000)}
    mix = play(locked, kit_of("p"), sounds, 3 * STEP)
    alone = one_shot(sounds["p"], 2 * STEP, **dict(locks))
    np.testing.assert_array_equal(mix[: 2 * STEP], alone)
    np.testing.assert_array_equal(mix[2 * STEP : 2 * STEP + 2000], np.repeat(sounds["p"], 2, 1))


def test_a_choke_fades_within_six_milliseconds_and_without_a_cut():
    kit = kit_of(pad("open", choke=1), pad("shut", choke=1))
    sounds = {"open": steady(9000), "shut": steady(1, value=0.0)}
    mix = play(project_of(open="X", shut=".X"), kit, sounds, 9000)[:, 0]
    assert (mix[:STEP] == 0.5).all()
    assert 0 < mix[STEP + FADE - 20] < 0.05
    assert not mix[STEP + FADE + 1 :].any()
    assert np.abs(np.diff(mix)).max() < 0.6 / FADE


def test_another_group_is_not_choked():
    kit = kit_of(pad("open", choke=1), pad("shut", choke=2), pad("free"))
    sounds = {"open": steady(9000), "shut": steady(1, value=0), "free": steady(1, value=0)}
    mix = play(project_of(open="X", shut=".X", free=".X"), kit, sounds, 9000)
    assert (mix == 0.5).all()


def test_a_gate_is_held_for_its_length():
    kit = kit_of(pad("organ", mode="gate"))
    project = project_of(organ=Lane(steps=(Step(velocity=127, length=1.5),)))
    mix = play(project, kit, {"organ": steady(40_000)}, 12_000)[:, 0]
    off = STEP * 3 // 2
    assert (mix[:off] == 0.5).all()
    assert 0 < mix[off + RELEASE - 20] < 0.05
    assert not mix[off + RELEASE + 1 :].any()


def test_a_gate_without_a_length_is_held_for_a_step():
    kit = kit_of(pad("organ", mode="gate"))
    mix = play(project_of(organ="X"), kit, {"organ": steady(40_000)}, 12_000)[:, 0]
    assert (mix[:STEP] == 0.5).all()
    assert not mix[STEP + RELEASE + 1 :].any()


def test_a_gate_played_by_hand_sounds_until_it_is_let_go():
    player = new_player(Project(), kit_of(pad("organ", mode="gate")), {"organ": steady(40_000)})
    player.trigger(0, 127)
    assert (render(player, 20_000) == 0.5).all()
    player.release(0)
    mix = render(player, 2000)
    assert mix[0, 0] == 0.5
    assert not mix[RELEASE + 1 :].any()


def test_a_one_shot_does_not_hear_a_note_off():
    player = new_player(Project(), kit_of("kick"), {"kick": steady(2000)})
    player.trigger(0, 127)
    player.render(100)
    player.release(0)
    assert (player.render(1900) == 0.5).all()


def test_a_loop_comes_round_without_a_seam():
    player = new_player(Project(), kit_of(pad("drone", mode="loop")), {"drone": ramp(777)})
    player.trigger(0, 127)
    mix = render(player, 777 * 4 + 100)
    np.testing.assert_array_equal(mix, np.resize(ramp(777), (777 * 4 + 100, 1)).repeat(2, 1))


@pytest.mark.parametrize("tune", [-7.0, 3.5, 12.0])
def test_a_pitched_loop_has_no_step_at_its_seam(tune):
    period = np.sin(2 * np.pi * 10 * np.arange(4800) / 4800).astype(np.float32)[:, None]
    player = new_player(Project(), kit_of(pad("drone", mode="loop", tune=tune)), {"drone": period})
    player.trigger(0, 127)
    mix = render(player, 30_000)[:, 0]
    phase = 2 * np.pi * 10 / 4800 * 2 ** (tune / 12) * np.arange(30_000)
    np.testing.assert_allclose(mix, np.sin(phase), atol=1e-4)


def test_a_loop_is_faded_by_its_own_next_hit_and_by_the_end_of_play():
    player = new_player(
        project_of(drone="X...X"), kit_of(pad("drone", mode="loop")), {"drone": steady(100)}
    )
    player.play_pattern(0)
    mix = render(player, 5 * STEP)[:, 0]
    assert (mix[: 4 * STEP] == 0.5).all()
    assert (mix[4 * STEP + FADE + 1 :] == 0.5).all()  # the second one alone
    player.stop()
    mix = render(player, 2000)[:, 0]
    assert mix[0] == 0.5
    assert not mix[RELEASE + 1 :].any()


def test_panic_fades_and_leaves_silence():
    player = new_player(Project(), kit_of("kick"), {"kick": steady(50_000)})
    player.trigger(0, 127)
    player.render(100)
    player.panic()
    mix = render(player, 2000)[:, 0]
    assert mix[0] == 0.5
    assert np.abs(np.diff(mix)).max() < 0.6 / FADE
    assert not mix[FADE + 1 :].any()
    assert player.snapshot().voices == 0


def full_player(sounds):
    """Every voice sounds: a loud one that came first, and the others as soft as can be."""
    player = new_player(Project(), kit_of("long", "tick"), sounds)
    player.trigger(0, 127)
    for _ in range(MAX_VOICES - 1):
        player.trigger(0, 1)
        player.render(1)
    return player


def test_the_softest_voice_makes_room_and_the_loud_one_goes_on():
    sounds = {"long": steady(9000), "tick": ramp(50)}
    player = full_player(sounds)
    before = render(player, 256)[-1, 0]
    player.trigger(1, 127)
    mix = render(player, 2 * FADE)[:, 0]
    np.testing.assert_allclose(mix[:50] - ramp(50)[:, 0], before, atol=1e-4)
    np.testing.assert_allclose(mix[FADE + 5 :], before - 0.5 / 127**2, rtol=1e-4)
    assert player.snapshot().voices == MAX_VOICES - 1


def test_a_voice_that_has_to_go_fades():
    sounds = {"long": steady(9000, value=1.0), "tick": steady(1, value=0)}
    player = new_player(Project(), kit_of("long", "tick"), sounds)
    player.render(0)  # the score leaves the ring to the hits
    for _ in range(MAX_VOICES):
        player.trigger(0, 127)
    assert (player.render(100) == MAX_VOICES).all()
    player.trigger(1, 127)
    mix = render(player, 2 * FADE)[:, 0] - MAX_VOICES
    assert mix[0] == 0
    assert np.abs(np.diff(mix)).max() < 1.1 / FADE
    np.testing.assert_allclose(mix[FADE:], -1, atol=1e-4)


def test_the_velocity_of_a_roll_never_falls_to_zero():
    step = Step(velocity=1, rolls=8, ramp=-100)
    player = new_player(project_of(kick=Lane(steps=(step,))), kit_of("kick"), {"kick": steady(10)})
    player.play_pattern(0)
    assert set(player.hits(STEP)["velocity"]) == {1}


def test_glyphs_are_heard_as_loud_as_they_are_written():
    mix = play(project_of(kick="oxX"), kit_of("kick"), {"kick": steady(10)}, 3 * STEP)
    heard = mix[[0, STEP, 2 * STEP], 0]
    np.testing.assert_allclose(heard, 0.5 * (np.array([50, 100, 127]) / 127) ** 2, rtol=1e-6)
    assert lane("oxX").step(0).velocity == 50


def test_a_pad_that_ends_before_it_starts_is_silent():
    assert not one_shot(steady(4800), 4800, start=20.0, end=10.0).any()

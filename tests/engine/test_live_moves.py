"""A pad that is set anew while it sounds: it is heard at once, without a click, and locks stay."""

import numpy as np
import pytest
from rig import RATE, kit_of, new_player, noise, pad, project_of, render, sine, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Lane, Project, Step
from padsketch.score import compile_score

GLIDE = RATE * 10 // 1000
AT = 1000


def moved(sound, before, after, frames=6000, block=256, project=None, velocity=127):
    """A pad that is hit at once and set anew at frame AT."""
    bank = SampleBank({"p": sound})
    player = Player(RATE)
    player.publish(compile_score(project or Project(), kit_of(pad("p", **before))), bank)
    if project is None:
        player.trigger(0, velocity)
    else:
        player.play_pattern(0)
    first = render(player, AT, block)
    player.publish(compile_score(project or Project(), kit_of(pad("p", **after))), bank)
    return np.concatenate([first, render(player, frames - AT, block)])


def test_a_level_moves_in_a_straight_line_and_stays():
    mix = moved(steady(9000), {}, {"level_db": -20.0})[:, 0]
    assert (mix[: AT + 1] == 0.5).all()
    expected = 0.5 + (0.05 - 0.5) * np.arange(GLIDE) / GLIDE
    np.testing.assert_allclose(mix[AT : AT + GLIDE], expected, atol=1e-5)
    np.testing.assert_allclose(mix[AT + GLIDE :], 0.05, rtol=1e-6)


def test_a_level_moves_for_soft_hits_as_for_hard_ones():
    soft, hard = (
        moved(steady(9000), {"level_db": -6.0}, {"level_db": 0.0}, velocity=v) for v in (40, 127)
    )
    np.testing.assert_allclose(soft, hard * (40 / 127) ** 2, rtol=1e-5)


def test_a_pan_moves_with_the_power_of_a_mono_sound():
    mix = moved(steady(9000), {"pan": -1.0}, {"pan": 1.0})
    assert not mix[:AT, 1].any()
    np.testing.assert_allclose(mix[AT + GLIDE :, 1], 0.5 * 2**0.5, rtol=1e-5)
    assert np.abs(mix[AT + GLIDE :, 0]).max() < 1e-6
    assert np.abs(np.diff(mix, axis=0)).max() < 1.1 * 0.5 * 2**0.5 / GLIDE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"cutoff": 400.0}, {"cutoff": 4000.0}),
        ({"cutoff": 20_000.0}, {"cutoff": 500.0}),
        ({"cutoff": 900.0}, {"cutoff": 900.0, "resonance": 0.9}),
        ({"drive": 6.0}, {"drive": 24.0}),
        ({"drive": 0.0}, {"drive": 24.0, "drive_curve": 0.0}),
        ({"drive": 24.0}, {"drive": 12.0, "level_db": -3.0}),
    ],
)
def test_where_it_has_moved_to_it_sounds_as_if_it_had_always_been_there(before, after):
    sound = noise(RATE, 2)
    there = moved(sound, after, after, RATE)
    np.testing.assert_allclose(moved(sound, before, after, RATE)[-1000:], there[-1000:], atol=2e-4)
    assert np.abs(moved(sound, before, before, RATE)[-1000:] - there[-1000:]).max() > 0.05


def test_drive_that_is_taken_away_leaves_the_sound_as_it_is():
    sound = noise(RATE, 2)
    mix = moved(sound, {"drive": 24.0}, {}, RATE)
    np.testing.assert_array_equal(mix[AT + GLIDE + 32 : RATE], sound[AT + GLIDE + 32 :])


@pytest.mark.parametrize(
    ("before", "after"), [({"drive": 0.0}, {"drive": 30.0}), ({"drive": 30.0}, {"drive": 0.0})]
)
def test_drive_that_comes_or_goes_does_not_click(before, after):
    """The third difference of a low tone is small, also when it is bent; that of a step is not."""
    mix = moved(sine(RATE, 50) * np.float32(0.5), before, after, RATE)[:, 0]
    steps = np.abs(np.diff(mix, 3))
    driven = moved(sine(RATE, 50) * np.float32(0.5), {"drive": 30.0}, {"drive": 30.0}, RATE)[:, 0]
    assert steps[AT - 10 : AT + 2 * GLIDE].max() < 2 * np.abs(np.diff(driven[4800:], 3)).max()


@pytest.mark.parametrize("name", ["level_db", "pan", "cutoff", "resonance", "drive"])
def test_what_a_step_has_locked_does_not_move(name):
    values = {"level_db": -6.0, "pan": 0.5, "cutoff": 700.0, "resonance": 0.6, "drive": 12.0}
    base = {"level_db": -3.0, "pan": 0.1, "cutoff": 3000.0, "resonance": 0.1, "drive": 3.0}
    step = Step(velocity=127, locks=((name, values[name]),))
    project = project_of(p=Lane(steps=(step,)))
    sound = noise(9000)
    other = base | {name: values[name] * 1.4}
    locked = moved(sound, base, other, project=project)
    np.testing.assert_array_equal(locked, moved(sound, base, base, project=project))


def test_what_a_step_has_not_locked_moves():
    project = project_of(p=Lane(steps=(Step(velocity=127, locks=(("pan", 0.5),)),)))
    mix = moved(steady(9000), {}, {"level_db": -20.0}, project=project)
    np.testing.assert_allclose(mix[-1] / mix[0], 0.1, rtol=1e-5)


def test_another_kit_does_not_move_what_still_sounds_of_the_last_one():
    player = new_player(Project(), kit_of("p"), {"p": steady(9000)})
    player.trigger(0, 127)
    before = render(player, AT)
    kit = kit_of(pad("other", level_db=-40.0, cutoff=100.0))
    player.publish(compile_score(Project(), kit), SampleBank({"other": noise(100)}))
    np.testing.assert_array_equal(render(player, AT), before)


@pytest.mark.parametrize("block", [1, 20, 50, 125, 1000])
def test_block_size_does_not_matter_while_something_moves(block):
    before = {"level_db": -20.0, "pan": -0.5, "cutoff": 20_000.0, "drive": 0.0}
    after = {"level_db": 0.0, "pan": 0.5, "cutoff": 500.0, "resonance": 0.7, "drive": 20.0}
    sound = noise(5000, 2)
    whole = moved(sound, before, after, block=1000)
    np.testing.assert_array_equal(moved(sound, before, after, block=block), whole)

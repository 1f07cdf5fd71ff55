"""Steps that lock a parameter of their track: from the frame of their hit until the next hit."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, X, kit_of, new_player, noise, render, steady

from padsketch.model import REST, Channel, Lane, Pattern, Project

STEP = 6000
HALF_DB = -6.020599913279624
KIT = kit_of("kick", "hat")
SHORT = {"kick": steady(100), "hat": steady(100)}


def locked(**locks):
    return replace(X, locks=tuple(locks.items()))


def project_with(*steps, mixer=None, **lanes):
    lanes = {"kick": Lane(steps=steps), **lanes}
    return Project(patterns={"A1": Pattern(length=8, lanes=lanes)}, mixer=mixer or {})


def played(project, sounds=SHORT, frames=8 * STEP, block=256):
    player = new_player(project, KIT, sounds)
    player.play_pattern(0)
    return render(player, frames, block)


def levels(mix):
    """The level of every step's first frame, left."""
    return mix[::STEP, 0].tolist()


def test_a_lock_counts_from_the_frame_of_its_hit():
    mix = played(project_with(X, locked(track_level_db=HALF_DB), X))
    np.testing.assert_allclose(levels(mix)[:3], [0.5, 0.25, 0.5], rtol=1e-6)
    np.testing.assert_allclose(mix[STEP : STEP + 100], 0.25, rtol=1e-6)


def test_a_lock_holds_until_the_next_hit():
    sounds = {**SHORT, "kick": steady(2 * STEP)}
    mix = played(project_with(locked(track_level_db=HALF_DB), REST, X), sounds)
    np.testing.assert_allclose(mix[: 2 * STEP], 0.25, rtol=1e-6)
    assert mix[2 * STEP + 1000, 0] == 0.5


def test_a_hit_by_hand_goes_back_to_the_settings_of_the_track():
    player = new_player(project_with(locked(track_level_db=HALF_DB)), KIT, SHORT)
    player.play_pattern(0)
    render(player, STEP)
    player.trigger(0, 127)
    assert player.render(10)[0, 0] == 0.5


def test_a_locked_track_keeps_its_lock_when_the_mixer_moves():
    project = project_with(locked(track_level_db=HALF_DB))
    player = new_player(project, KIT, {**SHORT, "kick": steady(RATE)})
    player.play_pattern(0)
    render(player, 1000)
    moved = replace(project, mixer={"kick": Channel(level_db=-20.0, pan=0.0)})
    other = new_player(moved, KIT, {**SHORT, "kick": steady(RATE)})
    other.play_pattern(0)
    assert other.render(10)[0, 0] == pytest.approx(0.25)


def test_a_lock_of_one_track_changes_no_other():
    hats = Lane(steps=(X, X))
    plain = played(project_with(X, X, hat=hats, mixer={"kick": Channel(mute=True)}))
    lowered = locked(track_level_db=-20.0, track_pan=1.0, eq_low_db=9.0)
    muted = {"kick": Channel(mute=True)}
    np.testing.assert_array_equal(played(project_with(X, lowered, hat=hats, mixer=muted)), plain)


def test_what_still_sounds_is_moved_without_a_click():
    sounds = {**SHORT, "kick": steady(RATE)}
    mix = played(project_with(X, replace(locked(track_pan=1.0), velocity=1)), sounds)
    assert np.abs(np.diff(mix[1:], axis=0)).max() < 1.5 * 0.75 / 480
    assert abs(mix[2 * STEP - 1, 0]) < 1e-6


@pytest.mark.parametrize(
    "locks",
    [
        {"eq_low_db": 12.0},
        {"eq_mid_db": -12.0, "eq_mid_hz": 500.0},
        {"comp_threshold_db": -40.0, "comp_ratio": 10.0},
        {"send_delay": 0.0},
        {"send_reverb": 0.0},
        {"track_pan": -1.0},
    ],
    ids=lambda locks: next(iter(locks)),
)
def test_every_lock_is_heard_from_its_hit_on_and_not_before(locks):
    sounds = {**SHORT, "kick": noise(4000)}
    plain = played(project_with(X, X), sounds)
    other = played(project_with(X, locked(**locks)), sounds)
    np.testing.assert_array_equal(other[:STEP], plain[:STEP])
    assert np.abs(other[STEP:] - plain[STEP:]).max() > 0.01


@pytest.mark.parametrize("block", [1, 7, 33, 8192])
def test_block_size_does_not_matter(block):
    steps = (
        locked(eq_low_db=12.0, track_level_db=-3.0),
        replace(locked(comp_ratio=8.0, comp_threshold_db=-30.0, send_reverb=-6.0), rolls=3),
        X,
        replace(locked(eq_high_hz=3000.0, eq_high_db=-9.0), nudge=-77),
    )
    sounds = {**SHORT, "kick": noise(9000, 2)}
    np.testing.assert_array_equal(
        played(project_with(*steps), sounds, 5 * STEP, block),
        played(project_with(*steps), sounds, 5 * STEP),
    )


def test_play_sounds_the_same_whenever_it_starts():
    """Glides are counted from where play starts, not from when the player was made."""
    project = project_with(X, locked(eq_low_db=12.0), locked(eq_low_db=-12.0))
    sounds = {**SHORT, "kick": noise(9000, 2)}
    late = new_player(project, KIT, sounds)
    render(late, 1013)
    late.play_pattern(0)
    np.testing.assert_array_equal(render(late, 4 * STEP), played(project, sounds, 4 * STEP))

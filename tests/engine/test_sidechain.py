"""A compressor that listens to another track: before its strip, whether or not it can be heard."""

import numpy as np
import pytest
from rig import RATE, kit_of, new_player, noise, pad, render_stems, steady

from padsketch.model import Channel, Project

PUMPING = {"comp_threshold_db": -30.0, "comp_ratio": 8.0, "comp_attack": 1.0}
KIT = kit_of("kick", pad("bass", mode="loop"))
SOUNDS = {"kick": noise(RATE // 4, seed=1), "bass": steady(RATE, value=0.25)}


def player_of(kick=None, **bass):
    mixer = {"kick": Channel(**(kick or {})), "bass": Channel(**bass)}
    return new_player(Project(mixer=mixer), KIT, SOUNDS)


def bass_of(player, frames=RATE, block=256):
    """The stem of the bass while the kick falls on its start."""
    player.trigger(1, 127)
    render_stems(player, RATE // 2, 2, block)
    player.trigger(0, 127)
    return render_stems(player, frames, 2, block)[1][1]


def test_the_kick_pushes_the_bass_down_and_lets_it_come_back():
    bass = bass_of(player_of(**PUMPING, sidechain="kick"))
    assert np.abs(bass[2000:10_000]).max() < 0.6 * 0.25
    assert bass[-1] == pytest.approx(0.25, rel=0.01)


def test_without_a_sidechain_the_kick_is_not_heard():
    bass = bass_of(player_of(**{**PUMPING, "comp_threshold_db": 0.0}))
    np.testing.assert_array_equal(bass, 0.25)


@pytest.mark.parametrize("kick", [{"mute": True}, {"level_db": -96.0}, {"eq_low_db": -18.0}])
def test_the_strip_of_the_kick_makes_no_difference(kick):
    plain = bass_of(player_of(**PUMPING, sidechain="kick"))
    np.testing.assert_array_equal(bass_of(player_of(kick, **PUMPING, sidechain="kick")), plain)


def test_two_tracks_can_listen_to_each_other():
    player = player_of({**PUMPING, "sidechain": "bass"}, **PUMPING, sidechain="kick")
    bass = bass_of(player)
    assert np.isfinite(bass).all()
    assert np.abs(bass[2000:10_000]).max() < 0.6 * 0.25


def test_a_bass_that_starts_under_the_kick_is_down_from_its_first_frame():
    player = player_of(**PUMPING, sidechain="kick")
    player.trigger(0, 127)
    render_stems(player, 5000, 2)
    player.trigger(1, 127)
    bass = render_stems(player, 1000, 2)[1][1]
    assert np.abs(bass[0]).max() < 0.6 * 0.25


def test_a_sidechain_that_names_no_pad_listens_to_its_own_track():
    own = bass_of(player_of(**PUMPING))
    np.testing.assert_array_equal(bass_of(player_of(**PUMPING, sidechain="nobody")), own)


def test_what_is_taken_away_is_shown():
    player = player_of(**PUMPING, sidechain="kick")
    bass_of(player, 5000)
    kick, bass = player.snapshot().track_reductions
    assert kick == 0
    assert bass > 6


@pytest.mark.parametrize("block", [1, 33, 255, 8192])
def test_block_size_does_not_matter(block):
    expected = bass_of(player_of(**PUMPING, sidechain="kick"), RATE // 2)
    other = bass_of(player_of(**PUMPING, sidechain="kick"), RATE // 2, block)
    np.testing.assert_array_equal(other, expected)

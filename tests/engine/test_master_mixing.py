"""The master chain in its place: behind everything, late by what it says, off until asked for."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, project_of, render, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Channel, Master, Project
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
SOUNDS = {"kick": noise(4000, seed=1), "snare": noise(4000, 2, seed=2)}
GROOVE = project_of(kick="X.x.X", snare=".X..o")
FRAMES = 30_000
HALF_DB = -6.020599913279624
LOUD = Master(level_db=12.0, limiter=1.0, ceiling_db=-1.0)


def heard(project, master, block=256):
    """(what a groove sounds like, the latency of it)."""
    player = new_player(project, KIT, SOUNDS)
    player.set_master(master)
    player.play_pattern(0)
    mix = render(player, FRAMES, block)
    return mix, player.snapshot().latency


def mastered(**values):
    return replace(GROOVE, master=Master(**values))


def test_a_player_leaves_the_mix_alone_until_the_master_is_switched_on():
    untouched, latency = heard(mastered(level_db=HALF_DB), master=False)
    assert latency == 0
    np.testing.assert_array_equal(untouched, heard(GROOVE, master=False)[0])


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_the_latency_is_told_and_is_true(rate):
    player = new_player(Project(), kit_of("kick"), {"kick": noise(200)}, rate)
    player.set_master(True)
    player.trigger(0, 127)
    mix = render(player, 2000)
    latency = player.snapshot().latency
    assert 0 < latency < rate / 100
    assert not mix[:latency].any()
    np.testing.assert_array_equal(mix[latency : latency + 200, :1], noise(200))


def test_a_chain_that_does_nothing_changes_no_bit():
    plain, _ = heard(GROOVE, master=False)
    late, latency = heard(GROOVE, master=True)
    np.testing.assert_array_equal(late[latency:], plain[:-latency])


def test_the_level_of_the_master_comes_last():
    plain, _ = heard(GROOVE, master=False)
    quiet, latency = heard(mastered(level_db=HALF_DB), master=True)
    np.testing.assert_allclose(quiet[latency:], plain[:-latency] * 0.5, rtol=1e-6)


def test_a_running_player_that_gets_its_first_score_plays_it_whole():
    player = Player(RATE)
    player.set_master(True)
    player.render(2000)
    quiet = replace(Project(), master=Master(level_db=HALF_DB))
    player.publish(compile_score(quiet, kit_of("kick")), SampleBank({"kick": steady(100)}))
    player.trigger(0, 127)
    mix = player.render(1000)
    latency = player.snapshot().latency
    np.testing.assert_allclose(mix[latency : latency + 100], 0.25, rtol=1e-6)


def test_the_limiter_holds_what_the_tracks_make_too_loud():
    loud = replace(GROOVE, master=LOUD, mixer={"kick": Channel(level_db=12.0)})
    limited, _ = heard(loud, master=True)
    assert np.abs(limited).max() <= 10 ** (-1 / 20)
    assert np.abs(heard(replace(loud, master=Master(level_db=12.0)), master=True)[0]).max() > 2


def test_what_the_limiter_takes_away_is_shown():
    player = new_player(replace(GROOVE, master=LOUD), KIT, SOUNDS)
    player.set_master(True)
    player.play_pattern(0)
    player.render(2000)
    assert player.snapshot().limiter_reduction > 3
    assert player.snapshot().glue_reduction == 0


@pytest.mark.parametrize("block", [1, 33, 100, 8192])
def test_block_size_does_not_matter_to_the_master(block):
    shaped = mastered(
        level_db=9.0, glue_threshold_db=-20.0, glue_ratio=4.0, clip_db=6.0, limiter=1.0
    )
    np.testing.assert_array_equal(heard(shaped, True, block)[0], heard(shaped, True)[0])


def test_what_sounds_is_told_with_the_latency():
    player = new_player(Project(), kit_of("kick"), {"kick": steady(100)})
    player.set_master(True)
    player.trigger(0, 127)
    mix = render(player, 1000)
    last = int(np.flatnonzero(mix.any(axis=1))[-1])
    assert player.snapshot().sounding_until == last + 1

"""What tracks send to the delay and the reverb: behind their faders, and no more than that."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, project_of, render, render_stems, steady

from padsketch.engine.bank import SampleBank
from padsketch.model import Channel, Delay, Project
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
SOUNDS = {"kick": noise(2000, seed=1), "snare": noise(2000, 2, seed=2)}
FRAMES = RATE
HALF_DB = -6.020599913279624
OPEN = {"send_delay": 0.0, "send_reverb": 0.0}
SENDS = ("send_delay", "send_reverb")


def returns(kick=None, snare=None, delay=None):
    """The returns of one hit of both pads."""
    project = Project(
        mixer={"kick": Channel(**(kick or {})), "snare": Channel(**(snare or {}))},
        delay=delay or Delay(feedback=0.0),
    )
    player = new_player(project, KIT, SOUNDS)
    player.trigger(0, 127)
    player.trigger(1, 127)
    return render_stems(player, FRAMES, 2)[1][2:]


def test_what_is_sent_nowhere_reaches_no_return():
    assert not returns().any()


@pytest.mark.parametrize("place", [0, 1])
def test_a_send_feeds_its_own_return_alone(place):
    heard = returns(kick={SENDS[place]: 0.0})
    assert heard[place].any()
    assert not heard[1 - place].any()


def test_a_send_is_a_gain():
    halved = dict.fromkeys(SENDS, HALF_DB)
    np.testing.assert_allclose(returns(kick=halved), returns(kick=OPEN) / 2, atol=1e-6)


def test_a_send_is_behind_the_fader():
    lowered = returns(kick={**OPEN, "level_db": HALF_DB})
    np.testing.assert_allclose(lowered, returns(kick=OPEN) / 2, atol=1e-6)
    assert not returns(kick={**OPEN, "mute": True}).any()


def test_a_track_that_is_soloed_away_sends_nothing():
    np.testing.assert_array_equal(returns(snare={"solo": True}, kick=OPEN), 0)


def test_all_tracks_share_the_returns():
    both = returns(kick=OPEN, snare=OPEN)
    one_by_one = returns(kick=OPEN) + returns(snare=OPEN)
    np.testing.assert_allclose(both, one_by_one, atol=1e-5)


def test_a_send_that_is_opened_while_a_sound_lasts_does_not_click():
    project = replace(Project(), delay=Delay(feedback=0.0, time=0.0, low_cut=20.0))
    opened = replace(project, mixer={"kick": Channel(send_delay=0.0)})
    bank = SampleBank({"kick": steady(RATE)})
    player = new_player(project, kit_of("kick"), {"kick": steady(RATE)})
    player.publish(compile_score(project, kit_of("kick")), bank)
    player.trigger(0, 127)
    player.render(1000)
    player.publish(compile_score(opened, kit_of("kick")), bank)
    delay = render_stems(player, 20_000, 1)[1][1]
    assert np.abs(np.diff(delay, axis=0)).max() < 2 * 0.5 / 480
    assert np.abs(delay).max() > 0.2


def test_a_hit_with_a_lock_is_sent_and_the_next_one_is_not():
    project = project_of(length=8, bpm=120.0, kick="X...X...")
    lane = project.patterns["A1"].lanes["kick"]
    first = replace(lane.steps[0], locks=(("send_delay", 0.0),))
    lanes = {"kick": replace(lane, steps=(first, *lane.steps[1:]))}
    project = replace(
        project,
        patterns={"A1": replace(project.patterns["A1"], lanes=lanes)},
        delay=Delay(feedback=0.0, time=0.0),
    )
    player = new_player(project, kit_of("kick"), SOUNDS)
    player.play_pattern(0)
    delay = render_stems(player, 48_000, 1)[1][1]
    echo = 3000
    assert delay[echo : echo + 2000].any()
    assert not delay[24_000:].any()


def test_a_return_rings_on_when_its_voices_have_ended():
    player = new_player(Project(mixer={"kick": Channel(**OPEN)}), KIT, SOUNDS)
    player.trigger(0, 127)
    render(player, RATE // 2)
    state = player.snapshot()
    assert state.voices == 0
    assert state.ringing
    assert state.sounding_until > RATE // 4
    render(player, 12 * RATE)
    assert not player.snapshot().ringing
    assert not render(player, RATE).any()

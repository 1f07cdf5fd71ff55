"""The mixer: levels, pans, mutes and solos, set and moved while the music plays."""

import numpy as np
import pytest
from msgspec.structs import replace
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
    render_stems,
    sine,
    steady,
)

from padsketch.engine.bank import SampleBank
from padsketch.model import Channel, Master, Project
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
SOUNDS = {"kick": noise(4000, seed=1), "snare": noise(4000, 2, seed=2)}
GROOVE = project_of(kick="X.x.X", snare=".X..o")
FRAMES = 30_000
HALF_DB = -6.020599913279624


def mixed(**channels):
    return replace(GROOVE, mixer={name: Channel(**c) for name, c in channels.items()})


def heard(project, kit=KIT, sounds=SOUNDS):
    return play(project, kit, sounds, FRAMES)


def alone(name):
    return heard(replace(GROOVE, mixer={name: Channel(solo=True)}))


def test_muting_and_soloing_leave_every_other_track_as_it_was():
    np.testing.assert_array_equal(heard(mixed(kick={"mute": True})), alone("snare"))
    np.testing.assert_array_equal(alone("kick") + alone("snare"), heard(GROOVE))
    assert alone("kick").any()
    assert alone("snare").any()


def test_mute_wins_over_solo():
    assert not heard(mixed(kick={"mute": True, "solo": True})).any()


def test_a_level_is_a_gain():
    project = mixed(kick={"level_db": HALF_DB}, snare={"mute": True})
    np.testing.assert_allclose(heard(project), alone("kick") * 0.5, rtol=1e-6)


def test_the_lowest_level_is_silence():
    assert not heard(mixed(kick={"level_db": -96.0}, snare={"level_db": -96.0})).any()


def test_a_centred_strip_at_unity_is_left_alone():
    mono = steady(100)
    assert (one_shot(mono, 100) == 0.5).all()


@pytest.mark.parametrize("pan", [-1.0, -0.3, 0.7, 1.0])
def test_a_strip_pans_mono_with_constant_power_and_stereo_by_balance(pan):
    kit, sounds = kit_of("mono", "stereo"), {"mono": steady(10), "stereo": steady(10, 2)}
    player = new_player(
        replace(Project(), mixer={name: Channel(pan=pan) for name in sounds}), kit, sounds
    )
    player.trigger(0, 127)
    mono = player.render(20)[0] / 0.5
    player.trigger(1, 127)
    stereo = player.render(20)[0] / 0.5
    np.testing.assert_allclose((mono**2).sum(), 2, rtol=1e-5)
    np.testing.assert_allclose(stereo, [min(1, 1 - pan), min(1, 1 + pan)], atol=1e-6)


CHANGES = {
    "mute": {"mixer": {"tone": Channel(mute=True)}},
    "solo of another": {"mixer": {"other": Channel(solo=True)}},
    "level": {"mixer": {"tone": Channel(level_db=-20.0)}},
    "pan": {"mixer": {"tone": Channel(pan=-1.0)}},
    "master": {"master": Master(level_db=-30.0)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_while_playing_does_not_click(change):
    """A step of the gain would be as high as the sound; ten milliseconds of ramp are not."""
    kit, tone = kit_of("tone", "other"), sine(RATE, 100, channels=2)
    player = new_player(Project(), kit, {"tone": tone, "other": tone})
    player.set_master(True)
    bank = SampleBank({"tone": tone, "other": tone})
    player.publish(compile_score(Project(), kit), bank)
    player.trigger(0, 127)
    before = render(player, 5000)
    steepest = np.abs(np.diff(before, axis=0)).max()
    for project in (replace(Project(), **change), Project()):
        player.publish(compile_score(project, kit), bank)
        after = render(player, 5000)
        slopes = np.abs(np.diff(np.concatenate([before[-1:], after]), axis=0))
        assert slopes.max() < steepest + 2 / 480
        assert not np.allclose(*(np.abs(mix[-480:]).max(axis=0) for mix in (before, after)))
        before = after


def test_a_ramp_that_is_turned_round_goes_on_from_where_it_was():
    kit, tone = kit_of("tone"), steady(RATE)
    bank = SampleBank({"tone": tone})
    player = new_player(Project(), kit, {"tone": tone})
    silent = replace(Project(), mixer={"tone": Channel(mute=True)})
    player.publish(compile_score(Project(), kit), bank)
    player.trigger(0, 127)
    mix = [player.render(1000)]
    for n, frames in enumerate((100, 60, 200, 1, 33, 1000)):
        player.publish(compile_score((silent, Project())[n % 2], kit), bank)
        mix.append(player.render(frames))
    joined = np.concatenate(mix)[:, 0]
    assert np.abs(np.diff(joined)).max() < 1.05 * 0.5 / 480
    assert joined[-1] == 0.5


def test_the_first_hit_after_silence_is_not_faded_in():
    """A driver runs before there is anything to play."""
    player = new_player(Project(), kit_of(), {})
    player.render(2000)
    player.publish(compile_score(Project(), kit_of("kick")), SampleBank({"kick": steady(100)}))
    player.trigger(0, 127)
    assert (player.render(100) == 0.5).all()


def test_sixty_four_tracks_have_their_own_stems():
    names = [f"p{n}" for n in range(64)]
    sounds = {name: noise(500, 1 + n % 2, seed=n) for n, name in enumerate(names)}
    player = new_player(Project(), kit_of(*names), sounds)
    for n in range(64):
        player.trigger(n, 127)
    mix, stems = render_stems(player, 500, 64, 500)
    for stem, sound in zip(stems, sounds.values(), strict=False):
        np.testing.assert_array_equal(stem, np.broadcast_to(sound, (500, 2)))
    np.testing.assert_array_equal(sum(stems, np.zeros_like(mix)), mix)


def test_meters_show_the_peak_of_their_window():
    player = new_player(project_of(kick="X"), kit_of("kick", "snare"), {"kick": steady(RATE)})
    player.trigger(0, 127)
    render(player, RATE // 10)
    snapshot = player.snapshot()
    assert snapshot.peaks == (0.5, 0.5)
    assert snapshot.track_peaks == (0.5, 0.0)
    player.panic()
    render(player, RATE // 5)
    assert player.snapshot().peaks == (0.0, 0.0)


def test_a_pad_that_pans_itself_keeps_its_place_under_a_strip():
    left = new_player(Project(), kit_of(pad("p", pan=-1.0)), {"p": steady(10)})
    left.trigger(0, 127)
    heard_left, heard_right = left.render(10)[0]
    assert heard_left > 0.7
    assert abs(heard_right) < 1e-6

"""The delay and the reverb in the mix: in time, in their stems, asleep and awake again."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, render, render_stems, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import N_RETURNS
from padsketch.model import Channel, Delay, Pattern, Project, Reverb, Section
from padsketch.model.parameters import DELAY
from padsketch.score import compile_score

EIGHTH = float(DELAY["time"].choices.index("1/8"))
KIT = kit_of("kick")
CLICK = {"kick": steady(1)}
OPEN = Channel(send_delay=0.0, send_reverb=0.0)
STRAIGHT = Delay(time=EIGHTH, feedback=50.0, spread=0.0, low_cut=20.0, high_cut=20_000.0)


def sent(**settings):
    return Project(mixer={"kick": OPEN}, **settings)


def hit(project, frames, sounds=CLICK, block=256):
    player = new_player(project, KIT, sounds)
    player.trigger(0, 127)
    return render_stems(player, frames, 1, block)


def echoes(stem):
    """Frames at which a stem comes out of silence."""
    loud = np.abs(stem).max(axis=1) > 0.02
    return np.flatnonzero(loud[1:] & ~loud[:-1]) + 1


@pytest.mark.parametrize("bpm", [60.0, 120.0, 133.7])
def test_echoes_come_in_time(bpm):
    delay = hit(sent(bpm=bpm, delay=STRAIGHT), 2 * RATE)[1][1]
    eighth = round(30 * RATE / bpm)
    np.testing.assert_array_equal(echoes(delay)[:3], eighth * np.arange(1, 4))


def test_echoes_follow_the_tempo_of_a_section():
    song = (
        Section(section="slow", pattern="A1", bpm=60.0),
        Section(section="fast", pattern="A1", bpm=120.0, repeats=8),
    )
    project = sent(bpm=90.0, delay=replace(STRAIGHT, feedback=0.0), song=song)
    project = replace(project, patterns={"A1": Pattern(length=8)})
    player = new_player(project, KIT, CLICK)
    player.play_song()
    for bpm, rest in ((60.0, 2 * RATE), (120.0, RATE)):
        player.trigger(0, 127)
        delay = render_stems(player, rest, 1)[1][1]
        assert echoes(delay)[0] == round(30 * RATE / bpm)


def test_returns_come_behind_the_tracks_and_sum_to_the_mix():
    mix, stems = hit(sent(), RATE, {"kick": noise(4000)})
    assert len(stems) == 1 + N_RETURNS
    assert all(stem.any() for stem in stems)
    total = np.zeros_like(mix)
    for stem in stems:
        total += stem
    np.testing.assert_array_equal(total, mix)


def test_the_lowest_level_of_a_return_is_silence():
    stems = hit(sent(delay=Delay(level_db=-96.0), reverb=Reverb(level_db=-96.0)), RATE)[1]
    assert stems[0].any()
    assert not stems[1:].any()


def test_a_return_that_has_slept_sounds_as_it_did_before():
    sounds = {"kick": noise(4000)}
    player = new_player(sent(delay=Delay(feedback=10.0)), KIT, sounds)
    heard = []
    for rest in (5 * RATE + 13, RATE):
        player.trigger(0, 127)
        heard.append(render_stems(player, RATE, 1)[1])
        render(player, rest)
        if rest > RATE:
            assert not player.snapshot().ringing
    np.testing.assert_array_equal(heard[0], heard[1])


def test_a_return_that_sleeps_is_set_at_once():
    """A fade of an old echo time would be heard as a second echo."""
    player = new_player(sent(delay=STRAIGHT), KIT, CLICK)
    player.render(1000)
    quarter = replace(STRAIGHT, time=float(DELAY["time"].choices.index("1/4")))
    player.publish(compile_score(sent(delay=quarter), KIT), SampleBank(CLICK))
    player.trigger(0, 127)
    delay = render_stems(player, RATE, 1)[1][1]
    assert echoes(delay)[0] == RATE // 2


@pytest.mark.parametrize("name", ["delay", "reverb"])
def test_a_level_that_moves_does_not_click(name):
    kinds = {"delay": Delay, "reverb": Reverb}
    loop = {"kick": steady(8 * RATE)}
    settings = {"low_cut": 20.0}
    project = sent(**{name: kinds[name](**settings)})
    player = new_player(project, KIT, loop)
    player.trigger(0, 127)
    place = list(kinds).index(name) + 1
    before = render_stems(player, 2 * RATE, 1)[1][place]
    steepest = np.abs(np.diff(before[-RATE:], axis=0)).max()
    quiet = sent(**{name: kinds[name](**settings, level_db=-40.0)})
    player.publish(compile_score(quiet, KIT), SampleBank(loop))
    after = render_stems(player, RATE // 4, 1)[1][place]
    loudest = np.abs(before[-RATE:]).max()
    joined = np.concatenate([before[-1:], after])
    assert np.abs(np.diff(joined, axis=0)).max() < 1.5 * steepest + 1.5 * loudest / 480
    assert np.abs(after[-100:]).max() < 0.02 * max(loudest, 1e-3)


def test_panic_ends_what_goes_round():
    player = new_player(sent(delay=Delay(feedback=95.0)), KIT, {"kick": noise(4000)})
    player.trigger(0, 127)
    render(player, RATE // 2)
    player.panic()
    render(player, 2000)
    assert not player.snapshot().ringing
    assert not render(player, 2 * RATE).any()
    player.trigger(0, 127)
    assert render_stems(player, RATE, 1)[1][1].any()


@pytest.mark.parametrize("block", [1, 100, 8192])
def test_the_frame_at_which_panic_has_ended_is_not_a_matter_of_blocks(block):
    heard = []
    for size in (256, block):
        player = new_player(sent(), KIT, {"kick": noise(4000)})
        player.trigger(0, 127)
        render(player, 10_000, size)
        player.panic()
        player.trigger(0, 127)
        heard.append(render(player, 5000, size))
    np.testing.assert_array_equal(heard[0], heard[1])


def test_the_peaks_of_returns_are_shown():
    player = new_player(sent(delay=STRAIGHT), KIT, {"kick": noise(RATE)})
    player.trigger(0, 127)
    render(player, RATE)
    assert min(player.snapshot().return_peaks) > 0.01

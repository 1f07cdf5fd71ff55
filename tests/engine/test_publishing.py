"""Scores and banks on their way in and out: they take effect, they come back, nothing is lost."""

import gc
import weakref

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, noise, project_of, ramp, render, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.errors import RingFull
from padsketch.model import Channel, Project, Section
from padsketch.score import compile_score

KIT = kit_of("kick")
SCORE = compile_score(Project(), KIT)
RING_SLOTS = 1024


def bank_of(value):
    return SampleBank({"kick": steady(RATE, value=value)})


def test_an_edit_is_heard_from_the_next_block_on():
    player = new_player(project_of(kick="X..."), KIT, {"kick": ramp(10)})
    player.play_pattern(0)
    player.render(6000)
    edited = compile_score(project_of(kick="X.X."), KIT)
    player.publish(edited, SampleBank({"kick": ramp(10)}))
    mix = render(player, 12_000)
    np.testing.assert_array_equal(mix[6000:6010], ramp(10, 2))


def test_an_edit_does_not_touch_what_already_sounds():
    sound = noise(20_000)
    player = new_player(Project(), KIT, {"kick": sound})
    bank = SampleBank({"kick": sound})
    player.publish(SCORE, bank)
    player.trigger(0, 127)
    parts = []
    for _ in range(20):
        player.publish(compile_score(Project(seed=5), KIT), bank)
        parts.append(player.render(1000))
    np.testing.assert_array_equal(np.concatenate(parts), np.repeat(sound, 2, axis=1))


def test_every_score_comes_back_but_the_last():
    player = Player(RATE)
    bank = bank_of(0.5)
    for _ in range(500):
        player.publish(SCORE, bank)
        player.render(16)
    assert player.held == 2


def test_what_came_back_is_let_go_of():
    player = Player(RATE)
    score = compile_score(Project(), KIT)
    gone = weakref.ref(score)
    player.publish(score, bank_of(0.5))
    player.render(16)
    del score
    gc.collect()
    assert gone() is not None
    player.publish(SCORE, bank_of(0.5))
    player.render(16)
    gc.collect()
    assert gone() is None


def test_a_bank_is_kept_while_its_last_voice_rings():
    player = Player(RATE)
    player.publish(SCORE, SampleBank({"kick": steady(5000)}))
    player.trigger(0, 127)
    player.render(1000)
    player.publish(SCORE, bank_of(0.25))
    gc.collect()
    assert (render(player, 4000) == 0.5).all()
    player.render(16)
    assert player.held == 2


def test_a_bank_that_returns_while_it_still_rings_is_counted_right():
    player = Player(RATE)
    one, other = bank_of(0.5), bank_of(0.25)
    for bank in (one, other, one, other, one):
        player.publish(SCORE, bank)
        player.trigger(0, 127)
        player.render(500)
    assert player.snapshot().voices == 5
    np.testing.assert_allclose(player.render(1)[0], 0.5 * 3 + 0.25 * 2)
    player.panic()
    render(player, 1000)
    assert player.held == 2
    player.trigger(0, 127)
    assert (player.render(100) == 0.5).all()


def test_more_banks_than_there_is_room_for_wait_and_come_back():
    player = Player(RATE)
    for n in range(30):
        player.publish(SCORE, bank_of(0.01 * n))
        player.trigger(0, 127)
        player.render(16)
    render(player, RATE // 10)
    player.panic()
    render(player, RATE // 10)
    assert player.held == 2
    assert player.snapshot().track_hits == (30,)


def test_a_full_ring_says_so_and_loses_nothing_that_it_took():
    player = new_player(Project(), KIT, {"kick": steady(10)})
    player.render(16)
    for _ in range(RING_SLOTS):
        player.trigger(0)
    with pytest.raises(RingFull) as error:
        player.trigger(0)
    assert error.value.title
    assert error.value.hint
    player.render(16)
    assert player.snapshot().track_hits == (RING_SLOTS,)
    player.trigger(0)
    player.render(16)
    assert player.snapshot().track_hits == (RING_SLOTS + 1,)


def test_a_score_that_was_refused_is_not_held():
    player = new_player(Project(), KIT, {"kick": steady(10)})
    for _ in range(RING_SLOTS - 1):
        player.stop()
    with pytest.raises(RingFull):
        player.publish(SCORE, bank_of(0.5))
    player.render(16)
    assert player.held == 2


def test_a_pattern_that_disappears_under_the_music_is_silence():
    player = new_player(project_of(kick="XXXX"), KIT, {"kick": steady(10)})
    player.play_pattern(0)
    player.render(6000)
    player.publish(compile_score(Project(), KIT), bank_of(0.5))
    assert not render(player, 30_000)[10:].any()
    assert player.snapshot().playing


def test_a_smaller_kit_under_the_music_ends_what_it_does_not_know():
    sounds = {"kick": steady(RATE), "snare": steady(RATE)}
    player = new_player(Project(), kit_of("kick", "snare"), sounds)
    player.trigger(1, 127)
    player.render(100)
    player.publish(SCORE, bank_of(0.5))
    assert not render(player, 2000)[RATE // 100 :].any()


def test_a_song_that_shrinks_under_the_music_goes_on():
    song = tuple(Section(section="", pattern="A1") for _ in range(4))
    project = replace(project_of(length=4, kick="X..."), song=song)
    player = new_player(project, KIT, {"kick": ramp(10)})
    player.play_song(3)
    player.render(6000)
    shorter = replace(project, song=song[:1])
    player.publish(compile_score(shorter, KIT), SampleBank({"kick": ramp(10)}))
    mix = render(player, 24_000)
    np.testing.assert_array_equal(mix[18_000:18_010], ramp(10, 2))


@pytest.mark.parametrize("shape", [(10,), (10, 3), (10, 2, 1)])
def test_a_sample_of_another_shape_is_refused(shape):
    with pytest.raises(ValueError, match="shape"):
        SampleBank({"kick": np.zeros(shape, dtype=np.float32)})


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_sample_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        SampleBank({"kick": steady(10, value=value)})


@pytest.mark.parametrize(
    "mix",
    [
        np.zeros((10, 2)),
        np.zeros((10, 1), dtype=np.float32),
        np.zeros((8193, 2), dtype=np.float32),
        np.zeros((2, 10), dtype=np.float32).T,
    ],
    ids=["float64", "mono", "too long", "another order"],
)
def test_memory_of_another_kind_is_refused(mix):
    with pytest.raises(ValueError):  # noqa: PT011 - numpy words the last one
        new_player(Project(), KIT, {}).render_into(mix)


@pytest.mark.parametrize(
    "stems",
    [
        np.zeros((2, 10, 2), dtype=np.float32),
        np.zeros((1, 11, 2), dtype=np.float32),
        np.zeros((1, 10, 2), dtype=np.float16),
        np.zeros((1, 10, 2)),
    ],
    ids=["tracks", "frames", "float16", "float64"],
)
def test_stems_of_another_kind_are_refused(stems):
    with pytest.raises(ValueError, match="stems"):
        new_player(Project(), KIT, {}).render(10, stems)


def test_stems_of_a_kit_that_still_waits_are_no_larger_than_asked_for():
    """Nine banks ring: the smaller kit has to wait, and the larger one plays on."""
    many = [f"p{n}" for n in range(40)]
    player = new_player(Project(), kit_of(*many), {name: steady(RATE) for name in many})
    for _ in range(9):
        player.trigger(39, 127)
        player.render(16)
        player.publish(
            compile_score(Project(), kit_of(*many)), SampleBank({many[39]: steady(RATE)})
        )
    player.publish(SCORE, bank_of(0.5))
    guarded = np.full((5, 64, 2), 9, dtype=np.float32)
    player.render(64, guarded[:3])
    assert (guarded[3:] == 9).all()
    assert not guarded[:3].any()


@pytest.mark.parametrize("channels", [1, 2])
def test_a_sample_that_comes_after_the_score_is_panned_like_any_other(channels):
    """A mono track and a stereo one pan by different laws; the score came before it was known."""
    score = compile_score(Project(mixer={"kick": Channel(pan=-0.5)}), KIT)
    mixes = []
    for comes_late in (False, True):
        player = Player(RATE)
        bank = SampleBank.reserved(("kick",))
        if not comes_late:
            bank.fill("kick", noise(2000, channels))
        player.publish(score, bank)
        player.render(16)
        if comes_late:
            bank.fill("kick", noise(2000, channels))
        player.trigger(0)
        mixes.append(player.render(2000))
    np.testing.assert_array_equal(*mixes)

"""Renditions: the same bits for less time, whenever they come."""

import threading

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, X, kit_of, lane, noise, pad, pattern_of, project_of, render

from padsketch.engine.bank import SampleBank
from padsketch.engine.native import ffi, kernels, lib
from padsketch.engine.player import Player
from padsketch.engine.renditions import Wish, wanted
from padsketch.model import Lane, Layer, Section, Step
from padsketch.score import compile_score

LAYERS = (Layer(file="a", tune=2.5), Layer(file="b", end=90.016))
KIT = kit_of(
    pad("low", tune=-5.0, start=10.02, layers=LAYERS),
    pad("back", tune=4.0, direction=1.0, decay=100.0, cutoff=2000.0),
    pad("both", tune=7.0, direction=2.0, end=60.015),
    pad("plain"),
    pad("drone", mode="loop", tune=4.0, loop_fade=5.0),
    pad("held", mode="gate", tune=-0.31),
)
SOUNDS = {
    name: noise(frames, channels)
    for name, frames, channels in [
        ("a", 9000, 2),
        ("b", 7000, 1),
        ("back", 5000, 1),
        ("both", 4000, 2),
        ("plain", 3000, 1),
        ("drone", 2000, 2),
        ("held", 8000, 1),
    ]
}
TUNED = Step(velocity=90, locks=(("tune", 3.0),))
SLIDING = replace(TUNED, slide=True)
LOCKED = Step(velocity=100, locks=(("tune", 11.0), ("start", 5.0)))
PROJECT = replace(
    project_of(
        low="X..X",
        back="..X.",
        both=".X..X",
        plain=Lane(steps=(TUNED, SLIDING, LOCKED, X)),
        drone="X.......",
        held=lane("X.x.", length=4),
    ),
    song=(
        Section(section="a", pattern="A1"),
        Section(section="b", pattern="A1", transpose=-3.0),
    ),
)
FRAMES = 3 * RATE


def song_of(bank, prepare_at=None):
    """The song, with renditions from a frame on."""
    score = compile_score(PROJECT, KIT)
    player = Player(RATE)
    player.publish(score, bank)
    player.play_song()
    if prepare_at is None:
        return render(player, FRAMES)
    before = render(player, prepare_at) if prepare_at else np.empty((0, 2), np.float32)
    bank.prepare(score, RATE)
    return np.concatenate([before, render(player, FRAMES - prepare_at)])


@pytest.fixture(scope="module")
def without():
    return song_of(SampleBank(SOUNDS))


@pytest.mark.parametrize("prepare_at", [0, 256, 30_000])
def test_renditions_change_no_bit_whenever_they_come(without, prepare_at):
    bank = SampleBank(SOUNDS)
    np.testing.assert_array_equal(song_of(bank, prepare_at), without)
    assert bank.rendition_bytes > 0


@pytest.mark.parametrize("name", ["low", "back", "both", "held"])
def test_voices_find_every_rendition_that_was_made(name):
    """They are silenced behind the back of their table: a voice that reads its sample is heard."""
    bank = SampleBank(SOUNDS)
    lanes = {name: PROJECT.patterns["A1"].lanes[name]}
    score = compile_score(replace(PROJECT, patterns={"A1": pattern_of(**lanes)}), KIT)
    bank.prepare(score, RATE)
    for frames in bank._renditions:
        frames[:] = 0
    player = Player(RATE)
    player.publish(score, bank)
    player.play_song()
    assert not render(player, FRAMES).any()


@pytest.mark.parametrize(("next_tune", "tunes"), [(3.0, {3.0}), (5.0, {5.0})])
def test_what_slides_to_another_tune_needs_no_rendition(next_tune, tunes):
    steps = (SLIDING, Step(velocity=90, locks=(("tune", next_tune),)))
    score = compile_score(project_of(plain=Lane(steps=steps)), kit_of("plain"))
    assert {wish.semitones for wish in wanted(score, RATE)} == tunes


def test_a_full_memory_makes_no_more_renditions_and_no_other_sound(without):
    bank = SampleBank(SOUNDS)
    bank.prepare(compile_score(PROJECT, KIT), RATE, limit_bytes=100_000)
    assert 0 < bank.rendition_bytes <= 100_000
    np.testing.assert_array_equal(song_of(bank), without)


def test_a_full_table_makes_no_more_renditions():
    bank = SampleBank({"a": noise(40)})
    made = 0
    for cents in range(1, 2000):
        made += _make(bank, Wish(0, cents / 100, 0, 40, 0))
    assert made == 1536


def _make(bank, wish):
    before = bank.rendition_bytes
    bank._grant(wish, limit_bytes=1 << 30)
    return bank.rendition_bytes > before


def test_a_rendition_is_made_once():
    bank = SampleBank({"a": noise(400)})
    assert _make(bank, Wish(0, 3.0, 0, 400, 0))
    assert not _make(bank, Wish(0, 3.0, 0, 400, 0))
    assert not _make(bank, Wish(0, 3.0, 0, 2**62, 0))
    assert _make(bank, Wish(0, 3.0, 1, 400, 0))


def test_what_sounds_at_its_own_pitch_needs_no_rendition():
    bank = SampleBank({"a": noise(400)})
    assert not _make(bank, Wish(0, 0.0, 0, 400, 1))


def test_a_mono_rendition_stays_mono_and_is_as_long_as_its_sound():
    bank = SampleBank({"a": noise(4800)})
    assert _make(bank, Wish(0, 12.0, 0, 4800, 0))
    frames = bank._renditions[0]
    assert frames.shape[1] == 1
    assert 2400 <= len(frames) <= 2400 + 64


def test_a_score_wants_each_reading_once_and_no_loop():
    score = compile_score(PROJECT, KIT)
    wishes = wanted(score, RATE)
    assert len(set(wishes)) == len(wishes)
    files = list(SOUNDS)
    by_file = {files[wish.sample] for wish in wishes}
    assert by_file == set(files) - {"drone"}
    a = sorted(wish.semitones for wish in wishes if files[wish.sample] == "a")
    assert a == [-5.5, -2.5]
    plain = {wish for wish in wishes if files[wish.sample] == "plain"}
    assert {(wish.semitones, wish.start) for wish in plain} == {
        (-3.0, 0),
        (3.0, 0),
        (11.0, 240),
        (8.0, 240),
    }


def test_a_sample_that_comes_later_is_silent_until_it_is_there():
    bank = SampleBank.reserved(["late"])
    score = compile_score(project_of(late="X"), kit_of(pad("late", tune=2.0)))
    player = Player(RATE)
    player.publish(score, bank)
    player.trigger(0, 127)
    assert not render(player, 500).any()
    bank.prepare(score, RATE)
    assert bank.rendition_bytes == 0
    bank.fill("late", noise(3000))
    player.trigger(0, 127)
    late = render(player, 3000)
    there = Player(RATE)
    there.publish(score, SampleBank({"late": noise(3000)}))
    there.trigger(0, 127)
    np.testing.assert_array_equal(late, render(there, 3000))


def test_a_sample_is_filled_once_only():
    bank = SampleBank({"a": noise(10)})
    with pytest.raises(ValueError, match="a: it has its frames already"):
        bank.fill("a", noise(10))


def test_a_wish_out_of_nowhere_finds_no_rendition():
    bank = SampleBank({"a": noise(400)})
    wish = ffi.new("ps_wish *", Wish(0, 3.0, 500, 400, 0)._asdict())
    assert lib.ps_rendition_frames(bank.pointer, kernels()[1], wish) == 0


def test_renditions_may_come_while_another_thread_plays(without):
    score, bank = compile_score(PROJECT, KIT), SampleBank(SOUNDS)
    player = Player(RATE)
    player.publish(score, bank)
    player.play_song()
    making = threading.Thread(target=bank.prepare, args=(score, RATE))
    making.start()
    heard = render(player, FRAMES, block=64)
    making.join()
    np.testing.assert_array_equal(heard, without)

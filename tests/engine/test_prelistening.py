"""Sounds that are listened to before they are used: heard by the player alone, and let go of."""

import gc
import weakref

import numpy as np
import pytest
from rig import kit_of, new_player, noise, pattern_of, project_of, ramp, render, render_stems

from padsketch.engine.player import Player

RATE = 48_000
FADE = 240
"""Frames of 5 ms."""
KIT = kit_of("kick")


def test_it_is_heard_as_a_pad_at_its_own_pitch_would_play_it():
    sound = noise(3000, channels=2)
    player = Player(RATE)
    player.listen(sound)
    mix = render(player, 4000)
    np.testing.assert_array_equal(mix[: 3000 - FADE], sound[:-FADE])
    assert not mix[3000:].any()


def test_the_music_under_it_is_untouched():
    sound = noise(3000)
    both, plain, alone = (
        new_player(project_of(16, kick="X.X.X.X."), KIT, {"kick": noise(3000, seed=5)})
        for _ in range(3)
    )
    for player in (both, plain):
        player.play_pattern(0)
    for player in (both, alone):
        player.listen(sound, 0.5)
    music, heard, mix = (render(player, 20_000) for player in (plain, alone, both))
    np.testing.assert_array_equal(mix, music + heard)
    assert heard.any()


def test_no_stem_has_it():
    player = new_player(project_of(16), KIT, {})
    player.listen(noise(3000))
    mix, stems = render_stems(player, 1000, 1)
    assert mix.any()
    assert not stems.any()


@pytest.mark.parametrize(("at", "frame"), [("now", 1024), ("beat", 24_000), ("bar", 96_000)])
def test_it_begins_where_it_is_told_to(at, frame):
    player = new_player(project_of(16), KIT, {})
    player.play_pattern(0)
    player.render(1024)
    player.listen(ramp(3000), at=at)
    mix = render(player, 100_000)
    assert int(np.flatnonzero(mix[:, 0])[0]) == frame - 1024


def test_a_bar_that_is_cut_short_by_a_pattern_change_is_not_waited_for():
    project = project_of(16)
    project.patterns["A2"] = pattern_of(16)
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.render(1000)
    player.listen(ramp(3000), at="bar")
    player.play_pattern(1)
    mix = player.render(100)
    assert mix[:, 0].any()


def test_stopping_the_music_lets_what_waits_begin():
    player = new_player(project_of(16), KIT, {})
    player.play_pattern(0)
    player.render(1000)
    player.listen(ramp(3000), at="bar")
    assert not player.render(500).any()
    player.stop()
    assert player.render(500).any()


def test_where_it_is_can_be_seen():
    player = Player(RATE)
    assert player.snapshot().listened == -1
    player.listen(ramp(3000))
    player.render(100)
    assert player.snapshot().listened == 100
    player.unlisten()
    player.render(100)
    assert player.snapshot().listened == -1


def test_what_was_listened_to_is_let_go_of():
    player = Player(RATE)
    sounds = [noise(10_000, seed=n) for n in range(20)]
    gone = [weakref.ref(sound) for sound in sounds]
    while sounds:
        player.listen(sounds.pop())
        player.render(700)
    assert player.held == 1
    player.unlisten()
    player.render(1000)
    gc.collect()
    assert player.held == 0
    assert not any(ref() is not None for ref in gone)


def test_the_frames_of_a_sound_that_is_heard_are_kept():
    player = Player(RATE)
    player.listen(noise(5000))
    gc.collect()
    np.testing.assert_array_equal(render(player, 4000)[:, :1], noise(5000)[:4000])


def test_a_view_into_a_longer_sound_is_heard_as_it_is():
    sound = noise(6000, channels=2)
    player = Player(RATE)
    player.listen(sound[1000:2000, 1:])
    np.testing.assert_array_equal(render(player, 500)[:, :1], sound[1000:1500, 1:])


@pytest.mark.parametrize(
    "frames",
    [np.zeros((0, 1), np.float32), np.zeros(10, np.float32), np.full((10, 1), np.nan, np.float32)],
    ids=["empty", "flat", "no numbers"],
)
def test_what_is_no_sound_is_refused(frames):
    with pytest.raises(ValueError, match="a sound to listen to"):
        Player(RATE).listen(frames)

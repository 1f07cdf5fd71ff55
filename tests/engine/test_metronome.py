"""The metronome: a click on every beat that the music has, and none where only files are heard."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import kit_of, new_player, noise, pattern_of, project_of, render, render_stems

from padsketch.engine.bank import SampleBank
from padsketch.model import Project, Section
from padsketch.score import compile_score

KIT = kit_of("kick")
BEAT = 24_000
"""Frames of a quarter at 120 bpm."""
CLICK = 1440
"""Frames of a click."""


def new(project, **lanes):
    player = new_player(project, KIT, {"kick": noise(3000)})
    player.set_metronome(True)
    return player


def clicks(mix):
    """Frames at which something begins after silence; a sine begins with zero, a frame early."""
    sounds = np.flatnonzero(mix[:, 0])
    starts = [sounds[0], *sounds[1:][np.diff(sounds) > 100]] if len(sounds) else []
    return [int(frame) - 1 for frame in starts]


def pitches(mix, frames):
    """Zero crossings of every click: the accent has more."""
    signs = [np.signbit(mix[frame + 1 : frame + 480, 0]) for frame in frames]
    return [int(np.count_nonzero(np.diff(sign))) for sign in signs]


def accents(mix):
    found = pitches(mix, clicks(mix))
    return [pitch == max(found) and pitch > min(found) for pitch in found]


def test_it_is_silent_until_it_is_switched_on():
    player = new_player(project_of(16), KIT, {})
    player.play_pattern(0)
    assert not render(player, 2 * BEAT).any()


def test_it_clicks_on_every_beat_and_says_the_one():
    player = new(project_of(16))
    player.play_pattern(0)
    mix = render(player, 8 * BEAT)
    assert clicks(mix) == [n * BEAT for n in range(8)]
    assert accents(mix) == [True, False, False, False] * 2
    assert np.array_equal(mix[:, 0], mix[:, 1])


@pytest.mark.parametrize(
    ("meter", "beat", "beats"), [("7/8", 12_000, 7), ("5/4", 24_000, 5), ("3/2", 48_000, 3)]
)
def test_it_counts_the_beats_of_the_meter(meter, beat, beats):
    player = new(replace(project_of(16), meter=meter))
    player.play_pattern(0)
    mix = render(player, 2 * beats * beat)
    assert clicks(mix) == [n * beat for n in range(2 * beats)]
    assert accents(mix) == ([True] + [False] * (beats - 1)) * 2


@pytest.mark.parametrize("block", [1, 37, 8192])
def test_blocks_do_not_cut_clicks(block):
    mixes = []
    for size in (256, block):
        player = new(replace(project_of(5, kick="X.X.."), bpm=399.0, meter="4/16"))
        player.set_master(True)
        player.play_pattern(0)
        mixes.append(render(player, 15_000, size))
    assert np.array_equal(mixes[0], mixes[1])


def test_a_turned_tempo_is_followed_at_once():
    project = project_of(16)
    player = new(project)
    player.play_pattern(0)
    first = render(player, BEAT // 2)
    player.publish(compile_score(replace(project, bpm=240.0), KIT), SampleBank({}))
    mix = np.concatenate([first, render(player, BEAT)])
    assert clicks(mix) == [0, 3 * BEAT // 4, 5 * BEAT // 4]


def test_a_restart_begins_with_the_one():
    patterns = {"A1": pattern_of(6), "A2": pattern_of(16)}
    song = tuple(Section(section="", pattern=name) for name in patterns)
    player = new(Project(patterns=patterns, song=song))
    player.play_song()
    mix = render(player, 3 * BEAT)
    assert clicks(mix) == [0, BEAT, 3 * BEAT // 2, 5 * BEAT // 2]
    assert accents(mix) == [True, False, True, False]


def test_it_is_late_with_the_music_behind_the_master():
    """A click is heard with the hit of its beat, whatever the master takes."""
    player = new(project_of(16))
    player.set_master(True)
    player.play_pattern(0)
    mix = render(player, BEAT)
    assert clicks(mix) == [player.snapshot().latency]
    assert player.snapshot().latency > 0


def test_no_stem_and_no_meter_hears_it():
    player = new(project_of(16))
    player.play_pattern(0)
    mix, stems = render_stems(player, BEAT, 1)
    assert mix.any()
    assert not stems.any()
    state = player.snapshot()
    assert state.peaks == (0.0, 0.0)
    assert (state.sounding_until, state.ringing) == (0, False)


def test_asking_for_hits_does_not_give_clicks():
    player = new(project_of(16))
    player.play_pattern(0)
    assert len(player.hits(4096)) == 0


def test_stopped_it_is_silent():
    player = new(project_of(16))
    player.play_pattern(0)
    render(player, 10)
    player.stop()
    render(player, CLICK)
    assert not render(player, 2 * BEAT).any()


def test_its_level_is_in_decibels():
    loud, soft = new(project_of(16)), new(project_of(16))
    loud.set_metronome_level(0.0)
    soft.set_metronome_level(-20.0)
    for player in (loud, soft):
        player.play_pattern(0)
    np.testing.assert_allclose(render(loud, 500), 10.0 * render(soft, 500), rtol=1e-5, atol=1e-9)


def test_the_music_under_it_is_untouched():
    project = project_of(16, kick="X.X.X.X.")
    plain, clicking = new_player(project, KIT, {"kick": noise(3000)}), new(project)
    silent = new(Project(patterns={"A1": pattern_of(16)}))
    for player in (plain, clicking, silent):
        player.play_pattern(0)
    music, both, alone = (render(player, BEAT) for player in (plain, clicking, silent))
    np.testing.assert_array_equal(both, music + alone)

"""The demo is what a newcomer hears first, and learns from."""

from functools import cache

import numpy as np
import pytest

from padsketch.demo import demo_project
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import MAX_BLOCK, SONG_ONCE, Player
from padsketch.export.length import song_frames
from padsketch.model.edits import set_channel
from padsketch.score import compile_score
from padsketch.storage import find_kit, load_kit
from padsketch.storage.samples import load_samples

RATE = 48_000


@cache
def heard(ducked=True):
    """The states of the player over the whole song, with the bass ducked or not."""
    project = demo_project()
    folder = find_kit(project.kit, None)
    kit = load_kit(folder)
    frames = song_frames(project, RATE)
    if not ducked:
        project = set_channel(project, "bass", comp_ratio=1.0)
    player = Player(RATE)
    player.publish(compile_score(project, kit), SampleBank(load_samples(folder, kit, RATE)))
    player.set_master(True)
    player.restart_meters()
    player.play_song(flags=SONG_ONCE)
    return [played(player) for _ in range(0, frames, MAX_BLOCK)], kit


def played(player):
    player.render(MAX_BLOCK)
    return player.snapshot()


def test_the_demo_does_not_clip_and_is_as_loud_as_other_music():
    states, _ = heard()
    assert states[-1].true_peak <= 10 ** (-0.9 / 20)
    assert -15.0 < states[-1].integrated < -13.0


def test_the_limiter_of_the_demo_has_little_to_do():
    states, _ = heard()
    assert np.mean([state.limiter_reduction for state in states]) < 0.5
    assert max(state.limiter_reduction for state in states) < 4.0


def test_the_glue_of_the_demo_is_no_pump():
    glue = [state.glue_reduction for state in heard()[0]]
    assert 1.0 < np.median(glue) < 2.0
    assert max(glue) < 5.0


def test_the_kick_of_the_demo_ducks_the_bass():
    states, kit = heard()
    bass = kit.index("bass")
    assert 2.0 < max(state.track_reductions[bass] for state in states) < 8.0
    assert max(state.track_reductions[bass] for state in heard(ducked=False)[0]) == 0.0


@pytest.mark.parametrize("place", [0, 1], ids=["delay", "reverb"])
def test_both_returns_of_the_demo_sound(place):
    assert max(state.return_peaks[place] for state in heard()[0]) > 0.01

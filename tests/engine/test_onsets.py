"""The hits that the model names are heard, and no others: every one is a single frame."""

import numpy as np
from grooves import PADS, projects, songs
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, render, steady

from oracle import pattern_hits, song_hits
from padsketch.engine.player import SONG_ONCE

KIT = kit_of(*PADS)
CLICKS = {name: steady(1) for name in PADS}
FRAMES = 2 * RATE


def clicking(project):
    """Without what could make a click longer, later or silent: locks and transposes."""
    patterns = {name: _unlocked(pattern) for name, pattern in project.patterns.items()}
    song = tuple(replace(section, transpose=0.0) for section in project.song)
    return replace(project, patterns=patterns, song=song)


def _unlocked(pattern):
    lanes = {
        pad: replace(lane, steps=tuple(replace(step, locks=()) for step in lane.steps))
        for pad, lane in pattern.lanes.items()
    }
    return replace(pattern, lanes=lanes)


def onsets(player, block):
    return np.nonzero(render(player, FRAMES, block)[:, 0])[0].tolist()


def frames_of(hits):
    return sorted({hit.frame for hit in hits})


@given(projects(longest=32), st.sampled_from((64, 500, 8192)))
@settings(max_examples=30)
def test_a_pattern_sounds_when_its_hits_are_and_never_else(project, block):
    project = clicking(project)
    player = new_player(project, KIT, CLICKS)
    player.play_pattern(0)
    assert onsets(player, block) == frames_of(pattern_hits(project, KIT, "A1", RATE, FRAMES))


@given(songs(), st.sampled_from((64, 500, 8192)))
@settings(max_examples=30)
def test_a_song_sounds_when_its_hits_are_and_never_else(project, block):
    project = clicking(project)
    player = new_player(project, KIT, CLICKS)
    player.play_song(0, SONG_ONCE)
    assert onsets(player, block) == frames_of(song_hits(project, KIT, RATE, FRAMES))

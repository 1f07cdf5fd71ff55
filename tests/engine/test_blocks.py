"""The size of a block is the driver's business: it changes no bit of the music."""

import numpy as np
import pytest
from grooves import KIT, PADS, RATES, mixes, projects
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rig import new_player, noise, render_stems

from padsketch.engine.player import SONG_LOOPS, SONG_LOOPS_EXACT, SONG_ONCE
from padsketch.model import Section

SIZES = (1, 2, 3, 7, 32, 64, 100, 255, 256, 257, 1000, 4096, 8192)
FRAMES = 9000
SOUNDS = {name: noise(3000 + 500 * n, channels=1 + n % 2, seed=n) for n, name in enumerate(PADS)}


def arranged(groove, mixing):
    return replace(
        groove,
        song=(
            Section(section="a", pattern="A1", mute=("kick",)),
            Section(section="b", pattern="A1", bpm=331.7, transpose=-3.0),
        ),
        **mixing,
    )


def song(project, rate, block, flags):
    player = new_player(project, KIT, SOUNDS, rate)
    player.set_master(True)
    player.play_song(flags=flags)
    return render_stems(player, FRAMES, len(PADS), block)


@pytest.mark.parametrize("rate", RATES)
@given(projects(), mixes(), st.sampled_from((SONG_ONCE, SONG_LOOPS, SONG_LOOPS_EXACT)))
@settings(max_examples=8)
def test_block_size_does_not_matter(rate, groove, mixing, flags):
    project = arranged(groove, mixing)
    mix, stems = song(project, rate, 8192, flags)
    for block in SIZES:
        other_mix, other_stems = song(project, rate, block, flags)
        np.testing.assert_array_equal(other_mix, mix, strict=True)
        np.testing.assert_array_equal(other_stems, stems, strict=True)


@given(projects(), mixes())
@settings(max_examples=20)
def test_stems_sum_to_the_mix_bit_for_bit(groove, mixing):
    player = new_player(arranged(groove, mixing), KIT, SOUNDS)
    player.set_master(False)
    player.play_song()
    mix, stems = render_stems(player, FRAMES, len(PADS), 500)
    total = np.zeros_like(mix)
    for stem in stems:
        total += stem
    np.testing.assert_array_equal(total, mix, strict=True)


@given(projects(), mixes())
@settings(max_examples=10)
def test_asking_for_stems_does_not_change_the_mix(groove, mixing):
    project = arranged(groove, mixing)
    with_stems, without = (new_player(project, KIT, SOUNDS) for _ in range(2))
    for player in (with_stems, without):
        player.play_song()
    mix, _ = render_stems(with_stems, 4096, len(PADS), 4096)
    np.testing.assert_array_equal(without.render(4096), mix)

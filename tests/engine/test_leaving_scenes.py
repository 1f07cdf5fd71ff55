"""From a song into a scene and back: nothing is skipped, and the song goes on where it should."""

import pytest
from grooves import KIT
from msgspec.structs import replace
from rig import all_hits, new_player, pattern_of, project_of

from padsketch.engine.player import AT_ONCE, SONG_ONCE
from padsketch.model import Section

STEP = 6000
PROJECT = replace(project_of(length=4, kick="X..."), song=())
SONG = replace(
    PROJECT,
    patterns={**PROJECT.patterns, "A2": pattern_of(2, snare="X"), "A3": pattern_of(4, organ="X")},
    song=(
        Section(section="a", pattern="A1"),
        Section(section="b", pattern="A2"),
        Section(section="c", pattern="A3"),
    ),
)


@pytest.fixture
def player():
    return new_player(SONG, KIT, {})


def steps(player, count):
    """The steps on which pads sound from here on."""
    start = player.snapshot().frame
    return [((hit[0] - start) // STEP, hit[1]) for hit in all_hits(player, count * STEP)]


def test_a_scene_that_is_left_for_the_song_goes_on_with_what_follows(player):
    player.play_song()
    player.queue_section(1)
    assert steps(player, 10) == [(0, 0), (4, 1), (6, 1), (8, 1)]
    player.queue_section(2, goes_on=True)
    assert steps(player, 16) == [(0, 1), (2, 2), (6, 0), (10, 1), (12, 2)]
    assert not player.snapshot().scene


def test_a_song_that_is_entered_from_a_scene_never_ends(player):
    player.play_song(0, SONG_ONCE)
    player.queue_section(2, AT_ONCE, goes_on=True)
    assert steps(player, 8) == [(0, 2), (4, 0)]


def test_a_song_that_is_queued_while_nothing_plays_begins_there(player):
    player.queue_section(1, goes_on=True)
    assert steps(player, 8) == [(0, 1), (2, 2), (6, 0)]


def test_the_last_word_counts_when_a_scene_is_wanted_and_then_the_song(player):
    player.play_song()
    player.queue_section(1)
    player.queue_section(1, goes_on=True)
    assert steps(player, 10) == [(0, 0), (4, 1), (6, 2)]

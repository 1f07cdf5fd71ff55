"""Scenes: a section of the song that plays over and over, with all that it asks for."""

import pytest
from msgspec.structs import replace
from rig import all_hits, kit_of, lane, new_player, pattern_of
from test_pattern_changes import steps_of

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.model import Lane, Pattern, Project, Section, Step
from padsketch.score import compile_score

STEP = 6000
KIT = kit_of("kick", "snare")
PROJECT = Project(
    patterns={
        "A1": pattern_of(8, kick="X...X..."),
        "A2": pattern_of(4, kick="X...", snare="X.X."),
    },
    song=(
        Section(section="one", pattern="A1"),
        Section(section="two", pattern="A2", mute=("kick",), transpose=3, bpm=240.0),
    ),
)


@pytest.fixture
def player():
    return new_player(PROJECT, KIT, {})


def test_a_scene_mutes_transposes_and_has_its_tempo_until_something_else_comes(player):
    player.play_pattern(0)
    player.hits(STEP)
    player.queue_section(1)
    hits = [hit for done in range(4) for hit in player.hits(6 * STEP)]
    scene = [hit for hit in hits if hit["section"] == 1]
    assert [int(hit["frame"]) for hit in scene[:5]] == [(8 + n) * STEP for n in range(5)]
    assert {(int(hit["pad"]), float(hit["transpose"])) for hit in scene} == {(1, 3.0)}
    state = player.snapshot()
    assert (state.section, state.pattern, state.scene, state.millibpm) == (1, 1, True, 240_000)


def test_what_is_queued_is_shown_with_its_landing(player):
    player.play_pattern(0)
    player.hits(STEP)
    player.queue_section(1, AT_BAR)
    player.hits(STEP)
    state = player.snapshot()
    assert (state.queued, state.queued_section, state.queued_at) == (1, 1, 16 * 240_000)
    player.queue(-1)
    player.hits(STEP)
    state = player.snapshot()
    assert (state.queued, state.queued_section, state.queued_at) == (-1, -1, -1)


def test_a_scene_begins_at_once_where_nothing_plays(player):
    player.queue_section(0)
    assert steps_of(player, 17) == [(0, 0), (4, 0), (8, 0), (12, 0), (16, 0)]
    assert player.snapshot().scene


def test_a_scene_is_left_for_a_pattern(player):
    player.queue_section(1)
    player.hits(STEP)
    player.queue(0)
    player.hits(2 * STEP)
    state = player.snapshot()
    assert (state.section, state.scene, state.millibpm) == (-1, False, 120_000)


def test_a_song_is_left_for_a_scene_and_does_not_go_on(player):
    player.play_song(1)
    player.queue_section(0, AT_ONCE)
    assert [hit[1] for hit in all_hits(player, 32 * STEP)] == [0] * 8


def test_a_scene_follows_edits_of_its_section(player):
    player.queue_section(1)
    player.hits(STEP)
    song = (PROJECT.song[0], replace(PROJECT.song[1], mute=(), bpm=120.0))
    player.publish(compile_score(replace(PROJECT, song=song), KIT), SampleBank({}))
    hits = player.hits(6 * STEP)
    assert set(hits["pad"].tolist()) == {0, 1}
    assert player.snapshot().millibpm == 120_000


def test_a_queued_scene_whose_section_is_gone_is_not_played(player):
    player.play_pattern(0)
    player.queue_section(1)
    player.hits(STEP)
    player.publish(compile_score(replace(PROJECT, song=PROJECT.song[:1]), KIT), SampleBank({}))
    assert steps_of(player, 12) == [(3, 0), (7, 0), (11, 0)]
    assert player.snapshot().queued == -1


def test_a_queued_scene_plays_the_pattern_that_its_section_has_by_then(player):
    player.play_pattern(0)
    player.queue_section(1)
    player.hits(STEP)
    song = (PROJECT.song[0], Section(section="two", pattern="A1", transpose=1))
    player.publish(compile_score(replace(PROJECT, song=song), KIT), SampleBank({}))
    player.hits(8 * STEP)
    assert player.snapshot()[5:7] == (0, 1)


def test_a_playing_scene_whose_section_is_gone_goes_on_as_a_pattern(player):
    player.queue_section(1)
    player.hits(STEP)
    player.publish(compile_score(replace(PROJECT, song=PROJECT.song[:1]), KIT), SampleBank({}))
    player.hits(STEP)
    state = player.snapshot()
    assert (state.pattern, state.section, state.scene, state.playing) == (1, -1, False, True)


@pytest.mark.parametrize(
    ("meter", "length", "landing"),
    [("4/4", 16, 16), ("7/8", 16, 14), ("5/4", 16, 20), ("3/4", 7, 12), ("6/8", 13, 12)],
)
def test_the_next_bar_is_one_of_the_meter_whatever_the_length(meter, length, landing):
    project = replace(
        PROJECT,
        meter=meter,
        patterns={"A1": pattern_of(length), "A2": pattern_of(4, snare="X...")},
    )
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.hits(2 * STEP + 1)
    player.queue(1, AT_BAR)
    assert all_hits(player, 24 * STEP)[0][0] == landing * STEP


@pytest.mark.parametrize(("at", "landing"), [(AT_END, 21), (AT_BAR, 28)])
def test_a_landing_in_a_later_pass_is_counted_from_the_start(at, landing):
    """Patterns of 7 steps under a meter of 14: the third pass ends off the bar."""
    project = replace(
        PROJECT, meter="7/8", patterns={"A1": pattern_of(7), "A2": pattern_of(4, snare="X...")}
    )
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.hits(8192)
    for _ in range(10):
        player.hits(8192)
    assert player.snapshot().frame == 90_112  # in the third pass, and in the second bar
    player.queue(1, at)
    assert all_hits(player, 24 * STEP)[0][0] == landing * STEP


def test_at_once_into_a_longer_pattern_goes_on_where_it_is():
    patterns = {"A1": pattern_of(5), "A2": pattern_of(16, snare="X" * 16)}
    player = new_player(replace(PROJECT, patterns=patterns), KIT, {})
    player.play_pattern(0)
    player.hits(7 * STEP + 10)
    player.queue(1, AT_ONCE)
    assert [int(step) for step in player.hits(2 * STEP)["step"]] == [8, 9]


def test_a_section_that_is_not_there_changes_nothing(player):
    player.play_pattern(0)
    player.queue_section(7)
    player.queue_section(-1)
    player.hits(STEP)
    assert player.snapshot().queued == -1


def test_a_roll_goes_on_over_many_short_sections():
    """Eight hits over eight sixteenths; the sections behind it last half of one each."""
    roll = Lane(steps=(Step(velocity=100, rolls=8),), speed="1/8")
    short = Pattern(length=1, step="1/32", lanes={"snare": lane("X")})
    song = (Section(section="", pattern="A1"), Section(section="", pattern="A2", repeats=1))
    project = Project(
        patterns={"A1": pattern_of(1, kick=roll), "A2": short}, song=(song[0], *song[1:] * 24)
    )
    player = new_player(project, KIT, {})
    player.play_song()
    hits = all_hits(player, 8 * STEP)
    assert [hit[0] for hit in hits if hit[1] == 0] == [n * STEP for n in range(8)]
    assert [hit[0] for hit in hits if hit[1] == 1] == [n * STEP // 2 for n in range(2, 16)]

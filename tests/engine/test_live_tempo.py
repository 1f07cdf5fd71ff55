"""A tempo that is turned while the music plays: no hit is lost and none is heard twice."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rig import RATE, X, all_hits, kit_of, new_player, pattern_of

from oracle import nearest_frame
from padsketch.engine.bank import SampleBank
from padsketch.model import Lane, Project, Section, Step
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
BANK = SampleBank({})
STEP = 240_000
"""Positions of a sixteenth."""

tempos = st.integers(30_000, 400_000).map(lambda millibpm: millibpm / 1000)
turns = st.lists(st.tuples(st.integers(0, 9000), tempos), min_size=1, max_size=12)


def nudged(*nudges):
    return Lane(steps=tuple(Step(velocity=100, nudge=nudge) for nudge in nudges))


GROOVE = Project(
    swing=62.5,
    patterns={"A1": pattern_of(3, kick=nudged(-229, 100, 229), snare=nudged(0, -50, 170))},
)


def turn(player, project, turns):
    """The hits while the tempo is turned, each time after some frames, and for a while after."""
    hits = []
    for frames, bpm in turns:
        hits += all_hits(player, frames)
        project = replace(project, bpm=bpm)
        player.publish(compile_score(project, KIT), BANK)
    return hits + all_hits(player, 3 * RATE)


def passes_of(hits):
    """(pad, step) -> how often."""
    return Counter((hit[1], hit[3]) for hit in hits)


def assert_whole(heard):
    """Every step up to the last few once: near the end, late hits are still to come."""
    assert set(heard.values()) == {1}
    for pad in (0, 1):
        steps = sorted(step for track, step in heard if track == pad)
        assert steps[:-4] == list(range(len(steps) - 4))


@given(tempos, turns)
@settings(max_examples=150)
def test_turning_the_tempo_neither_loses_nor_doubles_a_hit(bpm, turns):
    project = replace(GROOVE, bpm=bpm)
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    assert_whole(passes_of(turn(player, project, turns)))


def song_passes(bpm, turns, own_tempo):
    section = Section(section="", pattern="A1")
    project = replace(GROOVE, bpm=bpm, song=(section, replace(section, bpm=own_tempo)))
    player = new_player(project, KIT, {})
    player.play_song()
    return passes_of(turn(player, project, turns))


ODD = Lane(
    steps=(Step(velocity=9, nudge=-150), Step(velocity=9, nudge=150), Step(velocity=9)),
    length=3,
    speed="3/2",
    rotation=1,
    direction="ping-pong",
)


@given(tempos, turns)
@settings(max_examples=100)
def test_a_lane_with_a_pace_of_its_own_keeps_every_hit(bpm, turns):
    pattern = pattern_of(5, kick=ODD, snare=replace(ODD, speed="1/2", direction="backward"))
    project = replace(GROOVE, bpm=bpm, patterns={"A1": pattern})
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    assert_whole(passes_of(turn(player, project, turns)))


@given(tempos, turns, st.none() | tempos)
@settings(max_examples=150)
def test_turning_the_tempo_of_a_song_keeps_every_hit(bpm, turns, own_tempo):
    """Sections repeat the same steps: all are heard as often, but for the last ones."""
    counts = song_passes(bpm, turns, own_tempo).values()
    assert len(counts) == 6
    assert max(counts) - min(counts) <= 2


def test_a_new_tempo_holds_from_the_block_it_came_with():
    project = Project(patterns={"A1": pattern_of(4, kick="XXXX")})
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    hits = all_hits(player, 6000 + 3000)
    player.publish(compile_score(replace(project, bpm=60.0), KIT), BANK)
    hits += all_hits(player, 20_000)
    assert [hit[0] for hit in hits] == [0, 6000, 15_000, 27_000]
    assert player.snapshot().millibpm == 60_000


def test_a_tempo_set_before_the_first_block_keeps_an_early_first_hit():
    project = Project(patterns={"A1": pattern_of(4, kick=nudged(-100))})
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.publish(compile_score(replace(project, bpm=90.0), KIT), BANK)
    assert [hit[0] for hit in all_hits(player, 8000)] == [0]


def test_the_position_goes_on_where_it_was():
    project = Project(patterns={"A1": pattern_of(4, kick=Lane(steps=(X,)))})
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.hits(9000)
    before = player.snapshot().position
    assert before == STEP * 3 // 2
    player.publish(compile_score(replace(project, bpm=240.0), KIT), BANK)
    player.hits(3000)
    assert player.snapshot().position - before == STEP
    assert nearest_frame(STEP, RATE, 240.0) == 3000

"""When hits sound: the engine against the slow model of the same rules."""

import numpy as np
import pytest
from grooves import KIT, RATES, projects, questions, songs
from hypothesis import given, settings
from hypothesis import strategies as st
from rig import X, all_hits, kit_of, new_player, project_of

from oracle import Hit, lanes_of, nearest_frame, pattern_hits, song_hits
from padsketch.engine.player import SONG_ONCE
from padsketch.engine.scores import heard_steps
from padsketch.model import Lane, Pattern, Project, Section, Step
from padsketch.score import compile_score

HOURS_48 = 48 * 3600


def played(project, rate, frames, start=0, fill=False):
    player = new_player(project, KIT, {}, rate)
    player.set_fill(fill)
    player.play_pattern(0, start)
    return [Hit(*hit) for hit in all_hits(player, frames)]


@given(projects(), st.sampled_from(RATES), st.booleans())
@settings(max_examples=150)
def test_no_hit_is_lost_doubled_or_late(project, rate, fill):
    frames = 3 * rate
    expected = pattern_hits(project, KIT, "A1", rate, frames, fill=fill)
    assert played(project, rate, frames, fill=fill) == expected


@given(projects(longest=128), st.sampled_from((8192, 1000, 257)))
@settings(max_examples=40)
def test_long_lanes_in_blocks_of_any_size(project, block):
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    hits = [Hit(*hit) for hit in all_hits(player, 240_000, block)]
    assert hits == pattern_hits(project, KIT, "A1", 48_000, 240_000)


@given(songs(), st.sampled_from(RATES), st.booleans(), st.sampled_from((8192, 1000, 257)))
@settings(max_examples=100)
def test_every_section_of_a_song_plays_its_hits(project, rate, fill, block):
    player = new_player(project, KIT, {}, rate)
    player.set_fill(fill)
    player.play_song(0, SONG_ONCE)
    hits = [Hit(*hit) for hit in all_hits(player, 4 * rate, block)]
    assert hits == song_hits(project, KIT, rate, 4 * rate, fill)


@given(questions())
@settings(max_examples=60)
def test_who_asks_another_step_gets_its_answer(project):
    expected = pattern_hits(project, KIT, "A1", 48_000, 240_000)
    assert played(project, 48_000, 240_000) == expected


@given(projects(), st.sampled_from(RATES), st.integers(0, HOURS_48))
@settings(max_examples=60)
def test_the_right_hits_sound_after_hours(project, rate, seconds):
    start = int(seconds * project.bpm * 16_000)
    frames = rate // 2
    expected = pattern_hits(project, KIT, "A1", rate, frames, start=start)
    assert played(project, rate, frames, start=start) == expected


@pytest.mark.parametrize(("bpm", "rate"), [(97.531, 44_100), (133.337, 48_000)])
def test_nothing_drifts_in_two_days(bpm, rate):
    project = Project(
        bpm=bpm, patterns={"A1": Pattern(step="1/4", lanes={"kick": Lane(steps=(X,))})}
    )
    player = new_player(project, KIT, {}, rate)
    player.play_pattern(0)
    frames = np.concatenate([player.hits(1800 * rate)["frame"] for _ in range(96)])
    bar = 16 * 960_000
    assert len(frames) == int(HOURS_48 * bpm / 60 / 16) + 1
    assert all(frame == nearest_frame(n * bar, rate, bpm) for n, frame in enumerate(frames))


@given(projects())
@settings(max_examples=40)
def test_a_groove_has_the_same_times_at_every_rate(project):
    slow, fast = (played(project, rate, 2 * rate) for rate in (48_000, 96_000))
    for one, other in zip(slow, fast, strict=False):
        assert abs(one.frame / 48_000 - other.frame / 96_000) <= 0.5 / 48_000 + 0.5 / 96_000


def test_a_hit_at_half_a_frame_goes_to_the_later_one():
    one_tick = Step(velocity=127, nudge=1)  # 12.5 frames at 24,000
    project = project_of(kick=Lane(steps=(one_tick,)))
    assert played(project, 48_000, 100)[0].frame == 25
    assert played(project, 24_000, 100)[0].frame == 13


def test_swing_at_two_thirds_is_a_triplet():
    project = Project(swing=66.67, patterns={"A1": Pattern(lanes={"kick": Lane(steps=(X,) * 4)})})
    assert [hit.frame for hit in played(project, 48_000, 24_000)] == [0, 8000, 12_000, 20_000]


@pytest.mark.parametrize(("own", "expected"), [(60.0, 7200), (None, 8400)])
def test_the_nearest_swing_counts(own, expected):
    pattern = Pattern(swing=70.0, lanes={"kick": Lane(steps=(X, X), swing=own)})
    hits = played(Project(swing=52.0, patterns={"A1": pattern}), 48_000, 10_000)
    assert hits[1].frame == expected


def test_editing_a_lane_changes_no_other_lane():
    chances = Lane(steps=(Step(velocity=100, chance=50),) * 16)
    before = Project(patterns={"A1": Pattern(lanes={"kick": chances, "organ": chances})})
    after = Project(
        patterns={"A1": Pattern(lanes={"kick": Lane(steps=(X,), length=3), "organ": chances})}
    )

    def organ(project):
        return [hit for hit in played(project, 48_000, 10 * 48_000) if hit.pad == 2]

    assert organ(before) == organ(after)
    assert 30 < len(organ(before)) < 50  # of 80


def test_a_pad_moved_in_its_kit_keeps_its_luck():
    project = Project(
        patterns={"A1": Pattern(lanes={"kick": Lane(steps=(Step(velocity=100, chance=50),) * 16)})}
    )
    here, there = (
        all_hits(_playing(project, kit_of(*pads)), 480_000)
        for pads in (("kick", "snare"), ("snare", "kick"))
    )
    assert [hit[0] for hit in here] == [hit[0] for hit in there]


def _playing(project, kit):
    player = new_player(project, kit, {})
    player.play_pattern(0)
    return player


def test_another_seed_is_another_evening():
    pattern = Pattern(lanes={"kick": Lane(steps=(Step(velocity=100, chance=50),) * 16)})
    one, other = (
        played(Project(seed=seed, patterns={"A1": pattern}), 48_000, 480_000) for seed in (1, 2)
    )
    assert one != other


def test_a_lane_of_three_walks_through_a_bar_of_four():
    project = project_of(length=4, kick=Lane(steps=(X,), length=3))
    assert [hit.step for hit in played(project, 48_000, 60_000)] == [0, 3, 6, 9]


def test_the_model_itself_knows_a_ratio():
    project = project_of(length=1, kick=Lane(steps=(Step(velocity=100, when="2:3"),)))
    model = lanes_of(project, KIT, "A1")[0]
    assert [n for n in range(9) if model.sounds(n)] == [1, 4, 7]


def test_a_hit_that_was_moved_still_says_where_it_is_written():
    early = Step(velocity=100, nudge=-40)
    project = project_of(length=4, organ=Lane(steps=(early, Step(velocity=100, length=1.5))))
    hits = _playing(project, KIT).hits(12_000)
    assert list(hits["frame"]) == [0, 6000]
    assert list(hits["position"]) == [-40_000, 240_000]
    assert list(hits["held"]) == [240_000, 360_000]
    assert {tuple(hit) for hit in hits[["pattern", "section"]]} == {(0, -1)}


def test_a_hit_of_a_song_says_its_section_and_its_pattern():
    sections = (Section(section="", pattern="A1"), Section(section="", pattern="A2"))
    pattern = Pattern(length=4, lanes={"kick": Lane(steps=(X,))})
    project = Project(patterns={"A1": pattern, "A2": pattern}, song=sections)
    player = new_player(project, KIT, {})
    player.play_song(0, SONG_ONCE)
    hits = player.hits(48_000)[["frame", "pattern", "section", "position", "held"]]
    assert [tuple(hit) for hit in hits] == [(0, 0, 0, 0, -1), (24_000, 1, 1, 0, -1)]


@given(projects(), st.integers(0, 40_000_000))
@settings(max_examples=100)
def test_the_step_that_is_heard_is_the_one_that_has_begun_last(project, position):
    score = compile_score(project, KIT)
    lanes = lanes_of(project, KIT, "A1")
    heard = heard_steps(score, 0, [lane.index for lane in lanes], position)
    assert heard == [lane.heard(position) for lane in lanes]


def test_a_pad_without_a_lane_has_no_step_that_is_heard():
    assert heard_steps(compile_score(project_of(kick="X"), KIT), 0, [1], 0) == [-1]

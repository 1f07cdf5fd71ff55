"""Songs: sections in order, their mutes and tempos, their end, and their return."""

import numpy as np
import pytest
from grooves import KIT, PADS, projects
from hypothesis import given, settings
from msgspec.structs import replace
from rig import (
    RATE,
    X,
    all_hits,
    kit_of,
    new_player,
    noise,
    pad,
    pattern_of,
    project_of,
    ramp,
    render,
    steady,
)

from oracle import nearest_frame
from padsketch.engine.player import SONG_LOOPS, SONG_LOOPS_EXACT, SONG_ONCE
from padsketch.export.length import reach_frames
from padsketch.model import Lane, Project, Section, Step

STEP = 6000


def section(pattern="A1", **options):
    return Section(section="", pattern=pattern, **options)


def song_of(project, *sections):
    return replace(project, song=sections)


def frames_of(project, frames, flags=SONG_ONCE, first=0, kit=KIT, rate=RATE):
    player = new_player(project, kit, {}, rate)
    player.play_song(first, flags)
    return [(hit[0], hit[1]) for hit in all_hits(player, frames)]


KICK = project_of(length=4, kick="X...")


def test_sections_follow_each_other():
    project = replace(KICK, patterns={**KICK.patterns, "B2": pattern_of(2, snare="X")})
    song = song_of(project, section(repeats=2), section("B2", repeats=3), section())
    expected = [(0, 0), (4, 0), (8, 1), (10, 1), (12, 1), (14, 0)]
    assert frames_of(song, 40 * STEP) == [(step * STEP, pad) for step, pad in expected]


def test_a_song_can_start_in_the_middle():
    project = replace(KICK, patterns={**KICK.patterns, "B2": pattern_of(2, snare="X")})
    song = song_of(project, section(repeats=2), section("B2"))
    assert frames_of(song, 40 * STEP, first=1) == [(0, 1)]


def test_a_muted_lane_is_silent_in_its_section_only():
    project = project_of(length=2, kick="X", snare="X")
    song = song_of(project, section(mute=("snare",)), section())
    assert frames_of(song, 9 * STEP) == [(0, 0), (2 * STEP, 0), (2 * STEP, 1)]


def test_a_section_has_its_own_tempo():
    song = song_of(KICK, section(), section(bpm=60.0), section())
    assert [frame for frame, _ in frames_of(song, 40 * STEP)] == [0, 4 * STEP, 12 * STEP]


def test_three_hundred_sections_do_not_add_up_their_roundings():
    song = song_of(replace(KICK, bpm=133.337), *(section() for _ in range(300)))
    quarter = RATE * 60 / 133.337
    frames = [frame for frame, _ in frames_of(song, int(300 * quarter))]
    assert frames == [int(n * quarter + 0.5) for n in range(300)]


def test_a_song_that_plays_once_ends_where_it_says():
    player = new_player(song_of(KICK, section(repeats=2)), kit_of("kick"), {"kick": ramp(100)})
    player.play_song(0, SONG_ONCE)
    assert player.snapshot().ended_at == -1
    render(player, 8 * STEP - 1)
    assert player.snapshot().playing
    render(player, 4 * STEP)
    snapshot = player.snapshot()
    assert snapshot.ended_at == 8 * STEP
    assert not snapshot.playing
    assert snapshot.section == -1
    assert snapshot.sounding_until == 4 * STEP + 100


def test_hits_behind_the_end_of_a_song_still_sound():
    late = Step(velocity=127, rolls=8, nudge=220)
    project = Project(swing=75.0, patterns={"A1": pattern_of(2, kick=Lane(steps=(Step(), late)))})
    hits = frames_of(song_of(project, section()), 9 * STEP)
    assert len(hits) == 8
    assert hits[0][0] == 1.5 * STEP + 5500
    assert hits[-1][0] > 3 * STEP


@pytest.mark.parametrize("mode", ["gate", "loop"])
def test_nothing_is_held_behind_the_end_of_a_song(mode):
    kit = kit_of(pad("drone", mode=mode))
    late = Step(velocity=127, nudge=200)
    project = replace(project_of(length=2, drone=Lane(steps=(X, late))), swing=75.0)
    player = new_player(song_of(project, section()), kit, {"drone": steady(500_000)})
    player.play_song(0, SONG_ONCE)
    render(player, 6 * STEP)
    assert player.snapshot().voices == 0


def unsent(project):
    """Without the locks of sends: what goes round in delay and reverb only fades away."""

    def dry(step):
        return replace(step, locks=tuple(lock for lock in step.locks if "send" not in lock[0]))

    pattern = project.patterns["A1"]
    lanes = {
        name: replace(lane, steps=tuple(dry(step) for step in lane.steps))
        for name, lane in pattern.lanes.items()
    }
    return replace(project, patterns={"A1": replace(pattern, lanes=lanes)})


@pytest.mark.parametrize("bpm", [211.7, 97.3], ids=["one tempo", "two tempos"])
@given(projects())
@settings(max_examples=12)
def test_every_pass_of_an_exact_loop_has_the_same_bits(bpm, project):
    """Once the tails of earlier passes have joined in, as they do from then on."""
    sounds = {name: noise(1500, 1 + n % 2, seed=n) for n, name in enumerate(PADS[:3])}
    song = song_of(replace(unsent(project), bpm=211.7), section(repeats=2), section(bpm=bpm))
    pattern = song.patterns["A1"]
    cycle = pattern.length * pattern.step_ticks * 1000
    length = nearest_frame(3 * cycle, RATE, 211.7)
    if bpm != 211.7:
        length = nearest_frame(2 * cycle, RATE, 211.7) + nearest_frame(cycle, RATE, bpm)
    player = new_player(song, replace(KIT, pads=KIT.pads[:3]), sounds)
    player.play_song(0, SONG_LOOPS_EXACT)
    settled = 30_000 + reach_frames(song, RATE)
    render(player, max(1, -(-settled // length)) * length, 700)
    one, another = render(player, length, 333), render(player, length)
    np.testing.assert_array_equal(one, another)


@pytest.mark.parametrize("flags", [SONG_LOOPS, SONG_LOOPS_EXACT])
def test_a_song_comes_round(flags):
    song = song_of(KICK, section())
    assert len(frames_of(song, 40 * STEP, flags)) == 10


def test_a_song_that_loops_keeps_its_time_over_hours():
    bpm = 97.531
    song = song_of(replace(KICK, bpm=bpm), section())
    player = new_player(song, KIT, {}, 44_100)
    player.play_song(0, SONG_LOOPS)
    frames = np.concatenate([player.hits(600 * 44_100)["frame"] for _ in range(18)])
    quarter = 44_100 * 60 / bpm
    assert len(frames) == int(3 * 3600 * bpm / 60) + 1
    assert frames[-1] == int((len(frames) - 1) * quarter + 0.5)


def test_a_first_condition_counts_from_the_start_of_its_section():
    steps = Lane(steps=(Step(velocity=100, when="first"),))
    song = song_of(project_of(length=4, kick=steps), section(repeats=3), section(repeats=2))
    assert [frame for frame, _ in frames_of(song, 40 * STEP)] == [0, 12 * STEP]


def test_an_early_first_step_is_heard_before_its_section():
    early = Lane(steps=(Step(velocity=100, nudge=-40),))
    song = song_of(project_of(length=4, kick=early), section(), section())
    assert [frame for frame, _ in frames_of(song, 40 * STEP)] == [0, 4 * STEP - 1000]


@pytest.mark.parametrize("wait", [13, 1000])
def test_a_moving_filter_sounds_the_same_wherever_play_starts(wait):
    kit = kit_of(pad("p", cutoff=200.0, filter_env=60.0, filter_decay=80.0, resonance=0.8))
    project = project_of(bpm=133.7, p="x.x.xxx.x..x.xx.")
    players = [new_player(project, kit, {"p": noise(9000, 2)}) for _ in range(2)]
    players[1].trigger(0)
    players[1].render(wait)
    players[1].panic()
    render(players[1], 48_000 + wait)
    for player in players:
        player.play_pattern(0)
    np.testing.assert_array_equal(*(render(player, 96_000) for player in players))

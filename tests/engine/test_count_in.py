"""Counting in: bars of clicks, then the pattern on its beat, and nothing of it before."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, pattern_of, project_of, ramp, render
from test_metronome import BEAT, accents, clicks

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.model import Lane, Project, Step
from padsketch.score import compile_score

KIT = kit_of("kick", "snare")
BAR = 4 * BEAT
BAR_POSITIONS = 4 * 960_000


def counted(project, bars=1, position=0):
    player = new_player(project, KIT, {})
    player.play_pattern(0, position, bars)
    return player


def frames(player, n):
    return [int(frame) for done in range(0, n, 8000) for frame in player.hits(8000)["frame"]]


def test_a_bar_of_clicks_comes_before_the_first_hit():
    player = new_player(project_of(16, kick="X"), KIT, {"kick": ramp(10)})
    player.play_pattern(0, 0, 1)
    mix = render(player, BAR)
    assert clicks(mix) == [n * BEAT for n in range(4)]
    assert accents(mix) == [True, False, False, False]
    np.testing.assert_array_equal(render(player, 10), ramp(10, 2))


def test_with_the_metronome_on_it_goes_on_clicking():
    player = counted(project_of(16), 2)
    player.set_metronome(True)
    assert clicks(render(player, 3 * BAR)) == [n * BEAT for n in range(12)]


def test_a_bar_is_one_of_the_meter():
    player = counted(replace(project_of(14, kick="X"), meter="7/8"), 1)
    assert frames(player, 2 * BAR)[0] == 7 * BEAT // 2


def test_positions_are_negative_until_the_pattern_begins():
    player = counted(project_of(16), 2)
    render(player, BEAT)
    state = player.snapshot()
    assert state.position == -7 * 960_000
    assert state.count_in == 7 * 960_000
    assert state.playing
    render(player, 7 * BEAT)
    state = player.snapshot()
    assert (state.position, state.count_in) == (0, 0)


def test_the_cycle_is_the_first_after_the_count():
    first = Lane(steps=(Step(velocity=100, when="first"),))
    assert frames(counted(Project(patterns={"A1": pattern_of(4, kick=first)})), 3 * BAR) == [BAR]


def test_an_early_first_step_is_early_in_the_count():
    """Without one the very first hit cannot come before play."""
    early = Lane(steps=(Step(velocity=100, nudge=-40),))
    player = counted(Project(patterns={"A1": pattern_of(16, kick=early)}))
    assert frames(player, 2 * BAR)[0] == BAR - 1000


def test_counting_in_to_the_middle_begins_there():
    player = counted(project_of(16, kick="X...X...X...X..."), 1, 2 * 960_000)
    assert player.snapshot().count_in == 0
    assert frames(player, 2 * BAR)[:3] == [BAR, BAR + BEAT, BAR + 2 * BEAT]


def test_stop_ends_the_count():
    player = counted(project_of(16, kick="X"))
    render(player, BEAT + 10)
    player.stop()
    render(player, BEAT)
    assert not player.snapshot().playing
    assert player.snapshot().count_in == 0
    assert not render(player, 2 * BAR).any()


def test_a_turned_tempo_turns_the_count():
    project = project_of(16, kick="X")
    player = counted(project)
    render(player, BAR // 2)
    player.publish(compile_score(replace(project, bpm=240.0), KIT), SampleBank({}))
    assert frames(player, 2 * BAR)[0] == BAR // 2 + BAR // 4


def test_what_is_played_in_the_count_is_told_before_the_pattern():
    player = counted(project_of(16))
    render(player, BAR - 100)
    player.trigger(0)
    render(player, 10)
    assert [(p.pattern, p.position) for p in player.played()] == [(0, -100 * 40)]


@pytest.mark.parametrize(
    ("at", "expected"), [(AT_END, BAR + 2 * BEAT), (AT_BAR, 2 * BAR), (AT_ONCE, BAR)]
)
def test_a_pattern_queued_in_the_count_lands_behind_it(at, expected):
    patterns = {"A1": pattern_of(8, kick="X"), "A2": pattern_of(8, snare="X")}
    player = counted(Project(patterns=patterns))
    render(player, BEAT + 77)
    player.queue(1, at)
    hits = [row for done in range(0, 3 * BAR, 8000) for row in player.hits(8000)]
    assert next(int(hit["frame"]) for hit in hits if hit["pad"] == 1) == expected
    assert min(int(hit["frame"]) for hit in hits) == BAR


def test_counting_in_does_not_depend_on_blocks():
    project = replace(project_of(7, kick="X..X"), bpm=133.337, swing=60.0)
    mixes = []
    for block in (1, 100, 8192):
        player = new_player(project, KIT, {"kick": ramp(50)})
        player.set_master(True)
        player.play_pattern(0, 240_000, 1)
        mixes.append(render(player, 2 * RATE, block))
    assert np.array_equal(mixes[0], mixes[1])
    assert np.array_equal(mixes[0], mixes[2])

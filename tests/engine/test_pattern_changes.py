"""Changing patterns while one plays: at its end, on the bar, at once, or not after all."""

import pytest
from msgspec.structs import replace
from rig import RATE, all_hits, kit_of, new_player, pattern_of

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.model import Lane, Project, Section, Step
from padsketch.score import compile_score

STEP = 6000
KIT = kit_of("kick", "snare")
EARLY = Lane(steps=(Step(velocity=100, nudge=-40),))
TWO = Project(
    patterns={
        "A1": pattern_of(8, kick="X...X..."),
        "A2": pattern_of(4, snare="XX.."),
        "A3": pattern_of(4, snare=EARLY),
    }
)


@pytest.fixture
def player():
    return new_player(TWO, KIT, {})


def steps_of(player, n):
    """(sixteenth, pad) of the hits of the next n sixteenths."""
    first = player.snapshot().frame
    return [((hit[0] - first) / STEP, hit[1]) for hit in all_hits(player, n * STEP)]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (AT_END, [(3, 0), (7, 1), (8, 1)]),
        (AT_BAR, [(3, 0), (7, 0), (11, 0), (15, 1), (16, 1)]),
        (AT_ONCE, [(0, 1), (3, 1), (4, 1)]),
    ],
    ids=["at its end", "on the bar", "at once"],
)
def test_a_queued_pattern_lands_where_it_was_asked_to(player, at, expected):
    player.play_pattern(0)
    player.hits(STEP)
    player.queue(1, at)
    assert steps_of(player, 24)[: len(expected)] == expected
    assert player.snapshot().pattern == 1


def test_changing_at_once_keeps_the_position(player):
    player.play_pattern(0)
    player.hits(5 * STEP // 2)
    player.queue(1, AT_ONCE)
    assert steps_of(player, 4) == [(1.5, 1), (2.5, 1)]


def test_a_queued_pattern_is_shown_until_it_plays(player):
    player.play_pattern(0)
    player.hits(STEP)
    player.queue(1)
    player.hits(STEP)
    assert player.snapshot()[5:8] == (0, -1, 1)
    player.hits(7 * STEP)
    assert player.snapshot()[5:8] == (1, -1, -1)


def test_a_queued_pattern_can_be_taken_back(player):
    player.play_pattern(0)
    player.hits(STEP)
    player.queue(1)
    player.hits(STEP)
    player.queue(-1)
    assert steps_of(player, 12) == [(2, 0), (6, 0), (10, 0)]


def test_an_early_step_of_the_next_pattern_is_heard_before_it(player):
    player.play_pattern(0)
    player.queue(2)
    hits = all_hits(player, 9 * STEP)
    assert [(hit[0], hit[1]) for hit in hits] == [(0, 0), (4 * STEP, 0), (8 * STEP - 1000, 1)]


def test_an_early_step_that_is_asked_for_too_late_is_heard_at_once(player):
    player.play_pattern(0)
    player.hits(8 * STEP - 500)
    player.queue(2)
    assert all_hits(player, STEP)[0][0] == 8 * STEP - 500


def test_asking_twice_does_not_double_an_early_step(player):
    player.play_pattern(0)
    player.queue(2)
    hits = all_hits(player, 8 * STEP - 500)
    player.queue(2)
    hits += all_hits(player, STEP)
    assert [hit[0] for hit in hits if hit[1] == 1] == [8 * STEP - 1000]


def test_a_late_hit_of_the_old_pattern_is_not_cut_off():
    late = Lane(steps=(Step(velocity=100, nudge=200),) * 8)
    project = Project(patterns={"A1": pattern_of(8, kick=late), "A2": pattern_of(4, snare="X")})
    player = new_player(replace(project, swing=75.0), KIT, {})
    player.play_pattern(0)
    player.queue(1)
    hits = [(hit[0], hit[1]) for hit in all_hits(player, 10 * STEP)]
    assert hits[-2:] == [(8 * STEP, 1), (7.5 * STEP + 5000, 0)]


def test_the_cycle_restarts_on_a_pattern_change(player):
    once = Lane(steps=(Step(velocity=100, when="first"),))
    project = Project(patterns={"A1": pattern_of(4, kick=once), "A2": pattern_of(4, snare=once)})
    player = new_player(project, KIT, {})
    player.play_pattern(0)
    player.hits(9 * STEP)
    player.queue(1)
    assert steps_of(player, 20) == [(3, 1)]
    player.play_pattern(0)
    assert steps_of(player, 20) == [(0, 0)]


def test_an_edit_on_the_very_bar_does_not_put_off_the_change(player):
    """120 bpm at 48,000: the end of the pattern and a border between blocks are one frame."""
    player.play_pattern(0)
    player.queue(1)
    player.hits(8 * STEP)
    player.publish(compile_score(TWO, KIT), SampleBank({}))
    assert steps_of(player, 2) == [(0, 1), (1, 1)]


@pytest.mark.parametrize("bpm", [120.0, 133.337, 97.531, 140.01, 171.171])
def test_asking_with_the_first_frame_of_a_pass_means_its_end(bpm):
    """However the frame of that pass was rounded."""
    player = new_player(replace(TWO, bpm=bpm), KIT, {})
    player.play_pattern(0)
    second_pass = int(RATE * 60 / bpm * 2 + 0.5)
    player.hits(second_pass)
    player.queue(1)
    frames = [hit[0] for hit in all_hits(player, second_pass + STEP) if hit[1] == 1]
    assert frames[0] == int(RATE * 60 / bpm * 4 + 0.5)


def test_a_pattern_queued_in_a_song_leaves_it():
    project = replace(TWO, song=(Section(section="", pattern="A1", repeats=4),))
    player = new_player(project, KIT, {})
    player.play_song()
    player.hits(STEP)
    player.queue(1)
    assert steps_of(player, 15) == [(3, 0), (7, 1), (8, 1), (11, 1), (12, 1)]
    assert player.snapshot()[5:7] == (1, -1)


def test_nothing_can_be_queued_while_nothing_plays(player):
    player.queue(1)
    assert steps_of(player, 4) == []
    assert player.snapshot().queued == -1


def test_stop_stops_and_play_starts_anew(player):
    player.play_pattern(0)
    player.hits(3 * STEP)
    player.stop()
    assert steps_of(player, 16) == []
    assert not player.snapshot().playing
    player.play_pattern(0)
    assert steps_of(player, 5) == [(0, 0), (4, 0)]


def test_fill_is_heard_while_it_is_held():
    fill = Lane(steps=(Step(velocity=100, when="fill"), Step(velocity=50, when="!fill")))
    player = new_player(Project(patterns={"A1": pattern_of(2, kick=fill)}), KIT, {})
    player.play_pattern(0)
    assert steps_of(player, 4) == [(1, 0), (3, 0)]
    player.set_fill(True)
    assert steps_of(player, 4) == [(0, 0), (2, 0)]
    player.set_fill(False)
    assert steps_of(player, 4) == [(1, 0), (3, 0)]

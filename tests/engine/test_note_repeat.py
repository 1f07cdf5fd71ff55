"""Note repeat: held pads are hit on the grid of what plays, not on that of the fingers."""

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, all_hits, kit_of, new_player, pad, pattern_of, project_of, render, steady

from padsketch.engine.bank import SampleBank
from padsketch.model import Project, Section
from padsketch.score import compile_score

QUARTER = 960_000
SIXTEENTH = QUARTER // 4
STEP = 6000
"""Frames of a sixteenth at 120 bpm."""
KIT = kit_of("kick", "snare")


def new(project=None, rate=SIXTEENTH):
    player = new_player(project or project_of(16), KIT, {})
    player.set_repeat(rate)
    return player


def hits(player, frames, block=777):
    """(frame, pad, velocity, position) of what was played in the next frames."""
    render(player, frames, block)
    return [(p.frame, p.pad, p.velocity, p.position) for p in player.played()]


def frames(player, n, block=777):
    return [hit[0] for hit in hits(player, n, block)]


def test_a_held_pad_is_hit_on_every_sixteenth_from_the_press_on():
    player = new()
    player.play_pattern(0)
    render(player, 100)
    player.hold(0, 80)
    assert hits(player, 2 * STEP) == [
        (STEP, 0, 80, SIXTEENTH),
        (2 * STEP, 0, 80, 2 * SIXTEENTH),
    ]


def test_a_press_on_the_very_frame_of_a_repeat_has_it():
    player = new()
    player.play_pattern(0)
    player.hold(0)
    assert frames(player, 1) == [0]


@pytest.mark.parametrize("block", [1, 64, 8192])
@pytest.mark.parametrize("rate", [SIXTEENTH, SIXTEENTH // 3, QUARTER // 3, 2 * QUARTER, 77_777])
def test_repeats_do_not_depend_on_blocks(rate, block):
    project = replace(project_of(7, kick="X..X"), bpm=133.337, swing=66.6)
    parts = []
    for size in (333, block):
        player = new(project, rate)
        player.play_pattern(0)
        player.hold(0)
        player.hold(1, 50)
        parts.append(hits(player, 20_000, size))
    assert parts[0] == parts[1]
    assert parts[0]


def test_sixteenths_swing_with_the_pattern():
    project = Project(patterns={"A1": replace(pattern_of(16), swing=75.0)}, swing=60.0)
    player = new(project)
    player.play_pattern(0)
    player.hold(0)
    assert frames(player, 4 * STEP) == [0, 9000, 12_000, 21_000]


def test_eighths_swing_by_pairs_of_their_own():
    player = new(replace(project_of(16), swing=75.0), 2 * SIXTEENTH)
    player.play_pattern(0)
    player.hold(0)
    assert frames(player, 8 * STEP) == [0, 18_000, 24_000, 42_000]


@pytest.mark.parametrize("rate", [QUARTER * 2 // 3, QUARTER // 3, QUARTER // 6, QUARTER // 12])
def test_triplets_are_straight(rate):
    player = new(replace(project_of(16), swing=75.0), rate)
    player.play_pattern(0)
    player.hold(0)
    assert [hit[3] for hit in hits(player, 8 * STEP)] == list(range(0, 8 * SIXTEENTH, rate))


def test_repeats_are_where_the_sequencer_would_play_them():
    """At a tempo that no frame divides, swung, over several passes of an odd length."""
    project = replace(project_of(7, kick="XXXXXXX"), bpm=97.531, swing=58.3)
    sequencer = new_player(project, KIT, {})
    sequencer.play_pattern(0)
    expected = [hit[0] for hit in all_hits(sequencer, 4 * RATE)]
    player = new(replace(project, patterns={"A1": pattern_of(7)}))
    player.play_pattern(0)
    player.hold(0)
    assert frames(player, 4 * RATE) == expected


def test_a_turned_tempo_neither_doubles_nor_loses_a_repeat():
    project = project_of(16)
    player = new(project)
    player.play_pattern(0)
    player.hold(0)
    positions = []
    for bpm in (91.3, 240.0, 60.0, 399.0, 120.0):
        positions += [hit[3] for hit in hits(player, 4321)]
        player.publish(compile_score(replace(project, bpm=bpm), KIT), SampleBank({}))
    positions += [hit[3] for hit in hits(player, 4321)]
    assert positions == [n * SIXTEENTH for n in range(len(positions))]


def test_a_turned_tempo_is_followed_while_nothing_plays():
    player = new()
    player.hold(0)
    assert frames(player, STEP + 1) == [0, STEP]
    player.publish(compile_score(replace(project_of(16), bpm=60.0), KIT), SampleBank({}))
    # Half a step is left of 5,999 frames, which take twice as long.
    assert frames(player, 2 * STEP) == [STEP + 1 + 2 * (STEP - 1)]


def test_stopped_the_grid_begins_with_the_press():
    player = new(replace(project_of(16), swing=75.0))
    render(player, 12_345)
    player.hold(0)
    assert frames(player, 2 * STEP) == [12_345, 12_345 + STEP]


def test_what_is_let_go_of_is_silent():
    player = new()
    player.play_pattern(0)
    player.hold(0)
    player.hold(1)
    render(player, 10)
    player.release(0)
    assert [hit[1] for hit in hits(player, 2 * STEP)][2:] == [0, 1, 1]
    assert player.played() == []


def test_the_last_velocity_counts_and_the_pad_is_not_held_twice():
    player = new()
    player.play_pattern(0)
    player.hold(0, 30)
    render(player, 10)
    player.hold(0, 110)
    assert [hit[2] for hit in hits(player, STEP)] == [30, 110]


def test_two_transpositions_of_a_pad_are_two_notes():
    player = new()
    player.play_pattern(0)
    player.hold(0, 100, 0.0)
    player.hold(0, 100, 12.0)
    render(player, 10)
    assert [p.transpose for p in player.played()] == [0.0, 12.0]
    player.release(0, 0.0)
    render(player, STEP)
    assert [(p.transpose, p.is_release) for p in player.played()] == [(0.0, True), (12.0, False)]


def test_with_note_repeat_off_a_held_pad_is_hit_once():
    player = new(rate=0)
    player.play_pattern(0)
    player.hold(0)
    assert frames(player, 4 * STEP) == [0]


def test_switching_it_off_lets_go_of_everything():
    player = new()
    player.play_pattern(0)
    player.hold(0)
    player.set_repeat(0)
    player.set_repeat(SIXTEENTH)
    assert frames(player, 4 * STEP) == []


def test_panic_lets_go_of_everything():
    player = new()
    player.hold(0)
    render(player, 10)
    player.panic()
    player.played()
    assert frames(player, 4 * STEP) == []


def test_repeats_follow_a_change_of_patterns():
    """The second begins off the grid of the first."""
    patterns = {"A1": pattern_of(3), "A2": pattern_of(3)}
    song = tuple(Section(section="", pattern=name) for name in patterns)
    player = new(Project(patterns=patterns, song=song), 2 * SIXTEENTH)
    player.play_song()
    player.hold(0)
    assert hits(player, 6 * STEP) == [
        (0, 0, 100, 0),
        (2 * STEP, 0, 100, 2 * SIXTEENTH),
        (3 * STEP, 0, 100, 0),
        (5 * STEP, 0, 100, 2 * SIXTEENTH),
    ]


def test_a_gate_is_held_for_one_rate():
    kit = kit_of(pad("tone", mode="gate", release=1.0))
    player = new_player(project_of(16), kit, {"tone": steady(20 * RATE)})
    player.set_repeat(2 * SIXTEENTH)
    player.play_pattern(0)
    player.hold(0, 127)
    mix = render(player, STEP)
    player.release(0)
    mix = np.concatenate([mix, render(player, STEP)])
    assert np.all(mix[100:STEP] == 0.5)
    assert np.all(mix[STEP + 100 :] == 0.0)


def test_a_pad_that_a_new_kit_does_not_have_is_let_go_of():
    player = new()
    player.hold(1)
    render(player, 10)
    player.publish(compile_score(project_of(16), kit_of("kick")), SampleBank({}))
    player.played()
    assert frames(player, 2 * STEP) == []


def test_a_repeat_that_was_due_while_its_key_was_on_the_way_is_not_lost():
    """A key that goes down with the beat that is heard is answered a latency later."""
    player = new()
    player.play_pattern(0)
    render(player, STEP + 700)
    player.hold(0, 100, heard=STEP - 3)
    assert hits(player, STEP) == [(STEP, 0, 100, SIXTEENTH), (2 * STEP, 0, 100, 2 * SIXTEENTH)]


def test_what_was_due_before_the_key_went_down_is_over():
    player = new()
    player.play_pattern(0)
    render(player, STEP + 700)
    player.hold(0, 100, heard=STEP + 1)
    assert frames(player, STEP) == [2 * STEP]


def test_a_key_that_took_very_long_brings_one_repeat_and_not_all_of_them():
    player = new()
    player.play_pattern(0)
    render(player, 7 * STEP + 700)
    player.hold(0, 100, heard=10)
    assert frames(player, STEP) == [7 * STEP, 8 * STEP]


def test_another_velocity_for_a_held_pad_makes_up_for_nothing():
    player = new()
    player.play_pattern(0)
    player.hold(0)
    render(player, STEP + 700)
    player.hold(0, 50, heard=STEP - 3)
    assert [hit[:3:2] for hit in hits(player, STEP)] == [(0, 100), (STEP, 100), (2 * STEP, 50)]

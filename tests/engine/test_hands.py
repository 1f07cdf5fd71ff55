"""What is played by hand: it sounds at once, and what is told of it says when it was meant."""

from fractions import Fraction

import numpy as np
import pytest
from msgspec.structs import replace
from rig import BLOCK, RATE, kit_of, new_player, pad, pattern_of, project_of, render, steady

from padsketch.engine.bank import SampleBank
from padsketch.engine.played import MAX_UNREAD
from padsketch.engine.player import AT_ONCE
from padsketch.model import Project, Section
from padsketch.score import compile_score

STEP = 6000
"""Frames of a sixteenth at 120 bpm."""
POSITIONS = 40
"""Of a frame."""
KIT = kit_of("kick", "snare")
TWO = Project(patterns={"A1": pattern_of(4, kick="X..."), "A2": pattern_of(4, snare="X...")})


@pytest.fixture
def player():
    return new_player(TWO, KIT, {})


def places(player):
    """(pattern, position) of what was played."""
    return [(p.pattern, p.position) for p in player.played()]


def test_a_hit_is_told_with_everything_that_was_played(player):
    player.play_pattern(0)
    render(player, 1000)
    player.trigger(1, 90, 3.0)
    player.release(1, 3.0)
    render(player, 10)
    assert player.played() == [
        (1000, 1, 90, 3.0, 0, -1, 40_000, False),
        (1000, 1, 0, 3.0, 0, -1, 40_000, True),
    ]
    assert player.played() == []


def test_a_late_command_counts_from_what_was_heard(player):
    player.play_pattern(0)
    render(player, 3 * STEP)
    player.trigger(0, heard=2 * STEP + 1)
    render(player, 10)
    (played,) = player.played()
    assert (played.frame, played.position) == (2 * STEP + 1, (2 * STEP + 1) * POSITIONS)


def test_nothing_plays_and_a_hit_has_no_place(player):
    player.trigger(0)
    render(player, 10)
    assert places(player) == [(-1, 0)]


def test_a_hit_of_the_old_pattern_is_not_written_into_the_new_one(player):
    player.play_pattern(0)
    player.queue(1)
    render(player, 4 * STEP + 100)
    player.trigger(0, heard=4 * STEP - 1)
    player.trigger(0, heard=4 * STEP)
    render(player, 10)
    assert places(player) == [(0, (4 * STEP - 1) * POSITIONS), (1, 0)]


def test_a_clock_that_is_ahead_of_the_block_finds_the_next_pattern(player):
    """The silent clock's frames are heard before they are pulled."""
    player.play_pattern(0)
    player.queue(1)
    render(player, 3 * STEP)
    player.trigger(0, heard=4 * STEP + 5)
    render(player, 10)
    assert places(player) == [(1, 5 * POSITIONS)]


def test_a_key_just_before_the_first_beat_is_early_and_not_lost(player):
    render(player, 1000)
    player.play_pattern(0)
    render(player, 500)
    player.trigger(0, heard=900)
    render(player, 10)
    assert places(player) == [(0, -100 * POSITIONS)]


def test_a_key_that_went_down_before_stop_has_its_place(player):
    player.play_pattern(0)
    render(player, 5000)
    player.stop()
    render(player, 256)
    player.trigger(0, heard=4999)
    player.trigger(0, heard=5000)
    render(player, 10)
    assert places(player) == [(0, 4999 * POSITIONS), (-1, 0)]


def test_positions_are_exact_across_turns_of_the_tempo(player):
    """A third, slow, of the way by each of three tempos."""
    player.play_pattern(0)
    for bpm in (97.531, 171.171, 120.0):
        render(player, 1777)
        player.publish(compile_score(replace(TWO, bpm=bpm), KIT), SampleBank({}))
    render(player, 100)
    heard = (500, 1777 + 600, 2 * 1777 + 700)
    for frame in heard:
        player.trigger(0, heard=frame)
    render(player, 10)
    per_frame = [Fraction(16 * millibpm, RATE) for millibpm in (120_000, 97_531, 171_171)]
    starts = [Fraction(0)]
    for speed in per_frame:
        starts.append(Fraction(int(starts[-1] + 1777 * speed)))
    expected = [
        (0, int(start + (frame - 1777 * n) * speed))
        for n, (start, frame, speed) in enumerate(zip(starts, heard, per_frame, strict=False))
    ]
    assert places(player) == expected


def test_switching_at_once_keeps_what_was_heard_before(player):
    player.play_pattern(0)
    render(player, 5 * STEP)
    player.queue(1, AT_ONCE)
    render(player, 100)
    player.trigger(0, heard=5 * STEP - 10)
    player.trigger(0, heard=5 * STEP + 10)
    render(player, 10)
    assert places(player) == [
        (0, (5 * STEP - 10) * POSITIONS),
        (1, (STEP + 10) * POSITIONS),
    ]


def test_a_section_is_told_by_its_number():
    song = (Section(section="", pattern="A1"), Section(section="", pattern="A2"))
    player = new_player(replace(TWO, song=song), KIT, {})
    player.play_song()
    render(player, 4 * STEP + 7)
    player.trigger(0, heard=3 * STEP)
    player.trigger(0)
    render(player, 10)
    assert [(p.section, p.pattern, p.position) for p in player.played()] == [
        (0, 0, 3 * STEP * POSITIONS),
        (1, 1, 7 * POSITIONS),
    ]


def test_a_pad_that_is_not_there_plays_nothing_and_tells_nothing(player):
    for index in (-1, 2, 64):
        player.trigger(index)
        player.release(index)
    player.trigger(0, 0)
    player.trigger(0, 128)
    render(player, 10)
    assert player.played() == []


def gate_player(**lanes):
    project = project_of(4, **lanes)
    kit = kit_of(pad("tone", mode="gate", release=10.0))
    return new_player(project, kit, {"tone": steady(20 * RATE)})


def test_every_note_of_a_chord_is_let_go_of_alone():
    player = gate_player()
    for transpose in (0.0, 4.0, 7.0):
        player.trigger(0, 127, transpose)
    render(player, BLOCK)
    player.release(0, 4.0)
    assert render(player, RATE // 10)[-1, 0] == pytest.approx(2 * 0.5, abs=1e-3)
    player.release(0)
    player.release(0, 7.0)
    assert render(player, RATE // 10)[-1, 0] == 0.0


def test_a_hand_does_not_let_go_of_what_the_pattern_holds():
    player = gate_player(tone="X...")
    player.play_pattern(0)
    render(player, STEP // 2)
    player.release(0)
    assert np.all(render(player, STEP // 2 - 10) == 0.5)


def test_what_nobody_takes_is_counted_and_scores_still_come_back():
    """More hits than results have room, and none is taken: the scores come through."""
    player = new_player(TWO, KIT, {})
    lent = player.held
    for _ in range(3):
        for _ in range(500):
            player.trigger(0)
        player.pull_into(np.empty((BLOCK, 2), dtype=np.float32))
    for _ in range(4):
        player.publish(compile_score(TWO, KIT), SampleBank({}))
        player.pull_into(np.empty((BLOCK, 2), dtype=np.float32))
    played = player.played()
    assert 900 < len(played) < 1500
    assert player.snapshot().lost == 1500 - len(played)
    assert player.held == lent


def test_a_session_that_never_asks_keeps_the_newest():
    player = new_player(TWO, KIT, {})
    for first in range(0, MAX_UNREAD + 500, 500):
        for n in range(500):
            player.trigger(0, heard=first + n)
        render(player, BLOCK)
    total = first + 500
    played = player.played()
    assert len(played) == MAX_UNREAD
    assert played[-1].frame == total - 1
    assert player.snapshot().lost == total - MAX_UNREAD


@pytest.mark.parametrize(("asked", "played"), [(float("nan"), 0.0), (float("inf"), 60.0)])
def test_a_transpose_that_is_no_note_is_held_and_let_go_of_all_the_same(asked, played):
    player = gate_player()
    player.trigger(0, 127, asked)
    assert np.isfinite(render(player, BLOCK)).all()
    player.release(0, asked)
    assert render(player, RATE // 10)[-1, 0] == 0.0
    assert [p.transpose for p in player.played()] == [played, played]

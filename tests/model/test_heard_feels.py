"""The feel of a loop: played back on the grid it must fall where the loop's hits fell."""

import pytest

from padsketch.model.grooves import MAX_PLACES, feel_of_onsets


def test_a_late_backbeat_is_late():
    onsets = [(0.0, 1.0), (0.515, 1.0), (1.0, 1.0), (1.515, 1.0)]
    feel = feel_of_onsets("late", onsets, 120.0)
    assert len(feel.timing) == 16
    assert [round(feel.offset(960 * beat), 1) for beat in range(4)] == [0.0, 28.8, 0.0, 28.8]


def test_a_quiet_hit_is_softer_by_the_velocity_that_would_play_it():
    feel = feel_of_onsets("soft", [(0.0, 1.0), (0.5, 0.25)], 120.0)
    assert feel.factor(960) / feel.factor(0) == pytest.approx(0.5, abs=1e-3)


def test_a_long_loop_is_folded_into_the_places_that_there_are():
    feel = feel_of_onsets("long", [(0.5 * beat, 1.0) for beat in range(400)], 120.0)
    assert len(feel.timing) == MAX_PLACES


def test_silence_has_no_feel_but_does_no_harm():
    feel = feel_of_onsets("none", [], 120.0)
    assert set(feel.timing) == {0.0}
    assert set(feel.velocity) == {1.0}


def test_triplets_have_places_of_their_own():
    feel = feel_of_onsets("threes", [(n / 6, 1.0) for n in range(12)], 120.0, "1/8T")
    assert len(feel.timing) == 12
    assert max(map(abs, feel.timing)) < 0.01

"""Tapping a tempo: one bad tap must not throw it, and the last song's taps must not linger."""

import pytest

from padsketch.session.taps import Taps


def tempo(*times):
    taps = Taps()
    return [taps.tap(time) for time in times][-1]


@pytest.mark.parametrize(("gap", "bpm"), [(0.15, 400.0), (0.5, 120.0), (0.6, 100.0), (2.0, 30.0)])
def test_two_taps_are_a_tempo(gap, bpm):
    assert tempo(10.0, 10.0 + gap) == bpm


def test_one_late_tap_does_not_throw_the_tempo():
    assert tempo(0.0, 0.5, 1.0, 1.62, 2.0, 2.5) == 120.0


def test_one_missed_tap_does_not_halve_the_tempo():
    assert tempo(0.0, 0.5, 1.0, 2.0, 2.5, 3.0) == 120.0


def test_a_pause_begins_again():
    assert tempo(0.0, 0.5, 1.0, 3.1) is None
    assert tempo(0.0, 0.5, 1.0, 3.1, 3.7) == 100.0


def test_a_key_that_repeats_by_itself_taps_nothing():
    held = [0.0, 0.5, *(1.0 + 0.03 * n for n in range(4))]
    assert tempo(*held) == 120.0


def test_the_tempo_follows_a_hand_that_gets_faster():
    assert tempo(*(0.6 * n for n in range(8)), *(4.2 + 0.4 * n for n in range(1, 8))) == 150.0

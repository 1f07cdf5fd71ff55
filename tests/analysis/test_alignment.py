import numpy as np
import pytest

from padsketch.analysis.alignment import alignment, sum_change

RATE = 48_000


def thump(hertz=55.0, late_ms=0.0, seconds=0.4, sign=1.0):
    times = np.arange(int(RATE * seconds)) / RATE - late_ms / 1000
    wave = np.sin(2 * np.pi * hertz * times) * np.exp(-12 * times) * (times >= 0)
    return (0.5 * sign * wave).astype(np.float32)[:, None]


def hiss(seed, n_frames=20_000, level=0.1):
    rng = np.random.default_rng(seed)
    return (level * rng.uniform(-1, 1, (n_frames, 1))).astype(np.float32)


@pytest.mark.parametrize("late_ms", [-4.0, -0.37, 0.0, 0.01, 1.3, 7.0])
def test_a_late_sound_is_found_to_a_hundredth_of_a_millisecond(late_ms):
    both = thump(late_ms=8.0), thump(late_ms=8.0 + late_ms)
    found = alignment(*both, RATE)
    assert found.delay_ms == pytest.approx(-late_ms, abs=0.01)
    assert not found.is_inverted
    assert found.correlation > 0.98


def test_a_sound_that_is_turned_over_is_found_where_it_is():
    found = alignment(thump(), thump(sign=-1.0), RATE)
    assert found == (pytest.approx(0.0, abs=0.01), True, pytest.approx(1.0, abs=0.01))


def test_the_louder_of_two_sounds_does_not_decide():
    a, b = thump(late_ms=5.0), thump(late_ms=2.0)
    assert alignment(a, b * 0.01, RATE).delay_ms == pytest.approx(3.0, abs=0.02)
    assert alignment(a * 0.01, b, RATE).delay_ms == pytest.approx(3.0, abs=0.02)


def test_a_wave_that_repeats_is_not_moved_by_a_period():
    times = np.arange(RATE // 2) / RATE
    wave = np.sin(2 * np.pi * 200 * times).astype(np.float32)[:, None]
    assert abs(alignment(wave, np.roll(wave, 24, axis=0), RATE).delay_ms) < 1.0


def test_silence_lies_where_it_is():
    assert alignment(np.zeros((100, 2), np.float32), thump(), RATE) == (0.0, False, 0.0)


def test_a_short_and_a_long_sound_of_other_channels_can_be_compared():
    short, wide = thump()[:50], np.repeat(thump(), 2, axis=1)
    assert np.isfinite(alignment(short, wide, RATE).delay_ms)
    assert np.isfinite(sum_change(short, wide, RATE).overall_db)


def test_the_same_sound_twice_gains_three_decibels():
    change = sum_change(thump(), thump(), RATE)
    assert change.overall_db == pytest.approx(3.01, abs=0.01)
    assert change.lost_db == 0.0
    assert change.words.startswith("nothing is lost, the ")


def test_sounds_without_anything_in_common_change_nothing():
    change = sum_change(hiss(1), hiss(2), RATE)
    assert abs(change.overall_db) < 0.2
    assert change.words == "nothing is lost"


def test_a_sound_and_its_opposite_leave_nothing():
    change = sum_change(thump(), thump(sign=-1.0), RATE)
    assert change.lost_db > 50.0
    assert "turn polarity" in change.words


def test_a_hole_in_the_low_end_is_not_hidden_by_the_hiss_above_it():
    a, b = thump(), thump(sign=-0.6)
    a[:, 0] += hiss(1)[: len(a), 0]
    b[:, 0] += hiss(2)[: len(b), 0]
    change = sum_change(a, b, RATE)
    assert abs(change.overall_db) < change.lost_db
    assert change.words.startswith("the low end loses")


def test_the_advice_mends_what_it_says():
    a, b = thump(), thump(late_ms=7.0)
    words = sum_change(a, b, RATE).words
    assert "move by -7.0 ms" in words
    assert sum_change(a, thump(), RATE).words.startswith("nothing is lost")


def test_a_band_in_which_nothing_is_heard_loses_nothing():
    deep = thump(40.0, seconds=2.0) * np.hanning(2 * RATE).astype(np.float32)[:, None]
    a, b = deep + hiss(1, len(deep), 1e-5), deep - hiss(1, len(deep), 1e-5)
    assert sum_change(a, b, RATE).lost_db == 0.0

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from padsketch.model.parameters import LAYER
from padsketch.model.treatment import Treatment
from padsketch.storage.treatment import high_part, low_part, treated, without_drift

RATE = 48_000


def noise(n_frames=20_000, channels=2, seed=1):
    return np.random.default_rng(seed).uniform(-0.5, 0.5, (n_frames, channels)).astype(np.float32)


def tone(hertz, seconds=1.0, level=0.5):
    times = np.arange(int(RATE * seconds)) / RATE
    return (level * np.sin(2 * np.pi * hertz * times)).astype(np.float32)[:, None]


def ramp(n_frames=1000):
    """The value of a frame names it."""
    return (np.arange(n_frames, dtype=np.float32) / 1000)[:, None]


def decibels(value):
    return 20 * np.log10(np.abs(value).max() + 1e-12)


def middle_level(sound):
    quarter = len(sound) // 4
    return decibels(sound[quarter:-quarter])


def test_doing_nothing_changes_no_bit():
    sound = noise()
    assert np.array_equal(treated(sound, RATE, Treatment()), sound)


@pytest.mark.parametrize(
    "treatment",
    [
        Treatment(remove_dc=True),
        Treatment(invert=True),
        Treatment(reverse=True),
        Treatment(low_cut=150.0),
        Treatment(high_cut=150.0),
        Treatment(fade_in=5.0, fade_out=5.0),
        Treatment(delay=3.0),
        Treatment(start=1.0, end=9.0),
    ],
)
@pytest.mark.parametrize("channels", [1, 2])
def test_what_leaves_is_what_the_engine_plays(treatment, channels):
    sound = treated(noise(channels=channels), RATE, treatment)
    assert sound.dtype == np.float32
    assert sound.flags.c_contiguous
    assert sound.shape[1] == channels
    assert np.isfinite(sound).all()


@pytest.mark.parametrize("cut", [0.001, 20.0, 150.0, 2500.0, 20_000.0])
@pytest.mark.parametrize("n_frames", [1, 700, 70_001])
def test_both_sides_of_a_crossover_are_the_sound_again(cut, n_frames):
    sound = noise(n_frames)
    both = low_part(sound, RATE, cut) + high_part(sound, RATE, cut)
    assert decibels(both - sound) < -120


def test_a_crossover_lets_its_own_side_through_and_not_the_other():
    assert middle_level(low_part(tone(50), RATE, 400.0)) == pytest.approx(-6.02, abs=0.05)
    assert middle_level(high_part(tone(50), RATE, 400.0)) == pytest.approx(-6 - 72.2, abs=0.5)
    assert middle_level(high_part(tone(3200), RATE, 400.0)) == pytest.approx(-6.02, abs=0.1)
    assert middle_level(low_part(tone(3200), RATE, 400.0)) == pytest.approx(-6 - 72.2, abs=0.5)


def test_both_sides_meet_at_half_the_level():
    assert middle_level(low_part(tone(400), RATE, 400.0)) == pytest.approx(-12.04, abs=0.05)
    assert middle_level(high_part(tone(400), RATE, 400.0)) == pytest.approx(-12.04, abs=0.05)


def test_a_crossover_moves_nothing_in_time():
    click = np.zeros((9001, 1), dtype=np.float32)
    click[4500] = 1.0
    low = low_part(click, RATE, 150.0)
    assert np.abs(low).argmax() == 4500
    assert np.allclose(low, low[::-1], atol=1e-7)


def test_the_low_part_of_a_sudden_sound_does_not_click():
    low = low_part(np.ones((5000, 1), dtype=np.float32), RATE, 100.0)
    assert low[0] == 0.0
    assert np.abs(np.diff(low[:, 0])).max() < 0.02


def test_an_offset_is_gone_to_the_last_frame():
    sound = tone(100) + np.float32(0.1)
    clean = without_drift(sound, RATE)
    assert np.abs(clean - tone(100)).max() < 0.02
    assert np.abs(clean - tone(100))[RATE // 2] < 1e-4
    assert abs(clean.mean()) < 1e-4


def test_an_offset_that_drifts_is_gone_as_well():
    drift = np.linspace(-0.2, 0.3, RATE, dtype=np.float32)[:, None]
    clean = without_drift(tone(100) + drift, RATE)
    pieces = clean[: RATE // 10 * 10].reshape(10, -1)
    assert np.abs(pieces.mean(axis=1)).max() < 0.02


def test_removing_an_offset_leaves_a_low_bass_alone():
    assert middle_level(without_drift(tone(30), RATE)) == pytest.approx(-6.02, abs=0.02)


def test_a_sound_is_cut_where_it_is_said():
    sound = treated(ramp(), 1000, Treatment(start=100.0, end=300.0, invert=True))
    assert np.array_equal(sound, -ramp()[100:300])


def test_an_end_of_zero_is_the_end_of_the_sound():
    sound = treated(ramp(), 1000, Treatment(start=900.0, reverse=True))
    assert np.array_equal(sound, ramp()[900:][::-1])


@pytest.mark.parametrize("start", [1000.0, 600_000.0])
def test_a_sound_that_is_cut_to_nothing_is_silent(start):
    assert np.array_equal(treated(ramp(), 1000, Treatment(start=start, delay=1.0)), [[0], [0]])


def test_fades_begin_and_end_at_their_frames():
    level = np.ones((1000, 2), dtype=np.float32)
    sound = treated(level, 1000, Treatment(fade_in=100.0, fade_out=200.0))
    assert np.all(sound[0] == 0.0)
    assert sound[50] == pytest.approx(0.5)
    assert np.all(sound[100:800] == 1.0)
    assert np.all(sound[99] < 1.0)
    assert np.all(sound[800] < 1.0)
    assert sound[899] == pytest.approx(0.5)
    assert np.all(sound[-1] == 0.0)


def test_fades_longer_than_the_sound_fit_in():
    sound = treated(noise(100), 1000, Treatment(fade_in=60_000.0, fade_out=60_000.0))
    assert len(sound) == 100
    assert np.all(sound[[0, -1]] == 0.0)


def test_a_reversed_sound_fades_where_it_is_heard():
    sound = treated(ramp(), 1000, Treatment(reverse=True, fade_in=100.0))
    assert sound[0] == 0.0
    assert np.array_equal(sound[100:], ramp()[::-1][100:])


def test_a_delay_is_silence_of_so_many_frames():
    sound = treated(noise(100), RATE, Treatment(delay=2.5))
    assert np.array_equal(sound[:120], np.zeros((120, 2)))
    assert np.array_equal(sound[120:], noise(100))


def in_range(name):
    return st.floats(LAYER[name].low, LAYER[name].high) | st.just(LAYER[name].default)


ANY = st.builds(
    Treatment,
    **{name: in_range(name) for name in ("start", "end", "low_cut", "high_cut")},
    **{name: in_range(name) for name in ("fade_in", "fade_out", "delay")},
    **{name: st.booleans() for name in ("remove_dc", "invert", "reverse")},
)


@settings(max_examples=60)
@given(ANY, st.sampled_from([8000, 44_100, 192_000]), st.sampled_from([1, 2, 777]))
def test_no_treatment_makes_anything_but_sound(treatment, rate, n_frames):
    sound = treated(noise(n_frames), rate, treatment)
    assert sound.dtype == np.float32
    assert sound.flags.c_contiguous
    assert 1 <= len(sound) <= n_frames + rate + 1
    assert np.abs(sound).max() < 10.0

"""The reverb: a room that decays as it should, is dense, wide and does not ring."""

import numpy as np
import pytest
from returns import RATE, Reverb, decay_time, impulse, in_band, noise, ring_of, sine

BRIGHT = {"damping": 20_000.0, "low_cut": 20.0, "predelay": 0.0}


def tail_of(reverb, decay, seconds=2.0):
    """Its answer from 100 ms on, with the decay taken out of it."""
    answer = in_band(reverb.answer(seconds), RATE, 100, 14_000)
    growth = 10 ** (3 * np.arange(len(answer)) / RATE / decay)
    return (answer * growth[:, None])[RATE // 10 : -RATE // 10]


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize(("decay", "size"), [(0.5, 10), (0.5, 50), (2, 50), (2, 100), (8, 50)])
def test_the_decay_is_what_was_asked_for_at_every_rate(decay, size, rate):
    answer = Reverb(rate, decay=decay, size=size, **BRIGHT).answer(1.5 * decay + 0.2)
    np.testing.assert_allclose(decay_time(in_band(answer, rate, 200, 2000), rate), decay, rtol=0.05)


def test_highs_die_three_times_sooner():
    answer = Reverb(decay=3, **BRIGHT | {"damping": 1500.0}).answer(4)
    lows = decay_time(in_band(answer, RATE, 100, 200), RATE)
    highs = decay_time(in_band(answer, RATE, 12_000, 20_000), RATE)
    np.testing.assert_allclose(lows, 3, rtol=0.1)
    np.testing.assert_allclose(highs, 1, rtol=0.15)


@pytest.mark.parametrize("size", [10, 50, 100])
def test_the_tail_is_as_dense_as_noise(size):
    windows = tail_of(Reverb(decay=1.2, size=size, **BRIGHT), 1.2)[: 80 * 960].reshape(80, 960, 2)
    kurtosis = (windows**4).mean(axis=1) / (windows**2).mean(axis=1) ** 2
    assert 2.7 < kurtosis.mean() < 3.3
    assert kurtosis.min() > 2.4
    assert (np.percentile(kurtosis, 95, axis=0) < 3.6).all()


def peaks_over_median(tail):
    """Decibels of the highest peak over the median, in each of 32 bands of 375 Hz."""
    tail = tail[: 32 * 1024]
    power = np.abs(np.fft.rfft(tail * np.hanning(len(tail))[:, None], axis=0)) ** 2
    bands = power[256 : 33 * 256].reshape(32, 256, 2)
    return 10 * np.log10(bands.max(axis=1) / np.median(bands, axis=1))


@pytest.mark.parametrize(("size", "decay"), [(10, 1.2), (50, 1.2), (50, 8), (100, 4)])
def test_no_mode_rings_out_of_the_tail(size, decay):
    tail = tail_of(Reverb(decay=decay, size=size, **BRIGHT), decay)
    assert np.median(peaks_over_median(tail)) < 15
    assert peaks_over_median(tail).max() < 19
    ringing = tail + 0.2 * tail.std() * sine(len(tail) / RATE, 1234, level=np.sqrt(2))
    assert peaks_over_median(ringing).max() > 19


def test_no_delay_repeats_itself_in_the_tail():
    tail = tail_of(Reverb(decay=4, **BRIGHT), 4)
    power = np.abs(np.fft.rfft(tail, 2 * len(tail), axis=0)) ** 2
    likeness = np.fft.irfft(power, axis=0)
    assert np.abs(likeness[48 : RATE // 2] / likeness[0]).max() < 0.2


@pytest.mark.parametrize("sides", [(1.0, 1.0), (1.0, 0.0), (1.0, -1.0)])
def test_the_tail_is_wide_whatever_comes_in(sides):
    answer = Reverb(decay=2, **BRIGHT).answer(2, sides)[RATE // 10 :]
    assert abs(np.corrcoef(answer.T)[0, 1]) < 0.15
    left, right = (answer**2).sum(axis=0)
    assert abs(10 * np.log10(left / right)) < 1.5


def test_a_sound_on_the_left_is_answered_from_the_left_first():
    early = Reverb(decay=1, **BRIGHT).answer(0.02, sides=(1.0, 0.0))
    left, right = (early**2).sum(axis=0)
    assert left > 10 * right


def test_it_is_as_loud_at_every_decay():
    levels = [
        (in_band(Reverb(decay=decay, **BRIGHT).answer(12), RATE, 100, 4000) ** 2).sum()
        for decay in (0.2, 1, 3, 10)
    ]
    assert 10 * np.log10(max(levels) / min(levels)) < 1.5


def test_the_early_echoes_come_soon_and_many():
    answer = Reverb(decay=1.2, **BRIGHT).answer(0.1)
    starts = np.flatnonzero(np.abs(answer).max(axis=1) > 1e-3)
    assert starts[0] < 0.005 * RATE
    assert np.diff(starts).max() < 0.005 * RATE


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
def test_the_predelay_is_exact_at_every_rate(rate):
    def first(predelay):
        return np.flatnonzero(Reverb(rate, predelay=predelay).answer(0.3).any(axis=1))[0]

    assert first(150) - first(0) == round(0.15 * rate)


def test_nothing_builds_up_below_the_low_cut():
    out = Reverb(decay=2, low_cut=20).process(np.full((6 * RATE, 2), 0.5))
    assert np.abs(out[: RATE // 2]).max() > 1e-3
    assert np.abs(out[5 * RATE :]).max() < 1e-6


@pytest.mark.parametrize("block", [1, 7, 64, 256])
def test_blocks_can_be_cut_anywhere(block):
    def moved(size):
        reverb = Reverb(decay=2)
        first = reverb.process(noise(0.2), size)
        reverb.set(decay=1, size=90, predelay=40, low_cut=300, damping=2000)
        second = reverb.process(noise(0.02, seed=1), size)
        reverb.set(decay=1, size=30)
        return np.concatenate([first, second, reverb.process(noise(0.3, seed=2), size)])

    np.testing.assert_array_equal(moved(block), moved(8192))


@pytest.mark.parametrize("change", [{"size": 100}, {"size": 10}, {"predelay": 200}])
def test_a_change_does_not_click(change):
    reverb = Reverb(decay=1.2)
    before = reverb.process(sine(3, 200))
    reverb.set(**{"decay": 1.2, **change})
    after = reverb.process(sine(1, 200))
    high = in_band(np.concatenate([before[-RATE:], after]), RATE, 2000, 20_000)
    assert np.abs(high[RATE // 2 : -RATE // 2]).max() < 1e-3 * np.abs(before).max()


def test_a_room_that_changes_all_the_time_stays_bounded():
    reverb = Reverb(decay=10, **BRIGHT)
    loudest = []
    for n in range(60):
        reverb.set(**{"decay": 10, **BRIGHT, "size": (10, 100, 35)[n % 3]})
        loudest.append(np.abs(reverb.process(noise(0.5, seed=n))).max())
    assert max(loudest) < 3
    assert max(loudest[30:]) < 1.5 * max(loudest[:30])


def test_silence_is_reached_and_declared():
    reverb = Reverb(decay=0.5)
    assert reverb.is_silent()
    reverb.process(noise(0.5))
    assert not reverb.is_silent()
    assert reverb.frames_until_silent(4 * RATE) > 0.5 * RATE
    assert not reverb.process(np.zeros((RATE, 2))).any()


def test_what_waits_in_the_predelay_is_not_silence():
    reverb = Reverb(decay=0.2, predelay=200)
    reverb.process(impulse(0.1))
    assert not reverb.is_silent()
    assert np.abs(reverb.process(np.zeros((RATE // 2, 2)))).max() > 0.01


def test_it_makes_no_difference_whether_silence_is_processed():
    def later(is_processed):
        reverb = Reverb(decay=0.3)
        reverb.process(noise(0.2))
        reverb.frames_until_silent(6 * RATE)
        if is_processed:
            reverb.process(np.zeros((RATE + 17, 2)))
        reverb.set(size=90, predelay=40)
        reverb.set(size=20, predelay=190)
        return reverb.process(noise(1, seed=1))

    np.testing.assert_array_equal(later(True), later(False))


@pytest.mark.parametrize("settings", [{"decay": 0.2}, {"decay": 2.0, "size": 100.0, **BRIGHT}])
def test_a_tail_is_not_longer_than_it_says(settings):
    reverb = Reverb(**settings)
    reverb.process(noise(1, level=0.5).clip(-1, 1))
    reverb.process(np.zeros((round(ring_of(Reverb, **settings) * RATE), 2)))
    assert np.abs(reverb.process(np.zeros((RATE, 2)))).max() < 1e-6


def test_a_reset_brings_it_back_from_what_is_not_a_number():
    reverb = Reverb(decay=2)
    broken = noise(0.5)
    broken[1000] = np.nan
    assert np.isnan(reverb.process(broken)).any()
    reverb.reset()
    assert reverb.is_silent()
    np.testing.assert_array_equal(reverb.process(impulse(1)), Reverb(decay=2).process(impulse(1)))

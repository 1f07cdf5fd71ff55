"""The meters: peaks, RMS and correlation of a window, and the highest true peak."""

import numpy as np
import pytest
from mastering import BLOCKS, RATE, Meters, both, decibels, gain, noise, silence, sine, true_peak_db

WINDOW = RATE // 30


def shown_after(mix, **buses):
    """Of the window that the frames fill."""
    meters = Meters()
    meters.hear(mix, **buses)
    return meters.finish_window()


def hear_window(frames, **buses):
    meters = Meters()
    meters.hear(frames[:WINDOW], **{name: [b[:WINDOW] for b in buses[name]] for name in buses})
    meters.hear(silence(0.001))
    return meters.shown


def test_peaks_and_rms_are_those_of_each_side():
    mix = noise(1, -6)[:WINDOW]
    shown = hear_window(mix)
    assert np.array_equal(shown.peaks, np.abs(mix).max(axis=0))
    assert np.array(shown.rms) == pytest.approx(np.sqrt((mix.astype(float) ** 2).mean(axis=0)))


def test_a_track_shows_the_louder_side_and_the_mean_of_both():
    track = noise(1, -10)[:WINDOW]
    shown = hear_window(silence(1), tracks=[silence(1), track])
    assert shown.track_peaks[1] == np.abs(track).max()
    assert shown.track_rms[1] == pytest.approx(np.sqrt((track.astype(float) ** 2).mean()))
    assert not shown.track_peaks[0]
    assert not shown.track_peaks[2]


def test_a_return_shows_its_peak():
    echo = noise(1, -10)[:WINDOW]
    shown = hear_window(silence(1), returns=[silence(1), echo])
    assert list(shown.return_peaks) == [0, np.abs(echo).max()]


def test_a_window_that_is_over_shows_no_peak_of_the_one_before():
    meters = Meters()
    meters.hear(sine(1000, 0.1))
    meters.hear(silence(0.1))
    assert list(meters.shown.peaks) == [0, 0]
    assert list(meters.shown.rms) == [0, 0]


@pytest.mark.parametrize(
    ("right", "expected"), [(1.0, 1.0), (0.25, 1.0), (-1.0, -1.0), (-0.1, -1.0), (0.0, 0.0)]
)
def test_correlation_knows_mono_from_what_cancels(right, expected):
    mix = sine(1000, 0.1) * np.array([1, right], np.float32)
    assert hear_window(mix).correlation == pytest.approx(expected, abs=1e-6)


def test_correlation_of_different_sides_is_near_zero():
    time = np.arange(RATE) / RATE
    mix = np.stack([np.sin(2 * np.pi * 300 * time), np.cos(2 * np.pi * 300 * time)], axis=1)
    assert hear_window(mix).correlation == pytest.approx(0, abs=0.05)


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000, 192_000])
@pytest.mark.parametrize("share", [0.01, 0.1, 0.25, 0.31, 0.37, 0.4])
def test_no_phase_hides_a_true_peak(share, rate):
    for phase in np.linspace(0, np.pi, 7):
        meters = Meters(rate)
        swell = np.minimum(1, 4 * np.hanning(2400))[:, None]
        meters.hear(swell * sine(share * rate, 2400 / rate, 0, rate, phase))
        assert decibels(meters.finish_window().true_peak) == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("seed", range(5))
def test_true_peak_of_noise_is_that_of_the_wave_between_the_frames(seed):
    sound = np.concatenate([noise(0.3, -3, highest=18_000, seed=seed), silence(0.05)])
    shown = shown_after(sound)
    assert decibels(shown.true_peak) == pytest.approx(true_peak_db(sound), abs=0.1)


def test_true_peak_keeps_the_highest_until_it_is_restarted():
    meters = Meters()
    meters.hear(sine(997, 0.2, -1))
    meters.hear(sine(997, 0.2, -20))
    assert decibels(meters.finish_window().true_peak) == pytest.approx(-1, abs=0.1)
    meters.restart()
    assert meters.shown.true_peak == 0
    meters.hear(sine(997, 0.2, -20))
    assert decibels(meters.finish_window().true_peak) == pytest.approx(-20, abs=0.1)


def test_low_frames_do_not_hide_a_high_wave_from_a_meter_that_saw_a_higher_one():
    signs = np.sign(np.sinc(np.arange(-11, 13) - 0.5))
    meters = Meters()
    meters.hear(sine(997, 0.1, -1))
    meters.hear(np.concatenate([silence(0.01), both(gain(-5) * signs), silence(0.01)]))
    assert decibels(meters.finish_window().true_peak) > 1


def test_a_true_peak_is_never_below_the_highest_frame():
    impulse = silence(0.1)
    impulse[1000, 1] = -0.5
    assert shown_after(impulse).true_peak >= 0.5


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    mix, track, echo = noise(0.3), noise(0.3, -9, seed=2), noise(0.3, -20, seed=3)
    once, cut = Meters(), Meters()
    once.hear(mix, [track], [echo], block=100_000)
    cut.hear(mix, [track], [echo], block=block)
    assert bytes(cut.shown) == bytes(once.shown)
    assert bytes(cut.finish_window()) == bytes(once.finish_window())


def test_what_is_not_a_number_does_not_stay():
    meters = Meters()
    broken = both(np.full(100, np.nan))
    meters.hear(broken, [broken], [broken])
    meters.hear(sine(1000, 0.3, -6))
    shown = meters.shown
    assert shown.peaks[0] == pytest.approx(gain(-6), rel=1e-3)
    assert np.isfinite(np.array(shown.rms)).all()
    assert decibels(shown.true_peak) == pytest.approx(-6, abs=0.1)

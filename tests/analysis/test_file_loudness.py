"""Loudness of files: at every rate, cut anywhere, and none where there is none."""

import numpy as np
import pytest

from padsketch.analysis.k_weighting import HIGH_PASS, HISTORY_SECONDS, SHELF, KWeighting
from padsketch.analysis.loudness import LoudnessMeter, loudness_of
from padsketch.analysis.true_peak import true_peak

RATES = (4_000, 8_000, 11_025, 22_050, 44_100, 48_000, 88_200, 96_000, 192_000, 768_000)


def sine(hertz, seconds, level_db, rate=48_000):
    wave = 10 ** (level_db / 20) * np.sin(2 * np.pi * hertz / rate * np.arange(int(seconds * rate)))
    return np.column_stack([wave, wave]).astype(np.float32)


def noise(seconds, rate=48_000, seed=1):
    values = np.random.default_rng(seed).uniform(-0.5, 0.5, (int(seconds * rate), 2))
    return values.astype(np.float32)


def recursion(numerator, denominator, values):
    """The standard's filter, value by value."""
    out = np.zeros(len(values) + 2)
    before = np.concatenate([np.zeros(2), values])
    for at in range(2, len(out)):
        out[at] = np.dot(numerator, before[at - 2 : at + 1][::-1])
        out[at] -= np.dot(denominator[1:], out[at - 2 : at][::-1])
    return out[2:]


def test_the_weighting_is_the_standards_filter_value_by_value():
    frames = noise(0.3)[:, 0]
    expected = frames.astype(float)
    for numerator, denominator in (SHELF, HIGH_PASS):
        expected = recursion(numerator, denominator, expected)
    history = int(HISTORY_SECONDS * 48_000)
    line = np.concatenate([np.zeros(history, np.float32), frames])
    weighted = KWeighting(48_000).weigh(line[None])[0, history:]
    assert weighted == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("level_db", [-23.0, -60.0])
def test_a_tone_reads_its_level_at_every_rate(rate, level_db):
    found = loudness_of(sine(1000, 4, level_db, rate), rate)
    assert found[:3] == pytest.approx([level_db] * 3, abs=0.02)
    assert found.range == pytest.approx(0, abs=0.01)
    assert found.true_peak_db == pytest.approx(level_db, abs=0.2)


@pytest.mark.parametrize("hertz", [30, 60, 200, 2000, 6000])
def test_the_weighting_does_not_depend_on_the_rate(hertz):
    standard = loudness_of(sine(hertz, 2, -20), 48_000).integrated
    for rate in (16_000, 44_100, 96_000, 192_000):
        found = loudness_of(sine(hertz, 2, -20, rate), rate).integrated
        assert found == pytest.approx(standard, abs=0.01)


@pytest.mark.parametrize("rate", [11_025, 48_000])
@pytest.mark.parametrize("block", [1000, 4_801, 70_000])
def test_no_figure_depends_on_how_the_frames_come(rate, block):
    frames = noise(4.3, rate) * np.linspace(0.1, 1, int(4.3 * rate), dtype=np.float32)[:, None]
    meter = LoudnessMeter(rate)
    for start in range(0, len(frames), block):
        meter.feed(frames[start : start + block])
    assert meter.result() == loudness_of(frames, rate)


def test_looking_at_the_figures_changes_none_of_them():
    meter, frames = LoudnessMeter(48_000), noise(4.5)
    for part in np.array_split(frames, 9):
        meter.feed(part)
        meter.result()
    assert meter.result() == meter.result() == loudness_of(frames, 48_000)


def test_one_channel_is_measured_as_it_is_heard_from_two_speakers():
    frames = sine(1000, 2, -20)
    both, one = loudness_of(frames, 48_000), loudness_of(frames[:, :1], 48_000)
    assert one[:2] == pytest.approx(both[:2])
    assert one.true_peak_db == pytest.approx(both.true_peak_db)


def test_what_is_too_short_has_no_figures_but_its_peak():
    found = loudness_of(sine(1000, 0.39, -20), 48_000)
    assert found[:4] == (None, None, None, None)
    assert found.true_peak_db == pytest.approx(-20, abs=0.1)
    found = loudness_of(sine(1000, 2.9, -20), 48_000)
    assert found.integrated == pytest.approx(-20, abs=0.1)
    assert (found.short_term_max, found.range) == (None, None)


def test_silence_and_nothing_have_no_figures():
    for frames in (0, 200_000):
        assert loudness_of(np.zeros((frames, 2), np.float32), 48_000) == (None,) * 5


def test_what_is_below_minus_70_is_no_programme():
    found = loudness_of(sine(1000, 4, -71), 48_000)
    assert (found.integrated, found.range) == (None, None)
    assert found.momentary_max == pytest.approx(-71, abs=0.1)


def test_a_rate_that_no_meter_knows_is_refused():
    for rate, channels in ((999, 2), (768_001, 2), (48_000, 3)):
        with pytest.raises(ValueError, match="no meter"):
            LoudnessMeter(rate, channels)


def between(values):
    """The wave of a sound that repeats itself, at sixteen times as many places."""
    return np.fft.irfft(np.fft.rfft(values), 16 * len(values)) * 16


@pytest.mark.parametrize("seed", range(4))
def test_a_true_peak_is_that_of_the_wave_between_the_frames(seed):
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(4096))
    spectrum[int(0.45 * 4096) :] = 0
    wave = np.fft.irfft(spectrum)
    found = true_peak(np.tile(wave, 3)[None].astype(np.float32))
    assert 20 * np.log10(found / np.abs(between(wave)).max()) == pytest.approx(0, abs=0.15)


def test_a_peak_where_two_seconds_meet_is_found():
    """Signs of a sinc half-way between two frames: on the frames 0.5, between them far more."""
    signs = 0.5 * np.sign(np.sinc(np.arange(-11, 13) - 0.5))
    peaks = []
    for start in (1_000, *range(48_000 - 26, 48_000 + 3)):
        frames = np.zeros((49_000, 2), np.float32)
        frames[start : start + len(signs)] = signs[:, None]
        peaks.append(loudness_of(frames, 48_000).true_peak_db)
    assert peaks == pytest.approx([peaks[0]] * len(peaks), abs=1e-5)
    assert peaks[0] > 0


def test_a_true_peak_is_never_below_the_highest_frame():
    for at in (0, 500, 999):
        frames = np.zeros((2, 1000), np.float32)
        frames[1, at] = -0.75
        assert true_peak(frames) == 0.75


@pytest.mark.parametrize("frames", [48_000, 48_001, 96_000, 100_003])
def test_no_peak_is_found_where_seconds_are_cut(frames):
    wave = sine(997, 3, -1)[:frames]
    wave[-2_000:] *= np.linspace(1, 0, 2_000, dtype=np.float32)[:, None]
    assert loudness_of(wave, 48_000).true_peak_db == pytest.approx(-1, abs=0.01)

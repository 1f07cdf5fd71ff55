"""Loudness, by the test signals that EBU Tech 3341 and ITU-R BS.1770-4 define."""

import numpy as np
import pytest
from mastering import BLOCKS, NO_LOUDNESS, RATE, Meters, noise, silence, sine

TOLERANCE = 0.1  # LU
RATES = (44_100, 48_000, 96_000, 192_000)


def tones(*parts, rate=RATE):
    """Stereo sines of 1 kHz: (seconds, level in dBFS) one after another."""
    return np.concatenate([sine(1000, seconds, level_db, rate) for seconds, level_db in parts])


def reading(frames, rate=RATE):
    meters = Meters(rate)
    meters.hear(frames)
    return meters.finish_window()


@pytest.mark.parametrize("rate", RATES)
def test_a_full_scale_sine_on_one_side_reads_minus_3_01(rate):
    shown = reading(sine(997, 4, 0, rate) * np.array([1, 0], np.float32), rate)
    for loudness in (shown.momentary, shown.short_term, shown.integrated):
        assert loudness == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("level_db", [-23.0, -33.0])
def test_a_steady_tone_reads_its_level(level_db, rate):
    """Cases 1 and 2."""
    shown = reading(tones((5, level_db), rate=rate), rate)
    for loudness in (shown.momentary, shown.short_term, shown.integrated):
        assert loudness == pytest.approx(level_db, abs=TOLERANCE)


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(((10, -36), (60, -23), (10, -36)), id="case 3: the relative gate"),
        pytest.param(
            ((10, -72), (10, -36), (60, -23), (10, -36), (10, -72)), id="case 4: both gates"
        ),
        pytest.param(((20, -26), (20.1, -20), (20, -26)), id="case 5: nothing is gated"),
    ],
)
def test_the_gates_leave_minus_23(parts):
    assert reading(tones(*parts)).integrated == pytest.approx(-23, abs=TOLERANCE)


def test_short_term_stays_put_while_a_pattern_of_3_s_repeats():
    """Case 9."""
    meters, readings = Meters(), []
    for second in np.split(tones(*[(1.34, -20), (1.66, -30)] * 4), 120):
        meters.hear(second)
        readings.append(meters.shown.short_term)
    assert readings[40:] == pytest.approx([-23] * 80, abs=TOLERANCE)


def test_momentary_stays_put_while_a_pattern_of_400_ms_repeats():
    """Case 12."""
    meters, readings = Meters(), []
    for piece in np.split(tones(*[(0.18, -20), (0.22, -30)] * 10), 40):
        meters.hear(piece)
        readings.append(meters.shown.momentary)
    assert readings[10:] == pytest.approx([-23] * 30, abs=TOLERANCE)


def weighting_db(hertz, rate):
    """How much louder than a tone of 997 Hz."""
    return reading(sine(hertz, 2, -20, rate), rate).momentary - (-20.0)


@pytest.mark.parametrize("hertz", [30, 60, 200, 1000, 2000, 4000, 10_000])
def test_the_weighting_is_the_same_at_every_rate(hertz):
    standard = weighting_db(hertz, 48_000)
    for rate in (44_100, 96_000, 192_000):
        assert weighting_db(hertz, rate) == pytest.approx(standard, abs=0.15)


def test_nothing_is_measured_before_it_was_long_enough():
    shown = reading(tones((0.39, -23)))
    assert shown.momentary == shown.integrated == NO_LOUDNESS
    assert reading(tones((2.9, -23))).short_term == NO_LOUDNESS
    assert reading(tones((2.9, -23))).momentary == pytest.approx(-23, abs=TOLERANCE)


def test_what_is_below_minus_70_is_not_programme():
    assert reading(tones((2, -71))).integrated == NO_LOUDNESS
    assert reading(tones((2, -69))).integrated == pytest.approx(-69, abs=TOLERANCE)


def test_silence_has_no_loudness():
    shown = reading(silence(4))
    assert shown.momentary == shown.short_term == shown.integrated == NO_LOUDNESS


def test_a_restart_forgets_what_was_loud():
    meters = Meters()
    meters.hear(tones((3, -10)))
    meters.restart()
    assert meters.shown.integrated == NO_LOUDNESS
    meters.hear(tones((3, -30)))
    assert meters.finish_window().integrated == pytest.approx(-30, abs=TOLERANCE)


def test_levels_far_above_full_scale_still_count():
    assert reading(tones((2, 46))).integrated == pytest.approx(46, abs=TOLERANCE)


@pytest.mark.parametrize("poison", [np.nan, np.inf])
def test_a_broken_frame_does_not_silence_the_meter_for_ever(poison):
    sound = tones((4, -23))
    sound[1000] = poison
    shown = reading(sound)
    assert shown.momentary == pytest.approx(-23, abs=TOLERANCE)
    assert shown.integrated == pytest.approx(-23, abs=TOLERANCE)


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    sound = noise(0.7, -6)
    once, cut = Meters(), Meters()
    once.hear(sound, block=100_000)
    cut.hear(sound, block=block)
    assert bytes(cut.finish_window()) == bytes(once.finish_window())

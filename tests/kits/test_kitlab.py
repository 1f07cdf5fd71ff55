"""The instruments of the laboratory, against values known from outside it."""

from collections.abc import Callable

import numpy as np
import pytest

from kitlab.effects import room, saturate
from kitlab.filters import bandpass, highpass, lowpass, sweep_band
from kitlab.measure import centroid, fundamental, loudness, onset, ring, spectrum
from kitlab.modal import BESSEL_ZEROS, RIM, body, plate
from kitlab.signal import RATE, Signal, clock, decay, note_to_hz, place, saw, square, tone

SECOND = clock(1.0)


def db(ratio: float) -> float:
    return float(20 * np.log10(ratio))


def test_notes_have_their_known_frequencies() -> None:
    assert note_to_hz("A4") == 440.0
    assert note_to_hz("C2") == pytest.approx(65.406, abs=0.001)
    assert note_to_hz("F#3") == note_to_hz("Gb3") == pytest.approx(184.997, abs=0.001)
    assert note_to_hz("C-1") == pytest.approx(8.176, abs=0.001)


def test_loudness_agrees_with_the_standard() -> None:
    assert loudness(tone(SECOND, 997.0)) == pytest.approx(0.0, abs=0.05)
    left_only = np.stack([tone(SECOND, 997.0), 0 * SECOND], axis=1)
    assert loudness(left_only) == pytest.approx(-3.01, abs=0.05)


def test_the_ear_understands_a_plain_tone() -> None:
    sound = place(SECOND, tone(SECOND, 1000.0), 0.25) * decay(SECOND - 0.25, 0.6)
    assert centroid(sound) == pytest.approx(1000.0, rel=0.01)
    assert fundamental(sound, 990.0) == pytest.approx(1000.0, abs=0.05)
    assert onset(sound) == pytest.approx(0.25, abs=0.001)
    assert ring(sound) == pytest.approx(0.25 + 0.3, abs=0.006)


@pytest.mark.parametrize("cut", [lowpass, highpass])
def test_a_filter_has_its_corner_where_it_says(cut: Callable[..., Signal]) -> None:
    passed = cut(tone(SECOND, 2000.0), 2000.0, np.sqrt(0.5))[RATE // 2 :]
    assert db(np.max(np.abs(passed))) == pytest.approx(-3.01, abs=0.05)


def test_no_filter_rings_before_the_blow() -> None:
    click = np.zeros(4800)
    click[1000] = 1.0
    for filtered in (lowpass(click, 900.0), highpass(click, 5000.0), bandpass(click, 3000.0, 4.0)):
        assert np.max(np.abs(filtered[:1000])) < 1e-9


def test_a_moving_filter_that_stands_still_is_a_still_one() -> None:
    sound = saw(clock(0.2), 110.0)
    still = bandpass(sound, 1500.0, 2.0)
    assert sweep_band(sound, np.full(sound.size, 1500.0), 2.0) == pytest.approx(still, abs=1e-6)


@pytest.mark.parametrize("wave", [saw, square])
def test_no_oscillator_aliases(wave: Callable[..., Signal]) -> None:
    hz, power = spectrum(wave(SECOND, 1111.0))
    between = np.abs(hz / 1111.0 - np.round(hz / 1111.0)) * 1111.0 > 1.5
    assert np.max(power[between]) < 1e-12 * np.max(power)


def test_a_soft_blow_is_duller_than_a_hard_one() -> None:
    steel = body(plate(100.0, 1.5, 40), 0.5, 0.5)
    soft, hard = (steel.strike(SECOND, np.random.default_rng(1), hz) for hz in (300.0, 3000.0))
    assert centroid(soft) < 0.8 * centroid(hard)


def test_a_membrane_is_tuned_to_zeros_of_bessel_functions() -> None:
    turn = (np.arange(4096) + 0.5) * np.pi / 4096
    for zero in BESSEL_ZEROS:
        values = [np.mean(np.cos(order * turn - zero * np.sin(turn))) for order in range(6)]
        assert np.min(np.abs(values)) < 1e-4


def test_a_mode_rings_as_long_as_it_says() -> None:
    rim = body(500.0 * RIM[:1], 0.8, 0.5)
    assert ring(rim.strike(SECOND, np.random.default_rng(1), 1e9)) == pytest.approx(0.4, abs=0.01)


def test_a_lopsided_curve_adds_even_harmonics() -> None:
    hz, power = spectrum(saturate(tone(SECOND, 100.0), 3.0, bias=0.2))
    assert db(np.sqrt(power[hz == 200.0] / power[hz == 100.0])[0]) > -40


def test_a_room_has_width_and_a_tail_and_leaves_the_blow_alone() -> None:
    click = np.zeros(480)
    click[0] = 1.0
    hall = room(click, np.random.default_rng(1), 0.5)
    assert hall.shape == (480 + RATE // 2, 2)
    assert hall[0] == pytest.approx([1.0, 1.0])
    tail = hall[RATE // 10 :]
    assert np.max(np.abs(tail)) > 1e-3
    assert abs(np.corrcoef(tail.T)[0, 1]) < 0.3

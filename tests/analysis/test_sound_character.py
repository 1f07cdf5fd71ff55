"""What is said of a sound must be what is in it, at any rate, level and length."""

from __future__ import annotations

from math import dist

import numpy as np
import pytest
from numpy.typing import NDArray

from padsketch.analysis.character import character

RATE = 48_000
Sound = NDArray[np.float32]


def tone(hertz: float, seconds: float = 1.0, rate: int = RATE) -> Sound:
    return column(0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate))


def noise(seconds: float = 1.0, rate: int = RATE) -> Sound:
    return column(np.random.default_rng(5).uniform(-0.5, 0.5, round(seconds * rate)))


def falling(sound: Sound, db_per_second: float, rate: int = RATE) -> Sound:
    return sound * column(10 ** (-db_per_second / 20 * np.arange(len(sound)) / rate))


def column(values: NDArray[np.float64]) -> Sound:
    return values.astype(np.float32)[:, None]


@pytest.mark.parametrize("rate", [22_050, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("hertz", [60.0, 440.0, 5000.0])
def test_the_brightness_of_a_tone_is_its_pitch_at_any_rate(hertz: float, rate: int) -> None:
    sound = falling(tone(hertz, rate=rate), 40, rate)
    assert character(sound, rate).brightness_hz == pytest.approx(hertz, rel=0.06, abs=10)


@pytest.mark.parametrize("db_per_second", [20, 40, 160, 400])
def test_decay_is_the_time_to_forty_decibels_less(db_per_second: float) -> None:
    sound = falling(noise(3.0), db_per_second)
    assert character(sound, RATE).decay_s == pytest.approx(40 / db_per_second, rel=0.1)


def test_a_sound_that_is_cut_off_decays_at_its_end() -> None:
    assert character(tone(440, 0.7), RATE).decay_s == pytest.approx(0.7, abs=0.02)


def test_noise_is_noise_and_a_tone_is_none() -> None:
    assert character(noise(), RATE).noisiness > 0.9
    assert character(tone(440), RATE).noisiness < 0.05


def test_loudness_is_that_of_the_loudest_moment() -> None:
    whisper = column(np.zeros(5 * RATE))
    assert character(np.concatenate([whisper, tone(440)]), RATE).loudness_db == pytest.approx(
        -9.03, abs=0.1
    )


@pytest.mark.parametrize("gain", [1e-3, 0.5, 2.0])
def test_a_sound_is_like_itself_however_loud_and_late(gain: float) -> None:
    sound = falling(noise(), 80)
    late = np.concatenate([column(np.zeros(RATE // 3)), sound * np.float32(gain)])
    near = dist(character(sound, RATE).vector, character(late, RATE).vector)
    assert near < 0.05


def test_the_same_sound_at_another_rate_or_in_stereo_is_near() -> None:
    kick, same = falling(tone(60), 60), falling(tone(60, rate=44_100), 60, 44_100)
    assert dist(character(kick, RATE).vector, character(same, 44_100).vector) < 0.3
    stereo = np.repeat(kick, 2, axis=1)
    assert character(stereo, RATE).vector == pytest.approx(character(kick, RATE).vector)


def test_a_kick_is_nearer_to_a_kick_than_to_a_hat() -> None:
    kick, other, hat = falling(tone(60), 60), falling(tone(75), 90), falling(noise(0.2), 300)
    a, b, c = (character(sound, RATE).vector for sound in (kick, other, hat))
    assert dist(a, b) < 0.5 * dist(a, c)


@pytest.mark.parametrize("n_frames", [1, 2, 15, 100, 1023])
@pytest.mark.parametrize("rate", [1, 8000, 768_000])
def test_the_shortest_sounds_have_a_finite_character(n_frames: int, rate: int) -> None:
    for sound in (noise()[:n_frames], np.zeros((n_frames, 2), np.float32)):
        heard = character(sound, rate)
        assert np.isfinite([*heard[:-1], *heard.vector]).all()
        assert len(heard.vector) == len(character(noise(), RATE).vector)


def test_silence_is_dark_short_and_soft() -> None:
    heard = character(np.zeros((RATE, 1), np.float32), RATE)
    assert (heard.brightness_hz, heard.decay_s, heard.noisiness) == (0.0, 0.0, 0.0)
    assert heard.loudness_db < -100

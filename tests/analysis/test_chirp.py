"""The tone that measures the way round: found to the frame, and never where it is not."""

import numpy as np
import pytest

from padsketch.analysis.chirp import chirp, find_chirp

RATES = [44_100, 48_000, 96_000]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("gain", [1.0, 0.01, -0.3])
def test_it_is_found_to_the_frame_loud_or_quiet_either_way_up(rate, gain):
    heard = np.zeros(rate, dtype=np.float32)
    tone = chirp(rate)
    heard[12_345 : 12_345 + len(tone)] = gain * tone
    heard += 1e-4 * np.random.default_rng(1).standard_normal(rate).astype(np.float32)
    assert find_chirp(heard, rate) == 12_345


def test_it_is_found_under_noise_and_echoes():
    rate, tone = 48_000, chirp(48_000)
    heard = np.random.default_rng(2).normal(0.0, 0.1, rate).astype(np.float32)
    for place, gain in ((20_000, 1.0), (20_700, -0.6), (23_000, 0.4)):
        heard[place : place + len(tone)] += gain * tone
    assert find_chirp(heard, rate) == 20_000


@pytest.mark.parametrize("seed", range(20))
def test_noise_is_not_taken_for_it(seed):
    noise = np.random.default_rng(seed).standard_normal(48_000).astype(np.float32)
    assert find_chirp(noise, 48_000) is None


def test_silence_hum_and_too_little_are_not_taken_for_it():
    assert find_chirp(np.zeros(48_000, dtype=np.float32), 48_000) is None
    hum = np.sin(2 * np.pi * 50 * np.arange(48_000) / 48_000).astype(np.float32)
    assert find_chirp(hum, 48_000) is None
    assert find_chirp(chirp(48_000), 48_000) is None


def test_it_is_no_danger_to_ears_and_speakers():
    assert np.abs(chirp(48_000)).max() <= 0.25

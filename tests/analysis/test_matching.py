"""Sounds are compared at one level: none jumps out, none is too soft to judge, none clips."""

import numpy as np
import pytest

from padsketch.analysis.matching import COMMON_DB, MOST_DB, matching_gain
from padsketch.units import db_to_gain, gain_to_db

RATE = 44_100


def noise(seconds, level, channels=1):
    frames = np.random.default_rng(5).uniform(-1, 1, (round(seconds * RATE), channels))
    return (level * frames).astype(np.float32)


def rms_db(frames):
    return gain_to_db(float(np.sqrt(np.mean(np.square(frames, dtype=np.float64)))))


@pytest.mark.parametrize("level", [0.02, 0.1, 0.2])
@pytest.mark.parametrize("channels", [1, 2])
def test_loud_and_soft_come_to_the_same_level(level, channels):
    frames = noise(1.0, level, channels)
    assert rms_db(frames * matching_gain(frames, RATE)) == pytest.approx(COMMON_DB, abs=0.3)


def test_silence_around_a_sound_does_not_make_it_louder():
    sound = noise(0.5, 0.1)
    padded = np.concatenate([np.zeros((5 * RATE, 1), np.float32), sound])
    assert matching_gain(padded, RATE) == pytest.approx(matching_gain(sound, RATE), rel=0.01)


def test_no_frame_gets_above_full_scale():
    click = np.zeros((RATE, 1), np.float32)
    click[100] = -0.5
    assert matching_gain(click, RATE) == pytest.approx(2.0)
    assert matching_gain(click, RATE, level_db=12.0) == pytest.approx(2.0)
    assert matching_gain(4.0 * click, RATE) <= 0.5


def test_noise_on_a_tape_is_not_blown_up():
    hiss = noise(1.0, 1e-4)
    assert matching_gain(hiss, RATE) == pytest.approx(db_to_gain(MOST_DB))


@pytest.mark.parametrize("frames", [np.zeros((100, 2), np.float32), np.zeros((0, 1), np.float32)])
def test_silence_stays_as_it_is(frames):
    assert matching_gain(frames, RATE) == 1.0


def test_the_level_that_is_asked_for_is_added():
    frames = noise(1.0, 0.05)
    louder = matching_gain(frames, RATE, level_db=3.0) / matching_gain(frames, RATE)
    assert gain_to_db(louder) == pytest.approx(3.0)

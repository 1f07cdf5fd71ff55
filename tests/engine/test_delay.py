"""The delay: echoes at the right time on the right side, for as long as they should."""

import numpy as np
import pytest
from returns import RATE, Delay, decibels, impulse, largest_step, noise, ring_of, sine

OPEN = {"low_cut": 20.0, "high_cut": 20_000.0}
QUARTERS = {
    "1/32": 1 / 8,
    "1/16t": 1 / 6,
    "1/16": 1 / 4,
    "1/16d": 3 / 8,
    "1/8t": 1 / 3,
    "1/8": 1 / 2,
    "1/8d": 3 / 4,
    "1/4t": 2 / 3,
    "1/4": 1.0,
    "1/4d": 3 / 2,
    "1/2": 2.0,
}


def first_echo(delay, seconds):
    return np.flatnonzero(np.abs(delay.answer(seconds)).max(axis=1) > 0)[0]


@pytest.mark.parametrize("rate", [44_100, 48_000, 96_000])
@pytest.mark.parametrize("time", QUARTERS)
def test_every_time_is_exact_to_the_frame_at_every_rate(time, rate):
    frames = round(QUARTERS[time] * 60 / 133.7 * rate)
    delay = Delay(rate, time=time, bpm=133.7, spread="straight")
    assert first_echo(delay, (frames + 10) / rate) == frames


def test_a_time_too_long_for_the_line_is_halved():
    delay = Delay(192_000, time="1/2", bpm=20)
    assert first_echo(delay, 2) == 2 * 3 * 192_000 // 4


def test_straight_echoes_stay_on_their_side():
    out = Delay(time="1/8", spread="straight", feedback=70).answer(2, sides=(1.0, 0.0))
    assert np.abs(out[:, 0]).max() > 0.1
    assert not out[:, 1].any()


def test_ping_pong_begins_on_the_left_and_takes_turns():
    out = Delay(time="1/8", spread="ping-pong", feedback=90).answer(1.6, sides=(0.0, 1.0))
    echoes = np.abs(out[: 6 * 12_000].reshape(6, 12_000, 2)).max(axis=1)
    assert (echoes[1::2, 0] > 0.03).all()
    assert (echoes[2::2, 1] > 0.03).all()
    assert (echoes[1::2, 1] < echoes[1::2, 0] / 100).all()
    assert (echoes[2::2, 0] < echoes[2::2, 1] / 100).all()


def test_an_echo_is_as_loud_as_the_feedback_says():
    tone = sine(0.2, 1000)
    out = Delay(time="1/4", spread="straight", feedback=50, **OPEN).process(
        np.concatenate([tone, np.zeros((2 * RATE, 2))])
    )
    levels = [np.abs(out[n * RATE // 2 + 2400 :][:4800]).max() for n in (1, 2, 3)]
    np.testing.assert_allclose(levels, [0.5, 0.25, 0.125], rtol=0.01)


def test_the_cuts_take_away_what_is_outside():
    def level(hertz):
        out = Delay(time="1/32", feedback=0, low_cut=500, high_cut=2000).process(sine(0.5, hertz))
        return decibels(np.abs(out[RATE // 4 :]).max() / 0.5)

    assert level(1000) > -3
    assert level(50) < -19
    assert level(16_000) < -17


def test_feedback_never_runs_away():
    delay = Delay(time="1/32", feedback=95, **OPEN)
    loudest = [np.abs(delay.process(noise(5, seed=n).clip(-1, 1) * 3)).max() for n in range(12)]
    assert max(loudest) < 5
    assert max(loudest[6:]) < 1.2 * max(loudest[:6])


@pytest.mark.parametrize("block", [1, 7, 64, 256])
def test_blocks_can_be_cut_anywhere(block):
    def moved(size):
        delay = Delay(time="1/16", feedback=80)
        first = delay.process(noise(0.2), size)
        delay.set(time="1/8t", feedback=60, spread="straight", bpm=97)
        second = delay.process(noise(0.02, seed=1), size)
        delay.set(time="1/32")
        return np.concatenate([first, second, delay.process(noise(0.5, seed=2), size)])

    np.testing.assert_array_equal(moved(block), moved(8192))


@pytest.mark.parametrize(
    "change", [{"time": "1/8"}, {"bpm": 77}, {"spread": "ping-pong"}, {"spread": "straight"}]
)
def test_a_change_does_not_click(change):
    delay = Delay(time="1/16", spread="straight", feedback=60, **OPEN)
    before = delay.process(sine(2, 200))
    delay.set(**{"time": "1/16", "spread": "straight", "feedback": 60, **OPEN, **change})
    after = delay.process(sine(1, 200))
    seam = np.concatenate([before[-1:], after])
    assert largest_step(seam) < 1.25 * largest_step(before[RATE:])


def test_a_change_within_a_change_does_not_click():
    delay = Delay(time="1/16", spread="straight", feedback=60, **OPEN)
    still = largest_step(delay.process(sine(2, 200))[RATE:])
    tone, out = sine(2, 200), []
    for n, start in enumerate(range(0, len(tone), 960)):
        time = ("1/8", "1/16d", "1/16", "1/32")[n % 4]
        spread = ("straight", "ping-pong")[n // 2 % 2]
        delay.set(time=time, spread=spread, feedback=60, **OPEN)
        out.append(delay.process(tone[start : start + 960]))
    assert largest_step(np.concatenate(out)) < 1.25 * still


def test_the_last_of_many_changes_holds():
    delay = Delay(time="1/4")
    delay.process(noise(0.1))
    for time in ("1/8", "1/2", "1/16"):
        delay.set(time=time)
        delay.process(np.zeros((240, 2)))
    delay.process(np.zeros((30 * RATE, 2)))
    assert delay.is_silent()
    assert first_echo(delay, 1) == 6000


@pytest.mark.parametrize("feedback", [0, 40, 95])
def test_silence_is_reached_and_declared(feedback):
    delay = Delay(time="1/16", feedback=feedback)
    assert delay.is_silent()
    delay.process(noise(0.5))
    assert not delay.is_silent()
    assert delay.frames_until_silent(80 * RATE) > 6000
    assert not delay.process(np.zeros((RATE, 2))).any()


def test_it_makes_no_difference_whether_silence_is_processed():
    def later(is_processed):
        delay = Delay(time="1/16", feedback=50)
        delay.process(noise(0.2))
        delay.frames_until_silent(60 * RATE)
        if is_processed:
            delay.process(np.zeros((RATE + 17, 2)))
        delay.set(time="1/2", feedback=50, spread="straight")
        delay.set(time="1/4", feedback=50, spread="straight")
        return delay.process(noise(2, seed=1))

    np.testing.assert_array_equal(later(True), later(False))


@pytest.mark.parametrize("settings", [{}, {"feedback": 95.0}, {"feedback": 0.0, **OPEN}])
def test_a_tail_is_not_longer_than_it_says(settings):
    ring = ring_of(Delay, bpm=120, time="1/16", **settings)
    delay = Delay(time="1/16", **settings)
    delay.process(noise(1, level=0.5).clip(-1, 1))
    delay.process(np.zeros((round(ring * RATE), 2)))
    assert np.abs(delay.process(np.zeros((RATE, 2)))).max() < 1e-6


def test_a_reset_brings_it_back_from_what_is_not_a_number():
    delay = Delay(time="1/16", feedback=90)
    broken = noise(0.5)
    broken[1000] = np.nan
    assert np.isnan(delay.process(broken)).any()
    delay.reset()
    assert delay.is_silent()
    fresh = Delay(time="1/16", feedback=90).process(impulse(1))
    np.testing.assert_array_equal(delay.process(impulse(1)), fresh)

import numpy as np
import pytest

from padsketch.analysis.loops import find_loops

RATE = 48_000


def organ(seconds=1.0, hertz=110.0, channels=1):
    times = np.arange(int(RATE * seconds)) / RATE
    wave = sum(np.sin(2 * np.pi * n * hertz * times) / n for n in (1, 2, 3))
    return (0.2 * np.column_stack([wave] * channels)).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_steady_tone_goes_round_in_whole_periods(channels):
    best = find_loops(organ(channels=channels), RATE, 10_000, 30_000)[0]
    periods = (best.end - best.start) * 110 / RATE
    assert abs(periods - round(periods)) < 0.01
    assert best.score > 0.999


def test_the_loop_is_where_it_was_wanted():
    for guess in find_loops(organ(), RATE, 10_000, 30_000):
        assert abs(guess.start - 10_000) <= 4800
        assert abs(guess.end - 30_000) <= 4800


def test_the_best_loop_is_the_first():
    scores = [guess.score for guess in find_loops(organ(), RATE, 10_000, 30_000)]
    assert scores == sorted(scores, reverse=True)


def test_the_seam_does_not_click():
    sound = organ()
    best = find_loops(sound, RATE, 10_000, 30_000)[0]
    steepest = np.abs(np.diff(sound[:, 0])).max()
    assert abs(sound[best.start, 0] - sound[best.end - 1, 0]) <= 1.1 * steepest


def test_a_fading_sound_scores_less_than_a_steady_one():
    fading = organ() * np.exp(-np.arange(RATE) / 12_000, dtype=np.float32)[:, None]
    best = find_loops(fading, RATE, 10_000, 30_000)[0]
    assert best.score < 0.8


def test_the_end_of_the_sound_is_an_end_like_others():
    sound = organ()[:24_000]
    best = find_loops(sound, RATE, 12_000, 90_000)[0]
    assert best.end <= len(sound)
    assert best.score > 0.99


@pytest.mark.parametrize(("start", "end"), [(0, 0), (500, 502), (900, 100), (-5, 3), (0, 10**9)])
def test_places_without_room_give_no_error(start, end):
    sound = organ(0.1)
    for guess in find_loops(sound, RATE, start, end):
        assert 0 <= guess.start < guess.end <= len(sound)


def test_silence_has_no_loop():
    assert find_loops(np.zeros((10_000, 2), dtype=np.float32), RATE, 1000, 9000) == ()

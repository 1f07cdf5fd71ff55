"""A picture of a sound shows every peak of it, and none that it does not have."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.analysis.peaks import PARTS_PER_STRETCH, Peaks


def noise(length, channels=1):
    return np.random.default_rng(length).uniform(-1, 1, (length, channels)).astype(np.float32)


def edges_of(first, length, columns):
    return first + np.arange(columns + 1, dtype=np.int64) * length // columns


@given(
    length=st.integers(1, 40_000),
    channels=st.integers(1, 2),
    columns=st.integers(1, 300),
    share=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_no_peak_is_lost_and_none_is_made_up_at_any_zoom(length, channels, columns, share):
    frames = noise(length, channels)
    first, end = sorted(round(part * (length - 1)) for part in share)
    edges = edges_of(first, end + 1 - first, columns)
    lowest, highest = Peaks(frames).extremes(edges)
    assert lowest.shape == highest.shape == (columns, channels)
    slack = (end + 1 - first) // columns // PARTS_PER_STRETCH
    for at, (a, b) in enumerate(pairwise(edges)):
        inner = frames[min(a + slack, b) : max(b - slack, a)]
        outer = frames[max(0, a - slack) : max(b, a + 1) + slack]
        assert (lowest[at] >= outer.min(axis=0)).all()
        assert (highest[at] <= outer.max(axis=0)).all()
        if len(inner):
            assert (lowest[at] <= inner.min(axis=0)).all()
            assert (highest[at] >= inner.max(axis=0)).all()


@pytest.mark.parametrize("length", [1, 15, 255, 256, 257, 100_003])
def test_one_peak_in_silence_is_seen_from_afar(length):
    frames = np.zeros((length, 2), dtype=np.float32)
    frames[length // 2, 1] = -0.75
    peaks = Peaks(frames)
    lowest, highest = peaks.extremes(edges_of(0, length, 80))
    assert lowest[:, 1].min() == -0.75
    assert lowest[:, 0].min() == highest.max() == 0.0
    assert peaks.loudest == 0.75


def test_single_frames_are_seen_as_they_are():
    frames = noise(1_000)
    lowest, highest = Peaks(frames).extremes(edges_of(500, 10, 40))
    assert np.array_equal(lowest[:, 0], np.repeat(frames[500:510, 0], 4))
    assert np.array_equal(highest, lowest)


def test_a_sound_without_frames_has_no_peak():
    assert Peaks(np.zeros((0, 1), dtype=np.float32)).loudest == 0.0

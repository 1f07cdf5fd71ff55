"""Where a sound is cut: every frame in one slice, none twice, none lost by rounding."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_sounds import RATE, hat, mono, noise, placed, sine

from padsketch.analysis.crossings import crossing_before
from padsketch.analysis.marks import equal_marks, grid_marks, onset_marks, spans_of
from padsketch.analysis.onsets import Onsets
from padsketch.errors import UsageError


def by_onsets(frames):
    return onset_marks(frames, Onsets.listen(frames, RATE))


def test_silence_before_the_first_onset_belongs_to_no_slice():
    assert by_onsets(placed([(5_000, hat()), (30_000, hat())], 1)) == (5_000, 30_000)


def test_what_fades_in_before_the_first_onset_is_a_slice():
    fading = mono(noise(1) * np.linspace(0, 0.2, RATE)) + placed([(30_000, hat(1.0))], 1)
    assert by_onsets(fading)[0] == 0
    assert len(by_onsets(fading)) == 2


def test_a_sound_without_onsets_is_one_slice():
    assert by_onsets(mono(sine(100, 1) * np.linspace(0, 1, RATE))) == (0,)
    assert by_onsets(mono([])) == ()


@given(st.integers(1, 10_000), st.integers(1, 200))
def test_equal_parts_differ_by_a_frame_at_most(length, parts):
    if parts > length:
        with pytest.raises(UsageError):
            equal_marks(length, parts)
        return
    sizes = {end - start for start, end in spans_of(equal_marks(length, parts), length)}
    assert max(sizes) - min(sizes) <= 1
    assert len(spans_of(equal_marks(length, parts), length)) == parts


def test_a_grid_does_not_drift():
    marks = grid_marks(44_100 * 60, 44_100, 133.7, "1/16")
    exact = np.arange(len(marks)) * 44_100 * 15 / 133.7
    assert np.abs(np.array(marks) - exact).max() <= 0.5


@pytest.mark.parametrize("more", [-300, 0, 300])
def test_a_loop_that_was_cut_a_little_late_has_no_slice_of_dust(more):
    assert len(grid_marks(2 * 44_100 + more, 44_100, 120.0, "1/8")) == 8


def test_a_grid_that_is_too_fine_is_refused():
    with pytest.raises(UsageError, match="slices"):
        grid_marks(44_100 * 600, 44_100, 120.0, "1/16")
    with pytest.raises(UsageError, match="no division"):
        grid_marks(44_100, 44_100, 120.0, "1/7")


@given(st.lists(st.integers(-5, 120)))
def test_slices_touch_and_end_with_the_sound(marks):
    spans = spans_of(marks, 100)
    assert all(start < end for start, end in spans)
    assert all(a[1] == b[0] for a, b in pairwise(spans))
    assert not spans or spans[-1][1] == 100


@pytest.mark.parametrize("frame", [0, 1, 500, 999])
def test_a_crossing_is_never_far_and_never_outside(frame):
    frames = mono(sine(997, 1)[:1000] + 0.6)
    found = crossing_before(frames, frame, 44)
    assert max(0, frame - 44) <= found <= frame

"""Where a frame of a sound is drawn is where the mouse finds it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from padsketch.tui.drawing.window import LEAST_FRAMES, Window, whole


@st.composite
def windows(draw):
    total = draw(st.integers(1, 10_000_000))
    length = draw(st.one_of(st.integers(1, min(total, 400)), st.integers(1, total)))
    first = draw(st.integers(0, total - length))
    return Window(first, length, total, draw(st.integers(1, 300)))


@given(windows(), st.data())
def test_a_column_leads_to_its_frame_and_back(window, data):
    column = data.draw(st.integers(0, window.columns - 1))
    frame = data.draw(st.integers(window.first, window.end - 1))
    assert window.first <= window.frame_at(column) < window.end
    found = window.column_of(frame)
    assert 0 <= found < window.columns
    if window.length >= window.columns:
        assert window.column_of(window.frame_at(column)) == column
        assert window.frame_at(found) <= frame < window.frame_at(found + 1)
    else:
        assert window.frame_at(window.column_of(frame)) == frame
        assert found == 0 or window.frame_at(found - 1) < frame


@given(windows(), st.integers(-20_000_000, 20_000_000))
def test_what_is_not_in_view_has_no_column(window, frame):
    is_seen = window.first <= frame < window.end
    assert (0 <= window.column_of(frame) < window.columns) == is_seen


@given(windows(), st.data())
def test_a_span_is_where_its_frames_are(window, data):
    start = data.draw(st.integers(0, window.total))
    end = data.draw(st.integers(0, window.total))
    seen = range(max(start, window.first), min(end, window.end))
    span = window.span(start, end)
    assert bool(span) == bool(seen)
    if seen:
        assert span[0] == window.column_of(seen[0])
        assert window.frame_at(span[-1]) == seen[-1] or window.column_of(seen[-1]) == span[-1]


@given(windows(), st.floats(-30, 30), st.data())
def test_zooming_stays_within_the_sound_and_keeps_what_is_under_the_mouse(window, steps, data):
    column = data.draw(st.integers(0, window.columns - 1))
    found = window.zoomed(steps, column)
    assert found.first >= 0
    assert found.end <= found.total == window.total
    assert found.length >= min(LEAST_FRAMES, found.total)
    is_free = 0 < found.first < found.total - found.length
    assert not is_free or abs(found.frame_at(column) - window.frame_at(column)) <= 1


@given(windows(), st.data())
def test_what_is_looked_for_comes_into_view(window, data):
    frame = data.draw(st.integers(0, window.total - 1))
    found = window.showing(frame)
    assert 0 <= found.column_of(frame) < found.columns
    assert (found == window) == (window.first <= frame < window.end)


@given(windows())
def test_the_edges_are_the_columns(window):
    edges = window.edges
    assert len(edges) == window.columns + 1
    assert edges[-1] == window.end
    assert [window.frame_at(c) for c in range(window.columns)] == edges[:-1].tolist()
    assert (np.diff(edges) >= 0).all()


def test_the_whole_sound_is_the_beginning():
    assert whole(48_000, 80) == Window(0, 48_000, 48_000, 80)
    assert whole(48_000, 80).zoomed(1, 40).length == 24_000
    assert whole(48_000, 80).zoomed(-1, 40) == whole(48_000, 80)
    assert whole(48_000, 80).around(100, 900) == Window(100, 800, 48_000, 80)

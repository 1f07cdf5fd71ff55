from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.tui.drawing.geometry import (
    BEAT_WIDTH,
    LANES,
    MIXER_WIDTH,
    GridGeometry,
    arrangement,
    fits,
)
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.drawing.pads import pad_at, pad_rect, pads_strips
from padsketch.tui.painting import places_between
from padsketch.tui.rows import CAPS, Row

geometries = st.builds(
    GridGeometry, st.sampled_from((4, 8)), st.sampled_from((3, 4)), st.sampled_from((1, 2))
)


@given(geometries, st.integers(0, LANES - 1), st.data())
def test_the_mouse_finds_every_cell_where_it_is_drawn(geometry, row, data):
    column = data.draw(st.integers(0, geometry.columns - 1))
    rect = geometry.cell_rect(row, column)
    corners = [(x, y) for x in (rect.x, rect.right - 1) for y in (rect.y, rect.bottom - 1)]
    assert {geometry.cell_at(*corner) for corner in corners} == {(row, column)}


@given(geometries, st.integers(-5, 200), st.integers(-5, 50))
def test_the_mouse_finds_no_cell_where_none_is_drawn(geometry, x, y):
    found = geometry.cell_at(x, y)
    assert found is None or geometry.cell_rect(*found).contains(x, y)


@given(st.integers(0, 15), st.integers(16, 44), st.integers(3, 5))
def test_the_mouse_finds_every_pad_where_it_is_drawn(place, width, height):
    rect = pad_rect(place, width, height)
    assert pad_at(rect.x, rect.y, width, height) == place
    assert pad_at(rect.right - 1, rect.bottom - 1, width, height) == place


@given(st.integers(80, 300), st.integers(24, 120))
def test_no_screen_size_asks_for_more_room_than_there_is(width, height):
    plan = arrangement(width, height)
    used = plan.label_width + plan.beats * BEAT_WIDTH + MIXER_WIDTH + plan.side_width
    rows = 2 + LANES * plan.lane_height + 2 + plan.wave_rows + plan.song_rows + 3
    assert used == width
    assert plan.label_width >= 16
    assert rows <= height


def test_breakpoints_are_where_they_are_promised():
    assert arrangement(80, 24).side_width == 0
    assert arrangement(100, 24).side_width > 0
    assert not arrangement(119, 24).has_inspector
    assert arrangement(120, 24).has_inspector
    assert arrangement(149, 24).beats * 4 == 16
    assert arrangement(150, 24).beats * 4 == 32
    assert arrangement(80, 40).lane_height == 2
    assert not fits(79, 24)
    assert not fits(80, 23)


@given(
    st.tuples(st.integers(0, 15), st.integers(0, 127)),
    st.tuples(st.integers(0, 15), st.integers(0, 127)),
)
def test_a_fast_stroke_skips_no_cell(start, end):
    places = places_between(start, end)
    assert (places[0], places[-1]) == (start, end)
    steps = pairwise(places)
    assert all(max(abs(a - c), abs(b - d)) <= 1 for (a, b), (c, d) in steps)


@pytest.mark.parametrize(("width", "height"), [(20, 4), (28, 4), (40, 3)])
def test_pads_are_drawn_where_the_mouse_looks_for_them(width, height):
    rows = [Row(f"p{place}", place, CAPS[place], "name") for place in range(16)]
    strips = pads_strips(rows, [False] * 16, width, height, -1, UNICODE)
    for place, row in enumerate(rows):
        rect = pad_rect(place, width, height)
        assert strips[rect.y].text[rect.x : rect.right].strip() == row.cap.upper()

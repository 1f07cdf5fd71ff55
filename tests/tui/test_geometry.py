from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model.pattern import STEP_TICKS
from padsketch.model.project import BEAT_UNITS
from padsketch.tui.drawing.geometry import (
    LANES,
    MIXER_WIDTH,
    GridGeometry,
    arrangement,
    fits,
    grid_geometry,
    group_size,
)
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.drawing.pads import pad_at, pad_rect, pads_strips
from padsketch.tui.editing.painting import places_between
from padsketch.tui.editing.rows import CAPS, Row
from padsketch.tui.widgets.grid import MAX_BEATS

geometries = st.builds(GridGeometry, st.integers(1, 14), st.integers(2, 8), st.sampled_from((1, 2)))


@given(geometries, st.integers(0, LANES - 1), st.data())
def test_the_mouse_finds_every_cell_where_it_is_drawn(geometry, row, data):
    column = data.draw(st.integers(0, geometry.columns - 1))
    rect = geometry.cell_rect(row, column)
    corners = [(x, y) for x in (rect.x, rect.right - 1) for y in (rect.y, rect.bottom - 1)]
    assert {geometry.cell_at(*corner) for corner in corners} == {(row, column)}


@pytest.mark.parametrize(
    ("step", "meter", "group", "steps"),
    [
        ("1/16", "4/4", 4, 16),
        ("1/16T", "4/4", 3, 12),
        ("1/32", "4/4", 4, 16),
        ("1/8", "4/4", 4, 16),
        ("1/4", "4/4", 4, 16),
        ("1/16", "3/4", 4, 12),
        ("1/16", "5/4", 4, 16),
        ("1/4", "5/4", 5, 15),
        ("1/16", "6/8", 6, 12),
        ("1/8", "6/8", 3, 12),
        ("1/8", "12/8", 3, 12),
        ("1/16", "7/8", 2, 14),
        ("1/8", "7/8", 7, 14),
    ],
)
def test_the_grid_is_divided_as_the_meter_counts(step, meter, group, steps):
    geometry = grid_geometry(52, 1, step, meter)
    assert (geometry.group, geometry.columns) == (group, steps)


meters = st.builds("{}/{}".format, st.integers(1, 99), st.sampled_from(BEAT_UNITS))


@given(st.sampled_from(sorted(STEP_TICKS)), meters, st.sampled_from((52, 104)))
def test_every_meter_fills_the_grid_and_no_more(step, meter, width):
    geometry = grid_geometry(width, 1, step, meter)
    assert geometry.group == group_size(step, meter)
    assert 0 < geometry.beats <= MAX_BEATS
    assert width / 2 < geometry.beats * geometry.beat_width <= width


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
    used = plan.label_width + plan.grid_width + MIXER_WIDTH + plan.side_width
    rows = 2 + LANES * plan.lane_height + 2 + plan.wave_rows + plan.song_rows + 3
    assert used == width
    assert plan.label_width >= 16
    assert rows <= height


def test_breakpoints_are_where_they_are_promised():
    assert arrangement(80, 24).side_width == 0
    assert arrangement(100, 24).side_width > 0
    assert not arrangement(119, 24).has_inspector
    assert arrangement(120, 24).has_inspector
    assert grid_geometry(arrangement(149, 24).grid_width, 1, "1/16", "4/4").columns == 16
    assert grid_geometry(arrangement(150, 24).grid_width, 1, "1/16", "4/4").columns == 32
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

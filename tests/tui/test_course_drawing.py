"""The table of the song: what is drawn, to the character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.tui.drawing.course import (
    HeadLook,
    SongPlan,
    SpanLook,
    TrackLook,
    density_height,
    energy_height,
    head_strips,
    place_of_bar,
    song_plan,
    spread,
    track_strips,
)
from padsketch.tui.drawing.geometry import LABEL_WIDTH
from padsketch.tui.drawing.glyphs import ASCII, UNICODE

PLAN = SongPlan(columns=2, width=8, energy_rows=1)


def track(*spans, rows=1, glyphs=UNICODE):
    strips = track_strips(TrackLook(0, False, spans), PLAN, rows, 16, glyphs)
    return "\n".join(strip.text for strip in strips)


def span(heights=(), is_muted=False, is_here=False, heard=-1):
    return SpanLook(tuple(heights), is_muted, is_here, heard)


def test_bars_stand_as_high_as_they_are_dense_and_rests_are_blank():
    assert track(span((1, 1, 0, 0, 8, 8)), span()) == " ▁▁  ██┆       ┆"


def test_two_lines_show_twice_the_height():
    assert track(span((1, 3, 4, 6, 8, 0)), span(), rows=2) == ("    ▄█ ┆       ┆\n ▂▆███ ┆       ┆")


def test_a_mute_is_a_letter_and_not_an_empty_lane():
    muted = span((3,) * 6, is_muted=True)
    assert track(muted, span()) == " m     ┆       ┆"
    assert track(muted, span(), rows=2).splitlines()[0] == "       ┆       ┆"


def test_the_cursor_is_told_without_colours():
    assert track(span((3,) * 6, is_here=True), span()) == "[▃▃▃▃▃▃]       ┆"


def test_the_heard_bar_is_told_by_its_ground_and_not_by_what_it_says():
    strip, silent = (
        track_strips(TrackLook(0, False, (span((3,) * 6, heard=at),)), PLAN, 1, 8, UNICODE)[0]
        for at in (2, -1)
    )
    assert strip.text == silent.text
    assert [segment.text for segment in strip] != [segment.text for segment in silent]


def test_a_plain_terminal_gets_plain_characters():
    text = track(span((1, 3, 5, 7, 8, 0)), span(is_muted=True), glyphs=ASCII)
    assert text == " .:=## | m     |"


def test_a_panel_that_has_no_room_yet_is_no_fault():
    assert song_plan(0, 1, 6, 3).width > 0


@pytest.mark.parametrize(
    ("hits", "height"), [(0, 0), (0.25, 1), (1, 1), (2, 2), (4, 4), (8, 6), (16, 8), (64, 8)]
)
def test_a_single_hit_is_seen_and_sixteen_fill_the_line(hits, height):
    assert density_height(hits) == height


@pytest.mark.parametrize(
    ("level_db", "height"), [(0.0, 1.0), (-12.0, 0.5), (-24.0, 0.01), (-90.0, 0.01)]
)
def test_what_is_very_soft_still_has_energy(level_db, height):
    assert energy_height(level_db) == pytest.approx(height)


def test_silence_has_no_energy():
    assert energy_height(float("-inf")) == 0.0


def test_few_bars_are_spread_and_many_are_averaged():
    assert spread([1, 2], 6) == (1, 1, 1, 2, 2, 2)
    assert spread([1, 3, 5, 7], 2) == (2, 6)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=200), st.integers(1, 20))
def test_spreading_keeps_to_the_values_and_fills_the_width(values, width):
    found = spread(values, width)
    assert len(found) == width
    assert min(values) - 1e-9 <= min(found) <= max(found) <= max(values) + 1e-9


@given(st.integers(1, 200), st.integers(1, 20))
def test_the_heard_bar_is_marked_where_that_bar_is_drawn(bars, width):
    places = [place_of_bar(bar, bars, width) for bar in range(bars)]
    assert places == sorted(places)
    assert 0 <= places[0] <= places[-1] < width
    if bars <= width:
        drawn = spread(list(range(bars)), width)
        assert [drawn[place] for place in places] == list(range(bars))


@given(st.integers(80, 300), st.integers(0, 60), st.integers(0, 59))
def test_the_section_in_front_is_always_in_view_and_found_by_the_mouse(width, count, here):
    here = min(here, max(count - 1, 0))
    plan = song_plan(width, 1, count, here)
    assert plan.first <= here < plan.first + plan.columns
    assert LABEL_WIDTH + plan.columns * plan.width <= width
    x = plan.x_of(here)
    assert {plan.column_at(x), plan.column_at(x + plan.width - 1)} == {here}
    assert plan.column_at(LABEL_WIDTH - 1) is None


def test_the_head_says_what_plays_and_what_comes():
    looks = [
        HeadLook(0, "Intro", "A4", "1", is_heard=True, energy=(0.5,) * 6),
        HeadLook(1, "A very long name", "A1 x16 +12", "3  140", is_here=True, mark="next"),
    ]
    lines = [strip.text for strip in head_strips(looks, PLAN, LABEL_WIDTH + 16, UNICODE)]
    assert lines == [
        " ENERGY          ▄▄▄▄▄▄         ",
        " SECTION        ▶Intro  ▸A ver… ",
        " PATTERN         A4      A1 x16…",
        " BAR             1       3…next ",
    ]


def test_a_curve_of_two_lines_counts_sixteen_heights():
    look = HeadLook(0, "", "", "", energy=(1.0, 0.75, 0.5, 0.25, 0.01, 0.0))
    plan = PLAN._replace(energy_rows=2)
    lines = head_strips([look], plan, LABEL_WIDTH + 8, UNICODE)[:2]
    assert [line.text[LABEL_WIDTH:] for line in lines] == [" █▄     ", " ███▄▁  "]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_a_hostile_name_breaks_no_column(glyphs):
    look = HeadLook(0, "\x1b]52;c;x\x07[/]日本", "A1", "1")
    for strip in head_strips([look, look], PLAN, LABEL_WIDTH + 16, glyphs):
        assert strip.cell_length == LABEL_WIDTH + 16
        assert "\x1b" not in strip.text

"""How a lane runs, on a page of its own; its marks in the grid; meters on the screen."""

from contextlib import asynccontextmanager

import pytest
from hands import drag, hold, place_of, typed
from test_mouse import LABEL, TOP
from textual import events

from padsketch.model import Lane
from padsketch.tui.controls.turning import in_hand
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.labels import label_strips, lane_marks
from padsketch.tui.editing.rows import Row


@pytest.fixture
def page(sketch):
    """Opens the page of the kick's lane."""

    @asynccontextmanager
    async def opened(*keys, **more):
        async with sketch(**more) as s:
            await s.press("I", *keys)
            yield s

    return opened


def kick(s):
    return s.session.current_pattern.lane("kick")


async def test_i_with_shift_opens_the_lane_and_leads_back(page):
    async with page() as s:
        assert "Kick in A1" in s.text[3]
        await s.press("I")
        assert s.desk.view == "sketch"
        await s.press("I", "escape")
        assert s.desk.view == "sketch"


async def test_everything_of_a_lane_is_turned_by_keys(page):
    async with page() as s:
        await s.press("minus")
        await hold(s, "speed")
        await s.press("plus")
        await hold(s, "swing")
        await s.press("right_square_bracket")
        await hold(s, "rotation")
        await s.press("minus", "minus")
        await hold(s, "direction")
        await s.press("plus")
        assert kick(s) == Lane(
            steps=kick(s).steps,
            length=31,
            speed="3/2",
            swing=55.0,
            rotation=-2,
            direction="backward",
        )


async def test_what_follows_the_pattern_does_so_again_when_it_is_reset(page):
    async with page() as s:
        before = s.session.project
        await typed(s, "3", "2")
        assert kick(s).length == 32
        assert in_hand(s.desk).is_changed
        await s.press("backspace")
        assert s.session.project == before
        assert not in_hand(s.desk).is_changed
        assert in_hand(s.desk).value == 32


async def test_every_turn_is_one_undo(page):
    async with page() as s:
        before = s.session.project
        await s.press(*["minus"] * 4)
        assert kick(s).length == 28
        await s.press("u")
        assert s.session.project == before


async def test_pattern_and_meter_are_turned_beside_the_lane(page):
    async with page() as s:
        await hold(s, "pattern_length")
        await typed(s, "2", "8")
        await hold(s, "pattern_swing")
        await typed(s, "6", "0")
        await hold(s, "beats")
        await typed(s, "7")
        await hold(s, "unit")
        await s.press("plus")
        await hold(s, "project_swing")
        await s.press("backspace")
        project, pattern = s.session.project, s.session.current_pattern
        assert (pattern.length, pattern.swing) == (28, 60.0)
        assert (project.meter, project.swing) == ("7/8", 50.0)
        await hold(s, "pattern_step")
        await s.press("plus")
        assert s.session.current_pattern.step == "1/16T"
        await s.press("backspace")
        assert s.session.current_pattern.step == "1/16"


async def test_the_mouse_turns_a_lane_and_resets_it(page):
    async with page() as s:
        before = s.session.project
        x, y = place_of(s, "rotate")
        await drag(s, (x, y), (x + 3, y))
        assert kick(s).rotation == 3
        await s.mouse(events.MouseScrollUp, x, y)
        assert kick(s).rotation == 4
        await s.pilot.click(offset=(x, y), times=2)
        await s.pilot.pause()
        assert s.session.project == before


async def test_the_arrows_go_from_lane_to_lane_with_the_same_control_in_hand(page):
    async with page() as s:
        await hold(s, "rotation")
        await s.press("right", "plus")
        assert s.session.current_pattern.lane("snare").rotation == 1
        assert "Snare in A1" in s.text[3]
        await s.press("left", "left")
        assert "Kick in A1" in s.text[3]


@pytest.mark.parametrize(
    ("lane", "marks", "plain"),
    [
        (Lane(), "", ""),
        (Lane(length=12), "12", "12"),
        (Lane(speed="1/2"), "½x", "1/2x"),
        (Lane(length=12, speed="2"), "12 2x", "12 2x"),
        (Lane(direction="backward"), "←", "<"),
        (Lane(direction="ping-pong", rotation=3), "↔›3", "=>3"),
        (Lane(direction="random", rotation=-3), "?‹3", "?<3"),
    ],
)
def test_the_label_of_a_lane_says_how_it_runs(lane, marks, plain):
    assert lane_marks(lane, UNICODE) == marks
    assert lane_marks(lane, ASCII) == plain


@pytest.mark.parametrize("marks", ["", "12", "128 ⅛x↔‹127"])
def test_a_label_keeps_its_width_and_its_name_whatever_marks_it_has(marks):
    row = Row("hat", 0, "s", "Closed hat")
    text = label_strips(row, 0, 16, 1, (False,) * 4, UNICODE, marks)[0].text
    assert len(text) == 16
    assert text[3:5] == "Cl"
    assert marks[:7] in text


async def test_a_lane_of_its_own_shows_it_in_the_grid(page):
    async with page("minus", "escape") as s:
        assert s.text[2].startswith("▸Z Kick     31··")


METERS = {
    "5/4": (["5"], " 1          ┆ 5          ┆ 9          ┆13            1-16 of 32"),
    "6/8": (["6", "8"], " 1                ┆ 7                                1-12 of 32"),
    "7/8": (["7", "8"], " 1    ┆ 3    ┆ 5    ┆ 7    ┆ 9    ┆11    ┆13         1-14 of 32"),
    "3/4": (["3"], " 1          ┆ 5          ┆ 9                         1-12 of 32"),
}


async def change_meter(s, beats, unit="4"):
    await s.press("I")
    await hold(s, "beats")
    await typed(s, beats)
    await hold(s, "unit")
    await s.press(*["plus"] * (unit == "8"), "escape")


@pytest.mark.parametrize(("typing", "ruler"), METERS.values(), ids=METERS)
async def test_the_ruler_counts_the_beats_of_the_meter(sketch, typing, ruler):
    async with sketch() as s:
        await change_meter(s, *typing)
        assert s.text[1][LABEL:].rstrip() == ruler


async def test_seven_eighths_are_drawn_and_clicked_where_they_are(sketch):
    async with sketch() as s:
        await change_meter(s, "7", "8")
        assert s.text[3][LABEL : LABEL + 21] == " ·  · ┆ ·  · ┆ █  · ┆"
        rect = s.desk.geometry.cell_rect(1, 13)
        await s.mouse(events.MouseDown, LABEL + rect.x + 1, TOP + rect.y, button=1)
        await s.mouse(events.MouseUp, LABEL + rect.x + 1, TOP + rect.y, button=1)
        assert s.lane("snare")[13] == 100
        await s.press("right")
        assert s.desk.page == 14
        assert "15-28 of 32" in s.text[1]


async def test_a_bar_of_five_goes_on_on_the_next_page(sketch):
    async with sketch() as s:
        await change_meter(s, "5")
        await s.press("right_square_bracket")
        assert s.text[1][LABEL : LABEL + 29] == "17          ┆21          ┆25 "
        assert s.desk.step == 16


async def test_the_longest_pattern_and_longer_lanes_are_paged_to_their_ends(sketch):
    async with sketch() as s:
        await s.press(",", "l", *"128", "enter", "end")
        assert s.desk.step == 127
        assert s.text[1].endswith(" 113-128 of 128 ")
        await s.press("enter", "down", ",", "l", *"16", "enter", ",", "e", *"40", "enter", "end")
        assert s.lane("kick")[127] == 100
        assert s.desk.step == 39
        assert "33-40 of 40" in s.text[1]
        assert "·  ·  ·  · ┆ ·  ·  · [·]" in s.text[3]


async def test_the_playhead_is_seen_on_every_page_of_an_odd_meter(sketch):
    async with sketch() as s:
        await change_meter(s, "7", "8")
        await s.press(",", "t", *"400", "enter", "space")
        for page in (0, 14, 28):
            await s.until(lambda page=page: s.desk.page == page and s.desk.heard_step >= page)
            s.app.screen.frame()
            heard = s.desk.heard_step - s.desk.page
            assert 0 <= heard < 14

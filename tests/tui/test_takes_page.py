"""The page of takes: what was played can be heard, compared, taken over, and is never lost."""

from contextlib import asynccontextmanager

import pytest
from msgspec import structs
from test_snapshots import ready
from textual import events

from padsketch.model import Lane, Pattern
from padsketch.model.recording import Take
from padsketch.model.step import GLYPH_STEPS
from padsketch.session import Session
from padsketch.storage import save_takes
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import ASCII, UNICODE


def take(number, **lanes):
    rows = {pad: Lane(steps=tuple(map(GLYPH_STEPS.get, text))) for pad, text in lanes.items()}
    played = Pattern(length=32, lanes=rows)
    return Take(pattern="A1", number=number, at=number + 1, played=played)


TAKES = (
    take(1, kick="x...x...", hat="xx"),
    take(2, snare="..X", kick="X"),
    take(3, hat=("." * 20) + "x"),
)


@pytest.fixture
def page(sketch):
    """Opens the page of three takes: `async with page() as s`."""

    @asynccontextmanager
    async def opened(takes=TAKES, **more):
        async with sketch(**more) as s:
            for one in takes:
                s.session.takes.keep(one)
            await s.press("T")
            yield s

    return opened


def line_of(s, words):
    found = [y for y, row in enumerate(s.text) if words in row]
    assert found, words
    return found[0]


async def test_the_newest_take_is_in_front(page):
    async with page() as s:
        assert s.text[1].startswith(" TAKES of A1  3")
        assert s.text[4].startswith("▸  3  pass 4   at 7.1.1")
        assert "1 hit " in s.text[4]
        assert "Kick 2  Closed hat 2" in s.text[2]


async def test_a_pattern_without_takes_says_how_to_get_one(page):
    async with page(takes=()) as s:
        assert "F8 arms recording" in s.text[2]
        for key in ("enter", "p", "plus", "P", "y", "Y", "delete", "J", "down"):
            await s.press(key)
            assert key == "down" or "has no takes yet" in s.words


async def test_the_lanes_of_the_take_in_front_are_seen(page):
    async with page() as s:
        await s.press("up")
        kick, snare = line_of(s, "Z Kick"), line_of(s, "X Snare")
        assert kick < snare
        assert s.text[kick][17:28] == "█  ·  ·  · "
        assert s.text[snare][17:28] == "·  ·  █  · "


async def test_later_steps_of_a_take_are_on_the_next_page(page):
    async with page() as s:
        assert "█" not in s.text[line_of(s, "A Closed hat ")]
        await s.press("right")
        assert s.desk.page == 16
        assert s.text[line_of(s, "A Closed hat ")][16 + 13 :].startswith(" ▅")


async def test_listening_is_no_edit_and_escape_leads_back(page):
    async with page() as s:
        before = s.session.project
        await s.press("enter")
        assert s.session.is_auditioning
        assert "heard" in s.text[4]
        await s.press("up")
        assert "heard" in s.text[3]
        await s.press("escape")
        assert not s.session.is_auditioning
        assert s.desk.view == "takes"
        assert s.session.project is before
        assert s.session.undo() is None
        await s.press("escape")
        assert s.desk.view == "sketch"


async def test_a_take_of_another_pattern_is_not_said_to_be_heard(page):
    async with page() as s:
        other = take(1, kick="x")
        s.session.takes.keep(structs.replace(other, pattern="A2"))
        await s.press("enter")
        s.session.go_to_pattern("A2")
        await s.until(lambda: s.text[1].startswith(" TAKES of A2  1"))
        assert not any("heard" in row for row in s.text)


async def test_leaving_the_page_ends_listening(page):
    async with page() as s:
        await s.press("enter", "f4")
        assert not s.session.is_auditioning


async def test_one_lane_is_taken_and_undone_as_one(page):
    async with page() as s:
        before = s.session.project
        await s.press("up", "J", "p")
        assert s.lane("snare") == [0, 0, 127]
        assert s.lane("kick") == [127, 0, 0, 100, *s.lane("kick")[4:]]
        assert s.words == "Snare from take 2"
        await s.press("u")
        assert s.session.project is before


async def test_a_lane_is_layered_over_what_is_written(page):
    async with page() as s:
        before = s.lane("kick")
        await s.press("up", "up", "plus")
        assert s.lane("kick") == [100, *before[1:4], 100, *before[5:]]


async def test_all_lanes_of_a_take_are_one_undo(page):
    async with page() as s:
        before = s.session.project
        await s.press("up", "P")
        assert (s.lane("kick"), s.lane("snare")) == ([127], [0, 0, 127])
        assert s.lane("hat") == [step.velocity for step in before.pattern("A1").lane("hat").steps]
        await s.press("u")
        assert s.session.project is before


async def test_all_takes_together_are_one_undo(page):
    async with page() as s:
        before = s.session.project
        await s.press("Y")
        assert s.lane("kick")[:5] == [127, 0, 0, 100, 100]
        assert s.lane("hat")[1] == s.lane("hat")[20] == 100
        await s.press("u")
        assert s.session.project is before


async def test_what_is_there_already_is_not_taken_twice(page):
    async with page() as s:
        await s.press("up", "p", "p")
        assert "already" in s.words


async def test_comping_ends_listening(page):
    async with page() as s:
        await s.press("enter", "up", "p")
        assert not s.session.is_auditioning
        assert s.lane("kick") == [127]


async def test_a_take_is_deleted_only_when_it_was_said_twice(page):
    async with page() as s:
        await s.press("delete", "k")
        await s.press("delete", "escape")
        assert s.session.takes.all == TAKES
        await s.press("delete", "d")
        assert s.session.takes.all == TAKES[:2]
        assert s.words == "deleted take 3 of A1"
        assert s.text[3].startswith("▸  2")


async def test_the_mouse_listens_takes_and_layers(page):
    async with page() as s:
        await s.pilot.click(offset=(10, 2))
        assert s.desk.take == 1
        await s.pilot.click(offset=(s.text[2].index("listen") + 1, 2))
        assert s.session.is_auditioning
        hat = line_of(s, "A Closed hat ")
        await s.pilot.click(offset=(3, hat))
        x = s.text[hat].index("layer") + 1
        await s.pilot.click(offset=(x, hat))
        assert s.lane("hat")[:3] == [100, 100, 99]
        x = s.text[hat].index("take ") + 1
        await s.pilot.click(offset=(x, hat))
        assert s.lane("hat") == [100, 100]


async def test_a_click_beside_everything_does_nothing(page):
    async with page() as s:
        before = s.session.project
        for y in range(1, 20):
            await s.mouse(events.Click, 40, y)
        assert s.session.project is before
        assert s.session.takes.all == TAKES


async def test_more_takes_than_lines_can_be_gone_through(page):
    async with page(takes=[take(n, kick="x" * n) for n in range(1, 31)]) as s:
        await s.press(*["up"] * 29)
        assert s.text[2].startswith("▸  1")
        await s.press(*["down"] * 12)
        assert any(row.startswith("▸ 13") for row in s.text)


async def test_the_page_fits_every_size(page):
    async with page() as s:
        for size in [(80, 24), (100, 24), (120, 36), (160, 48), (300, 90)]:
            await s.pilot.resize_terminal(*size)
            await s.pilot.pause()
            assert "TAKES of A1" in s.text[1]
            assert line_of(s, "A Closed hat ") > 4


async def test_a_take_of_a_pad_that_is_gone_can_be_looked_at(page):
    async with page(takes=[take(1, cowbell="x", kick="x")]) as s:
        assert line_of(s, "▸Z Kick") + 1 == line_of(s, "   cowbell  ")
        await s.press("J", "p")
        assert s.lane("cowbell") == [100]


@pytest.mark.parametrize(("glyphs", "size"), [(UNICODE, (80, 24)), (ASCII, (100, 30))])
def test_the_page_looks_as_it_did(snap_compare, project_folder, glyphs, size):
    save_takes(project_folder, TAKES)
    session = Session.open(project_folder)
    session.output.use("silent")

    async def run_before(pilot):
        await ready(pilot)
        await pilot.press("T", "up", "J")
        await pilot.pause()

    assert snap_compare(SketchApp(session, glyphs), terminal_size=size, run_before=run_before)

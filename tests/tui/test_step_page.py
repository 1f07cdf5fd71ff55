from contextlib import asynccontextmanager

import pytest
from hands import drag, hold, place_of, typed
from textual import events

from padsketch.tui.controls.turning import in_hand, rack_of


@pytest.fixture
def page(sketch, small_project):
    """Opens the page of the small kick's second step: `async with page() as s`."""

    @asynccontextmanager
    async def opened(*keys, **more):
        async with sketch(folder=small_project, **more) as s:
            await s.press("right", "i", *keys)
            yield s

    return opened


def locks(s):
    return dict(s.desk.here.locks)


async def test_i_opens_the_step_and_escape_leads_back(page):
    async with page() as s:
        assert "step 2 of Kick" in s.text[3]
        await s.press("escape")
        assert "step 2 of Kick" not in "".join(s.text)


async def test_every_detail_of_a_step_can_be_changed(page):
    async with page() as s:
        await s.press("plus")
        await hold(s, "chance")
        await s.press("minus")
        await hold(s, "rolls")
        await s.press("plus")
        await hold(s, "nudge")
        await s.press("left_square_bracket")
        await hold(s, "when")
        await s.press("plus")
        step = s.desk.here
        assert (step.velocity, step.chance, step.rolls, step.nudge, step.when) == (
            8,
            95,
            2,
            -1,
            "1:2",
        )


async def test_resetting_a_rest_makes_no_hit(page):
    async with page() as s:
        before = s.session.project
        await s.press("backspace")
        assert s.session.project is before
        await s.press("plus", "backspace")
        assert s.desk.here.velocity == 100


async def test_a_condition_is_found_by_typing(page):
    async with page() as s:
        await hold(s, "when")
        await typed(s, *"3:8")
        assert s.desk.here.when == "3:8"
        await s.press("backspace")
        assert s.desk.here.when == ""


@pytest.mark.parametrize("when", ["!2:4", "8:8", "!prev", "fill"])
async def test_every_condition_can_be_typed_in_full(page, when):
    async with page() as s:
        await hold(s, "when")
        await typed(s, *when)
        assert s.desk.here.when == when


async def test_rolls_have_a_rate_and_a_ramp_and_hits_a_length_and_a_slide(page):
    async with page() as s:
        await hold(s, "roll_rate")
        await s.press("plus", "plus")
        await hold(s, "ramp")
        await typed(s, *"-40")
        await hold(s, "length")
        await typed(s, *"1.5")
        await hold(s, "slide")
        await s.press("enter")
        step = s.desk.here
        assert (step.roll_rate, step.ramp, step.length, step.slide) == ("1/4T", -40, 1.5, True)
        await s.press("backspace")
        await hold(s, "roll_rate")
        await s.press("backspace")
        assert (s.desk.here.roll_rate, s.desk.here.slide) == ("", False)


async def test_a_usual_lock_starts_from_what_the_pad_has(page):
    async with page("J") as s:
        await hold(s, "tune")
        assert in_hand(s.desk).value == 1.5
        await s.press("plus")
        assert locks(s) == {"tune": 2.0}
        assert place_of(s, "tune", "+2 st")
        await s.press("backspace")
        assert locks(s) == {}


async def test_any_parameter_of_pad_and_track_can_be_locked_by_name(page):
    async with page("i", *"track_level", "enter") as s:
        assert in_hand(s.desk).name == "track_level_db"
        await s.press("plus", "i", *"crush", "enter")
        await typed(s, *"12k")
        assert locks(s) == {"track_level_db": 1.0, "crush_rate": 12_000.0}
        assert place_of(s, "track", "+1.0 dB")
        assert place_of(s, "rate", "12 kHz")
        await s.press("backspace")
        assert list(locks(s)) == ["track_level_db"]
        assert not any(" rate " in row for row in s.text)


def label_colour(s, word):
    x, y = place_of(s, word)
    (part, *_) = s.strips[y].crop(x - 9, x - 4)
    return part.style.color


async def test_a_lock_to_what_the_pad_has_anyway_is_seen(page):
    async with page("i", *"cutoff", "enter", "down") as s:
        assert locks(s) == {"cutoff": 20_000.0}
        assert label_colour(s, "cutoff") != label_colour(s, "tune")


async def test_a_lock_that_is_there_is_not_offered_again(page):
    async with page("i", *"cutoff", "enter", "i", *"cutoff") as s:
        assert not any("filter frequency" in row for row in s.text[5:])


async def test_a_run_of_keys_is_one_undo(page):
    async with page() as s:
        before = s.session.project
        await hold(s, "decay")
        await s.press("plus", "plus", "plus")
        await s.press("u")
        assert s.session.project == before


async def test_the_arrows_go_from_step_to_step_within_the_lane(page):
    async with page() as s:
        await s.press("left", "left")
        assert "step 1 of Kick" in s.text[3]
        assert locks(s) == {"tune": -3.0}
        await s.press(*["right"] * 20)
        assert "step 8 of Kick" in s.text[3]


async def test_the_control_in_hand_stays_from_step_to_step(page):
    async with page() as s:
        await hold(s, "pan")
        await s.press("right", "J")
        assert in_hand(s.desk).name == "pan"


async def test_behind_the_end_of_a_lane_is_nothing_to_turn(page):
    async with page("escape") as s:
        await s.press(*["j"] * 4, *["l"] * 5, "i", "plus", "i")
        assert "This lane ends at step 5" in s.words


async def test_the_mouse_goes_to_a_step_and_turns_its_details(page):
    async with page() as s:
        before = s.session.project
        await s.pilot.click(offset=(16 + 3 * 3 + 1, 2))
        await s.pilot.pause()
        assert "step 4 of Kick" in s.text[3]
        x, y = place_of(s, "chance")
        await drag(s, (x, y), (x - 3, y))
        assert s.desk.here.chance == 85
        await s.mouse(events.MouseScrollUp, x, y)
        assert s.desk.here.chance == 90
        await s.pilot.click(offset=(x, y), times=2)
        await s.pilot.pause()
        assert s.session.project == before


async def test_the_step_strip_tells_locks_in_their_units(page):
    async with page("escape", "h") as s:
        strip = next(row for row in s.text if row.startswith(" STEP "))
        assert "tune -3 st" in strip
        assert "nudge -40  " in strip


async def test_the_details_beside_the_grid_are_those_of_the_page(page):
    async with page("i", *"drive", "down", "enter", size=(120, 36)) as s:
        names = [control.parameter.label for control in rack_of(s.desk).controls]
        await s.press("escape")
        for name in names:
            assert any(f"   {name} " in row for row in s.text)


async def test_all_lanes_are_there_where_there_is_room(page):
    async with page(size=(120, 36)) as s:
        await s.pilot.click(offset=(16 + 1, 2 + 3))
        await s.pilot.pause()
        assert (s.desk.row, s.desk.step) == (3, 0)
        assert "step 1 of Open" in s.text[18]
        await s.pilot.click(offset=(16 + 1, 2 + 15))
        await s.pilot.pause()
        assert s.desk.row == 3

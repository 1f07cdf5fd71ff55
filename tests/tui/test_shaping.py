"""What keys, mouse and typing do to the aspect of the steps that the grid shows."""

import pytest
from test_mouse import LABEL, TOP, at, drag
from textual import events

from padsketch.model import REST
from padsketch.tui.editing.aspects import NAMES

HAT = 4
"""The row of the hat in the kit of these sketches."""


def step(s, pad="kick", number=1):
    return s.session.current_pattern.lane(pad).step(number - 1)


def values(s, field, pad="kick"):
    return [getattr(found, field) for found in s.session.current_pattern.lane(pad).steps]


async def test_keys_turn_through_what_the_grid_shows(sketch):
    async with sketch() as s:
        assert s.text[1].startswith(" KEY PAD")
        for name in NAMES[1:-1]:
            await s.press("0")
            assert s.text[1].startswith(f" {name} ")
        await s.press("0")
        assert s.text[1].startswith(" lock: cutoff ")
        await s.press("9", "9")
        assert s.text[1].startswith(" roll ")
        await s.press(",", "2")
        assert s.text[1].startswith(" velocity ")
        await s.press("9", "9")
        assert s.text[1].startswith(" lock: cutoff ")


async def test_the_mouse_turns_through_what_the_grid_shows(sketch):
    async with sketch() as s:
        await s.pilot.click(offset=(3, 1))
        await s.pilot.click(offset=(3, 1))
        await s.pilot.pause()
        assert s.text[1].startswith(" chance ")
        await s.pilot.click(offset=(3, 1), button=3)
        await s.pilot.pause()
        assert s.text[1].startswith(" velocity ")


async def test_the_grid_asks_which_locks_it_shall_show_and_remembers(sketch):
    async with sketch() as s:
        await s.press(",", "7", *"reso", "enter")
        assert s.text[1].startswith(" lock: reso ")
        await s.press("0")
        assert s.desk.aspect == "steps"
        await s.press("9")
        assert s.text[1].startswith(" lock: reso ")
        await s.press("escape")
        assert s.desk.aspect == "steps"


async def test_resetting_a_velocity_keeps_the_details_of_the_hit(sketch):
    async with sketch() as s:
        await s.press("down", *["right"] * 15, ",", "2")
        before = step(s, "snare", 16)
        assert (before.velocity, before.chance, before.rolls) == (50, 60, 3)
        await s.press("backspace")
        after = step(s, "snare", 16)
        assert (after.velocity, after.chance, after.rolls) == (100, 60, 3)
        await s.press("u")
        assert step(s, "snare", 16) == before


async def test_enter_goes_to_and_fro_between_a_value_and_none(sketch):
    async with sketch() as s:
        await s.press(",", "3", "enter")
        assert step(s).chance == 50
        await s.press("-", "-", "enter")
        assert step(s).chance == 100
        await s.press("enter")
        assert step(s).chance == 40


async def test_a_held_key_in_an_aspect_is_one_undo(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press(",", "3", *"---")
        assert step(s).chance == 85
        await s.press("u")
        assert s.session.project == before


async def test_the_digits_give_every_so_manieth_hit_the_value_at_the_cursor(sketch):
    async with sketch() as s:
        await s.press(*["down"] * HAT, ",", "3", "-", "-", "n", "4")
        chances = values(s, "chance", "hat")
        assert chances[:9] == [90, 100, 100, 100, 90, 100, 100, 100, 90]
        await s.press("home", *["right"] * 2, "n", "8")
        assert values(s, "chance", "hat")[:11] == [*chances[:2], 90, *chances[3:10], 90]
        assert values(s, "velocity", "hat")[1] == 0


async def test_an_aspect_of_the_whole_lane_is_reset(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press(",", "3", *"LLLLLL", "-", "escape", "n", "0")
        assert s.session.project == before
        assert step(s).velocity == 127


async def test_an_aspect_is_pasted_alone(sketch):
    async with sketch() as s:
        await s.press("down", *["right"] * 15, "y", "home", *["right"] * 4, ",", "5", "p")
        pasted = step(s, "snare", 5)
        assert (pasted.rolls, pasted.chance, pasted.velocity) == (3, 100, 127)
        await s.press("right", "p")
        assert step(s, "snare", 6) == REST


async def test_a_selection_of_lanes_moves_by_what_each_of_them_has(sketch):
    async with sketch() as s:
        await s.press(",", "7", *"track_level", "enter", *["J"] * HAT, "minus")
        assert step(s, "kick").locks == (("track_level_db", -4.0),)
        assert step(s, "hat").locks == (("track_level_db", -1.0),)
        assert step(s, "snare") == REST


async def test_an_aspect_of_rests_is_refused(sketch):
    async with sketch() as s:
        await s.press(",", "4", "right")
        before = s.session.project
        for key in ("enter", "plus", "backspace", "quotation_mark"):
            await s.press(key)
            assert s.words.startswith("There is no hit here.")
        await s.press("n", "8")
        assert s.words.startswith("There is no hit here.")
        assert s.session.project is before


@pytest.mark.parametrize(
    ("aspect", "typed", "field", "value"),
    [
        ("1", "90", "velocity", 90),
        ("2", "7", "velocity", 7),
        ("3", "33", "chance", 33),
        ("4", "!2:4", "when", "!2:4"),
        ("5", "3@1/32T", "roll_rate", "1/32T"),
        ("6", "-10%", "nudge", -24),
    ],
)
async def test_the_exact_value_is_typed_and_is_one_undo(sketch, aspect, typed, field, value):
    async with sketch() as s:
        before = s.session.project
        await s.press(",", aspect, "quotation_mark", *typed, "enter")
        assert getattr(step(s), field) == value
        await s.press("u")
        assert s.session.project == before


async def test_a_stroke_paints_the_last_value_on_hits_alone_and_is_one_undo(sketch):
    async with sketch() as s:
        before = s.session.project
        await s.press(",", "3")
        await drag(s, (0, 0), (0, 15))
        assert values(s, "chance")[:7] == [50, 100, 100, 50, 100, 100, 50]
        assert values(s, "velocity") == [
            step.velocity for step in before.pattern("A1").lane("kick").steps
        ]
        await s.press("u")
        assert s.session.project == before


async def test_a_stroke_that_begins_on_its_value_resets(sketch):
    async with sketch() as s:
        await s.press(",", "3")
        await drag(s, (0, 0), (0, 6))
        await drag(s, (0, 3), (0, 6))
        assert values(s, "chance")[:7] == [50, 100, 100, 100, 100, 100, 100]


async def test_the_right_button_resets_one_aspect(sketch):
    async with sketch() as s:
        await s.press(",", "5")
        await drag(s, (1, 12), (1, 15), button=3)
        found = step(s, "snare", 16)
        assert (found.rolls, found.chance, found.velocity) == (1, 60, 50)


async def test_height_is_the_value_where_lanes_are_two_rows_high(sketch):
    async with sketch(size=(80, 48)) as s:
        before = s.session.project
        await s.press(",", "2")
        rects = [s.desk.geometry.cell_rect(0, step) for step in (0, 3, 6)]
        places = [(LABEL + rect.x + 1, TOP + rect.y) for rect in rects]
        (x0, y), (x3, _), (x6, _) = places
        await s.mouse(events.MouseDown, x0, y + 1, button=1)
        await s.mouse(events.MouseMove, x3, y + 1, button=1)
        await s.mouse(events.MouseMove, x6, y, button=1)
        await s.mouse(events.MouseUp, x6, y, button=1)
        assert values(s, "velocity")[:7] == [64, 0, 0, 64, 0, 0, 127]
        await s.press("u")
        assert s.session.project == before


async def test_the_wheel_turns_what_the_grid_shows(sketch):
    async with sketch() as s:
        await s.press(",", "6")
        await s.mouse(events.MouseScrollDown, *at(0, 3))
        await s.mouse(events.MouseScrollDown, *at(0, 3))
        assert step(s, "kick", 4).nudge == -20
        assert "‹20" in s.text[2]


async def test_the_step_strip_tells_the_exact_value(sketch):
    async with sketch() as s:
        await s.press(",", "7", *"reso", "enter", "plus")
        strip = next(row for row in s.text if row.startswith(" STEP "))
        assert "reso 0.10" in strip
        await s.press(",", "2")
        assert "vel 127" in next(row for row in s.text if row.startswith(" STEP "))


async def test_a_value_that_the_step_page_set_is_seen_in_the_grid(sketch):
    async with sketch() as s:
        await s.press("i", *["down"], "minus", "I", "I", ",", "3")
        assert "95" in s.text[2]

"""What of its steps the grid shows: as text, and what keys, mouse and typing make of it."""

import pytest
from test_mouse import LABEL, TOP, at, drag
from textual import events

from padsketch.errors import UsageError
from padsketch.model import REST, Step
from padsketch.model.step import STEP_RANGES
from padsketch.tui.aspects import (
    CONDITION,
    NAMES,
    PLAIN,
    ROLL,
    TABLE,
    VELOCITIES,
    lock_aspect,
    nudge_aspect,
)
from padsketch.tui.drawing.cells import BeatLook, beat_strips
from padsketch.tui.drawing.glyphs import ASCII, UNICODE

CHANCE = TABLE["chance"](None, None)
NUDGE = nudge_aspect(240, 230)
CUTOFF = lock_aspect("cutoff", 20_000.0)
WHEN_WORDS = (
    "1:2",
    "2:2",
    "!1:2",
    "8:8",
    "!8:8",
    *(f"{n}{w}" for n in ("", "!") for w in ("fill", "first", "prev", "neighbour")),
)
HAT = 4
"""The row of the hat in the kit of these sketches."""
FILTER = lock_aspect("filter", 0.0)


def hits(**values):
    ((name, each),) = values.items()
    return [Step(velocity=100, **{name: value}) for value in each]


def drawn(aspect, steps, glyphs=UNICODE, rows=1, cursor=-1):
    cells = tuple(aspect.look(step, glyphs) for step in steps)
    strips = beat_strips(BeatLook(cells, 0, cursor=cursor), -1, glyphs, False, rows)
    return [strip.text for strip in strips]


def test_velocity_is_a_bar_of_eight_heights():
    steps = [Step(velocity=v) for v in (1, 40, 64, 127)]
    assert drawn(VELOCITIES, steps) == [" ▁  ▃  ▄  █ ┆"]
    assert drawn(VELOCITIES, [*steps[:3], REST], ASCII) == [" 1  3  5  . |"]
    assert drawn(VELOCITIES, steps, rows=2) == ["          █ ┆", " ▁  ▅  █  █ ┆"]


def test_a_chance_is_its_figure_and_a_bar_where_there_is_room():
    steps = hits(chance=(100, 50, 5, 0))
    assert drawn(CHANCE, steps) == [" •  50 5  0 ┆"]
    assert drawn(CHANCE, steps, rows=2) == [" █          ┆", " █  █  ▁  ▁ ┆"]


def test_conditions_are_told_in_three_characters():
    assert drawn(CONDITION, hits(when=("", "2:4", "fill", "neighbour"))) == [" • 2:4filnei┆"]
    assert drawn(CONDITION, hits(when=("!2:4", "!fill", "!first", "prev"))) == ["!24!fi!1spre┆"]


def test_no_two_conditions_look_the_same():
    seen = [drawn(CONDITION, [CONDITION.parsed(when)])[0] for when in WHEN_WORDS]
    assert len(set(seen)) == len(WHEN_WORDS)


def test_texts_side_by_side_are_told_apart_without_colour():
    cells = tuple(CONDITION.look(step, UNICODE) for step in hits(when=("1:2", "2:2")))
    (strip,) = beat_strips(BeatLook(cells, 0), -1, UNICODE, False, 1)
    assert [bool(part.style.bold) for part in strip.crop(0, 6)] == [False, True]


def test_rolls_tell_their_number_and_their_rate():
    steps = [
        Step(velocity=100),
        Step(velocity=100, rolls=3),
        Step(velocity=100, rolls=4, roll_rate="1/32"),
        Step(velocity=100, rolls=3, roll_rate="1/16T"),
    ]
    assert drawn(ROLL, steps) == [" •  3  4/ 3T┆"]


def test_a_nudge_points_to_where_it_is_played():
    assert drawn(NUDGE, hits(nudge=(0, -20, 5, -120))) == [" • ‹20 5› ‹‹┆"]
    assert drawn(NUDGE, hits(nudge=(0, -20, 5, 120)), ASCII) == [" o <20 5> >>|"]


def test_locks_are_bars_over_the_range_of_their_parameter():
    steps = [Step(velocity=100, locks=(("cutoff", hz),)) for hz in (20.0, 632.0, 20_000.0)]
    assert drawn(CUTOFF, [*steps, PLAIN]) == [" ▁  ▄  █  • ┆"]
    assert drawn(FILTER, [Step(velocity=100, locks=(("filter", 1.0),))]) == ["ban┆"]


def test_a_rest_with_a_detail_shows_it():
    assert drawn(CHANCE, [Step(chance=50), REST]) == [" 50 · ┆"]


@pytest.mark.parametrize("name", NAMES[1:-1])
@pytest.mark.parametrize("cursor", [-1, 0])
def test_every_aspect_has_plain_characters(name, cursor):
    aspect = NUDGE if name == "nudge" else TABLE[name](None, None)
    steps = [REST, PLAIN, aspect.brush, aspect.moved(aspect.brush, -3)]
    assert drawn(aspect, steps, ASCII, cursor=cursor)[0].isascii()


def test_the_cursor_is_seen_where_a_text_leaves_no_room_for_brackets():
    (found,) = drawn(CONDITION, hits(when=("2:4", "")), cursor=1)
    assert found == "2:4[•]┆"
    cells = tuple(CONDITION.look(step, UNICODE) for step in hits(when=("2:4", "")))
    (strip,) = beat_strips(BeatLook(cells, 0, cursor=0), -1, UNICODE, False, 1)
    assert all(part.style.reverse for part in strip.crop(0, 3))


@pytest.mark.parametrize("when", WHEN_WORDS)
def test_every_condition_can_be_typed_in_full(when):
    assert CONDITION.parsed(f" {when} ").when == when
    assert CONDITION.text(CONDITION.parsed(when)) == when


@pytest.mark.parametrize(
    ("text", "roll"),
    [
        ("3", (3, "", 0)),
        ("3@1/32t", (3, "1/32T", 0)),
        ("4 @ 1/32 -50%", (4, "1/32", -50)),
        ("8 +100", (8, "", 100)),
    ],
)
def test_a_roll_is_typed_with_its_rate_and_its_ramp(text, roll):
    step = ROLL.parsed(text)
    assert (step.rolls, step.roll_rate, step.ramp) == roll
    assert ROLL.parsed(ROLL.text(step)) == step


@pytest.mark.parametrize("text", ["", "0", "9", "3@1/5", "3@", "x", "3 -500%"])
def test_what_is_no_roll_is_refused(text):
    with pytest.raises(UsageError):
        ROLL.parsed(text)


def test_a_nudge_is_typed_in_ticks_or_percent_of_a_step():
    assert NUDGE.parsed("-20").nudge == -20
    assert NUDGE.parsed("12.5%").nudge == 30
    for text in ("231", "-99%", "soon"):
        with pytest.raises(UsageError):
            NUDGE.parsed(text)


@pytest.mark.parametrize("aspect", [VELOCITIES, CHANCE, CONDITION, ROLL, NUDGE, CUTOFF])
def test_a_value_goes_from_hit_to_hit_and_takes_nothing_else_along(aspect):
    rich = Step(
        velocity=43, chance=60, when="2:4", nudge=-20, rolls=3, locks=(("tune", -2.0),), slide=True
    )
    laid = aspect.laid(rich, aspect.brush)
    assert laid != rich
    assert aspect.blend(PLAIN, laid) == aspect.brush
    assert aspect.blend(laid, rich) == rich
    assert aspect.laid(REST, aspect.brush) == REST
    assert aspect.laid(rich, REST) == rich


@pytest.mark.parametrize("aspect", [VELOCITIES, CHANCE, ROLL])
def test_no_key_leads_out_of_the_range_of_a_value(aspect):
    low, high = STEP_RANGES[aspect.field]
    least, most = aspect.moved(PLAIN, -1000), aspect.moved(PLAIN, 1000)
    assert getattr(least, aspect.field) == max(low, 1 if aspect is VELOCITIES else low)
    assert getattr(most, aspect.field) == high


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
        await s.press("9", "0", "0", *"drive_c", "enter")
        assert s.text[1].startswith(" lock: curve ")


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


@pytest.mark.parametrize(
    ("aspect", "height", "text"),
    [
        (VELOCITIES, 0.5, "64"),
        (CHANCE, 0.5, "50%"),
        (CHANCE, 1.0, "100%"),
        (CUTOFF, 0.5, "630 Hz"),
        (lock_aspect("pan", 0.0), 0.5, "C"),
    ],
)
def test_a_height_is_a_round_value(aspect, height, text):
    assert aspect.text(aspect.at_height(height)) == text


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

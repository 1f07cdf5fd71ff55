"""What of its steps the grid shows: as text, as it is typed, and as it is laid on a hit."""

import pytest

from padsketch.errors import UsageError
from padsketch.model import REST, Step
from padsketch.model.step import STEP_RANGES
from padsketch.tui.drawing.cells import BeatLook, beat_strips
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.editing.aspects import (
    CONDITION,
    NAMES,
    PLAIN,
    ROLL,
    TABLE,
    VELOCITIES,
    lock_aspect,
    nudge_aspect,
)

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

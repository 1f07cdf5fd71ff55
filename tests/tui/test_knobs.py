from padsketch.tui.controls.rack import choice
from padsketch.tui.editing.tools import TAKE, Dial, Tool, percent_knob, whole_knob
from padsketch.tui.widgets.knobs import COLUMN, knob_at, knob_rows

HITS = whole_knob("hits", "hits", 2, 16, 4, "hits", "how many")
WIDE = choice("like", "like", "as what", ("laid back snare", "straight"))
KNOBS = (HITS, WIDE, percent_knob("amount", 50, "amount", "how much"), TAKE)


def dial(**remembered):
    return Dial(Tool("any", "Any", KNOBS, lambda project, values: project), remembered)


def test_long_words_have_room_and_rows_are_filled():
    assert knob_rows(KNOBS, 4 * COLUMN) == [[0, 1, 2], [3]]
    assert knob_rows(KNOBS, 10 * COLUMN) == [[0, 1, 2, 3]]
    assert knob_rows(KNOBS, 5) == [[0], [1], [2], [3]]


def test_the_mouse_finds_every_knob_where_it_is_drawn():
    for columns in range(2, 7):
        rows = knob_rows(KNOBS, columns * COLUMN)
        found = {
            knob_at(rows, KNOBS, x, y)
            for y in range(len(rows))
            for x in range(0, columns * COLUMN, COLUMN)
        }
        assert found - {None} == set(range(len(KNOBS)))
        assert knob_at(rows, KNOBS, 0, len(rows)) is None
        assert knob_at(rows, KNOBS, columns * COLUMN * 2, 0) is None


def test_remembered_numbers_are_brought_into_the_range_of_today():
    assert dial(hits=99.0, amount=30.0).values == {
        "hits": 16.0,
        "like": 0.0,
        "amount": 30.0,
        "take": 1.0,
    }


def test_typed_digits_make_one_number_until_another_knob_is_taken():
    found = dial()
    for digit in "12":
        found.type(digit)
    assert found.values["hits"] == 12
    found.choose(2)
    found.type("7")
    found.choose(0)
    found.type("3")
    assert (found.values["hits"], found.values["amount"]) == (3, 7)
    found.erase()
    assert found.values["hits"] == HITS.default


def test_words_are_not_typed():
    found = dial()
    found.choose(1)
    found.type("9")
    assert found.values["like"] == 0.0

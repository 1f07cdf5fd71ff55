from padsketch.tui.drawing.colours import BOLD, DIM, NOTHING
from padsketch.tui.drawing.ink import line
from padsketch.tui.drawing.patch import patch


def changed(before, after):
    """Where something is drawn anew, and what."""
    x, segments = patch(line(12, *before), line(12, *after))
    return x, "".join(segment.text for segment in segments)


def test_only_what_lies_between_the_first_and_the_last_change_is_drawn():
    before = [("one", BOLD), ("two", DIM), ("six", NOTHING), ("ten", BOLD)]
    after = [("one", BOLD), ("TWO", DIM), ("six", NOTHING), ("ten", BOLD)]
    assert changed(before, after) == (3, "TWO")


def test_another_style_is_another_look():
    assert changed([("one", DIM), ("two", BOLD)], [("one", DIM), ("two", NOTHING)])[0] == 3


def test_wide_characters_before_a_change_count_two_columns():
    assert changed([("鼓", BOLD), ("a", DIM)], [("鼓", BOLD), ("b", DIM)]) == (2, "b")


def test_nothing_is_drawn_where_nothing_changed():
    assert changed([("one", BOLD)], [("one", BOLD)])[1] == ""


def test_a_part_that_moves_is_drawn_with_what_it_leaves():
    before, after = [("ab", BOLD), ("cdef", DIM)], [("abcd", BOLD), ("ef", DIM)]
    x, text = changed(before, after)
    assert (x, text[:6]) == (0, "abcdef")

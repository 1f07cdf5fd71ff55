"""The lines of the takes page as strings: what is drawn is what is clicked."""

import pytest

from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.takes import LANE_WORDS, TAKE_WORDS, TakeLook, take_strip, word_at

LOOK = TakeLook(3, 2, "5.1.1", (("Kick", 1), ("Hat", 8)), True, False)


def test_a_take_says_its_pass_its_bar_and_its_hits():
    assert take_strip(LOOK, 80, UNICODE).text == (
        "▸  3  pass 2   at 5.1.1      9 hits  Kick 1  Hat 8               listen  delete "
    )


def test_one_hit_is_not_several():
    assert " 1 hit   Kick 1" in take_strip(LOOK._replace(hits=(("Kick", 1),)), 80, UNICODE).text


def test_what_is_heard_is_said_in_words():
    line = take_strip(LOOK._replace(is_heard=True), 80, ASCII).text
    assert line.startswith(">  3")
    assert line.endswith(" > heard ")


def test_a_take_that_is_not_in_front_offers_nothing():
    assert take_strip(LOOK._replace(is_here=False), 80, UNICODE).text.rstrip().endswith("Hat 8")


@pytest.mark.parametrize("width", [80, 120, 300])
def test_the_mouse_finds_the_words_where_they_are_drawn(width):
    line = take_strip(LOOK, width, UNICODE).text
    for word in TAKE_WORDS:
        start = line.index(word)
        assert word_at(TAKE_WORDS, start, width) == word
        assert word_at(TAKE_WORDS, start + len(word) - 1, width) == word
    assert word_at(TAKE_WORDS, 20, width) == ""
    assert word_at(LANE_WORDS, width - 2, width) == "layer"


def test_names_from_outside_do_no_harm():
    line = take_strip(LOOK._replace(hits=(("\x1b[31m[/]", 1),)), 80, UNICODE).text
    assert "\x1b" not in line

"""A word is clicked where it is drawn."""

import pytest

from padsketch.tui.drawing.word_row import Word, WordRow, command_at, word_row_strip

ROW = WordRow("CHOP", (Word("onsets", "a"), Word("equal", "b", True), Word("to pads", "c")))


@pytest.mark.parametrize("width", [30, 40, 80])
def test_the_mouse_finds_every_word_where_it_is_drawn(width):
    text = word_row_strip(ROW, width).text
    assert len(text) == width
    for word in ROW.words:
        start = text.index(word.text)
        assert command_at(ROW, start, width) == word.command
        assert command_at(ROW, start + len(word.text) - 1, width) == word.command
    assert command_at(ROW, 1, width) == ""
    assert command_at(ROW, width - 1, width) in ("", "c")


def test_words_without_room_are_not_there_to_be_clicked():
    text = word_row_strip(ROW, 20).text
    assert "to pads" not in text
    assert "c" not in {command_at(ROW, x, 20) for x in range(20)}


def test_a_word_that_is_on_is_reversed():
    strip = word_row_strip(ROW, 80)
    segments = {segment.text: segment.style for segment in strip}
    assert segments["equal"].reverse
    assert not segments["onsets"].reverse

"""The lines of the sound browser as strings: what is drawn is what is clicked."""

import pytest

from padsketch.tui.drawing.colours import NOTHING
from padsketch.tui.drawing.found_sound import SoundLook, facts_of, sound_strips
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.sounds import (
    EntryLook,
    column_at,
    columns,
    entry_strip,
    head_strip,
    heads_strip,
    hertz_text,
    scrolled,
    seconds_text,
)

LOOP = EntryLook("amen.wav", False, True, True, False, 1.753, 136.8, tags=("break", "loop"))
WAVE = tuple((-n / 100, n / 100) for n in range(1, 101))
FACTS = (("length", "1.75 s"), ("file", "44.1 kHz stereo"), ("tempo", "137.0 BPM by name"))


def text(look, width=80, glyphs=UNICODE):
    return entry_strip(look, width, glyphs).text


def test_a_sound_says_length_tempo_and_tags():
    assert text(LOOP) == (
        "▸* amen.wav                                        1.75    137  break loop      "
    )


def test_what_is_not_known_is_left_empty():
    assert text(EntryLook("a.wav", False, False, False, False)).split() == ["a.wav"]


def test_a_folder_is_told_by_a_character_not_by_colour():
    assert text(LOOP._replace(name="Breaks", is_folder=True))[3:10] == "Breaks/"


def test_what_is_heard_and_where_the_cursor_is_are_told_apart():
    assert text(LOOP._replace(is_heard=True))[0] == "▶"
    assert text(LOOP._replace(is_here=False))[0] == " "
    assert text(LOOP, glyphs=ASCII)[0] == ">"


def test_a_file_that_is_no_sound_says_why_in_its_line():
    line = text(LOOP._replace(fault="it is no audio that can be read"))
    assert line.rstrip().endswith("it is no audio that can be read")
    assert "137" not in line


def test_a_wide_list_shows_brightness_and_decay():
    look = LOOP._replace(brightness_hz=2340.0, decay_s=0.31)
    assert "2.3 kHz" in text(look, 120)
    assert "0.31" in text(look, 120)
    assert "2.3 kHz" not in text(look, 80)


@pytest.mark.parametrize("width", [40, 80, 95, 96, 120, 300])
def test_the_mouse_finds_the_heads_where_they_are_drawn(width):
    line = heads_strip("length", True, width, UNICODE).text
    assert len(line) == width
    for column in columns(width):
        if column.order and column.width:
            start = line.index(column.head.strip())
            assert column_at(start, width) == column.order
            assert column_at(start + len(column.head.strip()) - 1, width) == column.order
    assert column_at(width - 1, width) == ""


def test_the_head_says_which_way_a_list_is_sorted():
    assert "length▴" in heads_strip("length", True, 80, UNICODE).text
    assert "name▾" in heads_strip("name", False, 80, UNICODE).text
    assert "namev" in heads_strip("name", False, 80, ASCII).text


def test_a_list_moves_only_as_far_as_the_cursor_makes_it():
    first, seen = 0, []
    for here in (*range(20), *range(19, -1, -1)):
        first = scrolled(first, here, 10, 20)
        seen.append(first)
        assert first <= here < first + 10
        assert 0 <= first <= 10
    assert seen[:10] == [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert seen[20:30] == [10, 10, 10, 10, 10, 10, 10, 10, 10, 9]


@pytest.mark.parametrize(("rows", "count"), [(10, 3), (1, 5), (2, 5), (10, 0)])
def test_a_short_list_begins_at_its_first_line(rows, count):
    for here in range(count):
        first = scrolled(0, here, rows, count)
        assert first <= here < first + rows
    assert scrolled(7, 0, rows, count) == 0


def test_of_a_long_path_the_end_is_seen():
    path = "/home/anna/" + "samples/" * 30 + "breaks"
    line = head_strip(path, "  12 sounds", "onto Z Kick ", 80, UNICODE).text
    assert len(line) == 80
    assert "samples/breaks  12 sounds" in line
    assert line.endswith("onto Z Kick ")


def test_the_sound_is_drawn_above_its_facts():
    lines = sound_strips(SoundLook("amen.wav", WAVE, FACTS), (80, 6), NOTHING, UNICODE)
    assert len(lines) == 6
    assert "█" in lines[0].text
    assert lines[-1].text.rstrip() == " amen.wav  1.75 s  44.1 kHz stereo  137.0 BPM by name"


def test_where_there_is_room_every_fact_has_a_line():
    lines = sound_strips(SoundLook("amen.wav", WAVE, FACTS), (60, 30), NOTHING, UNICODE)
    assert [line.text.rstrip() for line in lines[-4:]] == [
        " amen.wav",
        " length    1.75 s",
        " file      44.1 kHz stereo",
        " tempo     137.0 BPM by name",
    ]
    assert len(lines) < 20


def test_the_place_that_is_heard_is_turned_round():
    still = sound_strips(SoundLook("a", WAVE, ()), (50, 5), NOTHING, UNICODE)
    heard = sound_strips(SoundLook("a", WAVE, (), head=0.5), (50, 5), NOTHING, UNICODE)
    assert [line.text for line in still] == [line.text for line in heard]
    styles = [segment.style.reverse for segment in heard[0].divide([25, 26])[1]]
    assert styles == [True]


def test_a_sound_that_cannot_be_read_says_why_and_has_no_picture():
    look = SoundLook("bad.wav", (), (), "it is no audio that can be read")
    lines = [line.text.strip() for line in sound_strips(look, (60, 6), NOTHING, UNICODE)]
    assert lines == ["", "", "", "", "bad.wav", "it is no audio that can be read"]


@pytest.mark.parametrize("name", ["\x1b]52;c;aGk=\x07[/]", "a\u202eb\nc", "\udcff", "漢" * 60])
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_names_from_outside_do_no_harm(name, glyphs):
    hostile = EntryLook(name, False, False, True, False, tags=(name, name), fault="")
    look = SoundLook(name, WAVE, (("by", name),), "")
    lines = [
        entry_strip(hostile, 80, glyphs),
        entry_strip(hostile._replace(fault=name), 80, glyphs),
        head_strip(name, "", "", 80, glyphs),
        *sound_strips(look, (80, 6), NOTHING, glyphs),
        *sound_strips(look, (80, 20), NOTHING, glyphs),
    ]
    for line in lines:
        assert line.cell_length == 80
        assert not set(line.text) & set("\x1b\x07\n\u202e\udcff")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, ""), (0.123, "0.12"), (12.34, "12.3"), (60, "1:00"), (599.6, "10:00")],
)
def test_lengths_are_short(seconds, words):
    assert seconds_text(seconds) == words


def test_frequencies_are_short():
    assert [hertz_text(hertz) for hertz in (0, 84.4, 999, 12345)] == [
        "",
        "84 Hz",
        "999 Hz",
        "12.3 kHz",
    ]


def test_facts_that_are_not_known_are_left_out():
    found = facts_of(0.5, 48_000, 1, (), (("key", ""), ("by", "Anna")))
    assert found == (("length", "0.50 s"), ("file", "48 kHz mono"), ("by", "Anna"))

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import InvalidFile, PadsketchError, UsageError
from padsketch.model.edits import Clip
from padsketch.model.step import GLYPH_STEPS, REST
from padsketch.storage.clipboard import Row, clip_text, lane_line, pattern_text, read_pasted
from strategies import patterns


def row(glyphs, pad=""):
    return Row(pad, tuple(map(GLYPH_STEPS.get, glyphs)))


@given(patterns())
def test_a_pattern_travels_with_all_its_details(pattern):
    assert read_pasted(pattern_text("A1", pattern)) == pattern


def test_steps_travel_as_they_are_written_in_a_file():
    steps = row("X..x5o.").steps
    assert clip_text(Clip((steps,))) == "X..x5o."
    assert read_pasted("X..x5o.") == (row("X..x5o."),)
    assert clip_text(Clip((steps, (None, *steps[1:])))) == "X..x5o.\n...x5o."


def test_a_copied_lane_names_itself():
    assert lane_line("kick", row("X..x").steps) == 'kick = "X..x"'
    assert read_pasted('kick = "X..x"') == (row("X..x", "kick"),)


@pytest.mark.parametrize(
    "text",
    [
        'kick = "x..."\nsnare = ".x.."',
        "kick x...\nsnare .x..",
        "kick: x...\n\n# a comment\nsnare:   .x..  ",
        "kick x . . .\r\nsnare |.x|..|",
        "kick='x...' # four\nsnare='.x..'",
    ],
)
def test_lanes_are_understood_as_people_write_them(text):
    assert read_pasted(text) == (row("x...", "kick"), row(".x..", "snare"))


def test_lines_without_a_name_are_lanes_too():
    assert read_pasted("x..x\n..o.\n") == (row("x..x"), row("..o."))
    assert read_pasted("xxxx ....") == (row("xxxx...."),)
    assert read_pasted("x | . | x") == (row("x.x"),)


def test_rests_at_the_end_are_pasted_as_well():
    (pasted,) = read_pasted("x...")
    assert pasted.steps[1:] == (REST, REST, REST)


def test_a_pattern_without_its_name_is_one_as_well():
    pattern = read_pasted('length = 8\nswing = 58\n[lanes]\nkick = "x"')
    assert (pattern.length, pattern.swing) == (8, 58.0)
    assert list(pattern.lanes) == ["kick"]


WRONG = [
    ("", "neither steps, lanes nor a pattern"),
    ("hello world, this is a letter", "line 1"),
    ("x..x\nx.?.", "line 2: step 3: '?' is not a step"),
    ("kick x..x\nx..x", "Some of these lines name a lane and some do not"),
    ("kick", "line 1"),
    ("x" * 129, "line 1: 129 steps are more than 128"),
    ("[patterns.A1]\nlength = 0", "patterns.A1.length: 0 is outside 1 to 128"),
    ("[patterns.A1.lanes]\nkick = 'x?'", "patterns.A1.lanes.kick: step 2: '?' is not a step"),
    ("[patterns.A1]\n[patterns.A2]", "One pattern at a time"),
    ("[patterns", "line 1"),
    ("[patterns]\nA1 = 3", "patterns.A1: expected a table, found 3"),
    ("x\n" * 5000, "neither"),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_none_of_these_is_refused_with_its_place(text, words):
    with pytest.raises((InvalidFile, UsageError)) as error:
        read_pasted(text)
    assert words in error.value.title


def test_a_paste_of_anything_breaks_nothing():
    for text in ("\x1b]52;c;x\a", "\x00", "[" * 2000, "=" * 100, "🥁 x..x", "'''", '"', "| |"):
        with pytest.raises(PadsketchError) as error:
            read_pasted(text)
        assert "\x1b" not in error.value.title


@given(st.text(max_size=80) | st.text("xXo.123 |\n=\"'[]#kick:", max_size=80))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(PadsketchError):
        assert read_pasted(text)

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.display import cells, safe

ANYTHING = st.text(alphabet=st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    "text", ["", "Kick 808.wav", "Schlagzeug süß", "キック", "[bold]x[/]", "🥁"]
)
def test_harmless_names_are_not_touched(text):
    assert safe(text) == text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "�red�"),
        ("a\x1b]0;owned\x07b", "a�b"),
        ("a\x1b]52;c;cm0gLXJm\x1b\\b", "a�b"),
        ("a\x1bPq#0\x1b\\b", "a�b"),
        ("a\x1b]never ended", "a�never ended"),
        ("a\x9b31mb\x9d0;t\x9cc", "a�b�c"),
        ("a\x1b", "a�"),
        ("a\x1bcb", "a�b"),
        ("bell\x07 back\x08 nul\x00 del\x7f", "bell� back� nul� del�"),
        ("two\nlines\r\nand\ttab\u2028end", "two lines and tab end"),
        ("safe\u202egnp.exe", "safe�gnp.exe"),
        ("a\u2066b\u2069c", "a�b�c"),
        ("zero\u200bwidth\ufeff", "zero�width�"),
        ("soft\xadhyphen", "soft�hyphen"),
        ("tag\U000e0041", "tag�"),
        ("blank\u3164name", "blank�name"),
        ("caf\udce9", "caf�"),
        ("private\ue000", "private�"),
        ("heart\u2764\ufe0f", "heart\u2764"),
        ("\u0301lone", "�lone"),
        ("a \u0301", "a �"),
    ],
)
def test_hostile_text_is_made_visible_and_harmless(hostile, shown):
    assert safe(hostile) == shown


def test_a_flood_of_marks_cannot_bury_the_lines_above():
    assert len(safe("e" + "\u0301" * 1000 + "x")) == 5


def test_ordinary_accents_stay():
    assert safe("e\u0323\u0302 Việt") == "e\u0323\u0302 Việt"


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "abcd…"),
        ("キックドラム", 12, "キックドラム"),
        ("キックドラム", 6, "キッ…"),
        ("キック", 4, "キ…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("", 0, ""),
    ],
)
def test_a_long_name_stays_in_its_column(text, width, shown):
    assert safe(text, width) == shown


@given(ANYTHING, st.integers(0, 20))
def test_nothing_dangerous_comes_through(text, width):
    line = safe(text, width)

    assert cells(line) <= width
    assert not {unicodedata.category(char) for char in line} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    line.encode()


@given(ANYTHING)
def test_filtering_twice_changes_nothing_more(text):
    assert safe(safe(text)) == safe(text)

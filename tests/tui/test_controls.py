import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.display import cells
from padsketch.model.parameters import GROUPS, PAD, TRACK
from padsketch.tui.drawing.colours import ACCENT
from padsketch.tui.drawing.controls import bar_text, control_look, control_parts, share
from padsketch.tui.drawing.glyphs import ASCII, UNICODE

EVERY = [p for table in GROUPS.values() for p in table.values()]


def drawn(parameter, value, glyphs=UNICODE, **more):
    return control_parts(control_look(parameter, value, **more), 27, ACCENT, glyphs)


def text(parts):
    return "".join(part for part, _ in parts)


def test_a_control_shows_label_bar_and_value():
    assert text(drawn(TRACK["level_db"], -12.0)) == " level  ━━━━────  -12.0 dB "
    assert text(drawn(PAD["direction"], 2.0)) == " dir             ping-pong "


def test_what_lies_on_two_sides_is_drawn_from_the_middle():
    assert text(drawn(TRACK["pan"], 0.5)) == " pan    ────━━──       R50 "
    assert text(drawn(TRACK["pan"], -0.25)) == " pan    ───━────       L25 "
    assert text(drawn(TRACK["pan"], 0.0)) == " pan    ────┆───         C "


def test_a_control_is_drawn_with_plain_characters_where_the_terminal_has_no_others():
    assert text(drawn(TRACK["pan"], 0.5, ASCII)) == " pan    ----==--       R50 "


def test_what_was_changed_and_what_is_in_hand_are_seen_without_colour():
    plain, changed = drawn(TRACK["level_db"], 0.0), drawn(TRACK["level_db"], -3.0)
    assert plain[0][1].dim
    assert not changed[0][1].dim
    assert changed[-2][1].bold
    assert drawn(TRACK["level_db"], 0.0, is_here=True)[-2][1].reverse


def test_a_default_of_its_own_decides_what_was_changed():
    assert not control_look(PAD["tune"], 3.0, default=3.0).is_changed
    assert control_look(PAD["tune"], 0.0, default=3.0).is_changed


@given(st.sampled_from(EVERY), st.floats(0.0, 1.0), st.integers(22, 60))
def test_a_control_fills_its_room_and_no_more(parameter, place, width):
    value = parameter.low + place * (parameter.high - parameter.low)
    look = control_look(parameter, value)
    assert cells(text(control_parts(look, width, ACCENT, UNICODE))) == width


@given(st.sampled_from(EVERY), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_greater_value_never_lies_further_left(parameter, one, other):
    low, high = (
        parameter.low + at * (parameter.high - parameter.low) for at in sorted((one, other))
    )
    assert 0.0 <= share(parameter, low) <= share(parameter, high) <= 1.0


def test_octaves_are_equally_wide():
    cutoff = PAD["cutoff"]
    first = share(cutoff, 200.0) - share(cutoff, 100.0)
    assert share(cutoff, 4000.0) - share(cutoff, 2000.0) == pytest.approx(first)


def test_a_bar_is_drawn_to_half_a_cell():
    assert bar_text((0.0, 0.5), 5, UNICODE) == "━━╾──"
    assert bar_text((0.3, 0.5), 5, UNICODE) == "─╼╾──"
    assert bar_text((0.0, 0.0), 5, UNICODE) == "─────"

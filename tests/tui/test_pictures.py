"""Samples, curves and layers as they are drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.display import cells
from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.score import compile_score
from padsketch.tui.drawing.colours import ACCENT
from padsketch.tui.drawing.curves import (
    Envelope,
    Response,
    curve_strips,
    envelope_heights,
    response_heights,
)
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.layers import layer_text, tab_at, tab_strips, tabs
from padsketch.tui.drawing.sample import Range, played_range, sample_strips

RATE = 48_000
FLAT = Envelope(0.0, 0.0, 0.0, 0.0, 10.0, 500.0, is_held=False)
RAMP = tuple((-at / 99, at / 99) for at in range(100))


def text(strips):
    return [strip.text for strip in strips]


def marks(found, width=20, here="", glyphs=UNICODE):
    return text(sample_strips(RAMP, found, (width, 4), here, ACCENT, glyphs))[-1]


def test_an_envelope_is_drawn_as_it_rises_and_falls():
    envelope = FLAT._replace(attack=100.0, hold=100.0, decay=300.0)
    heights = envelope_heights(envelope, 20)
    assert text(curve_strips(heights, 2, ACCENT, UNICODE, "envelope")) == [
        " ▂▅▇████▆▂          ",
        "▆██████████▆▄▃▂▂▁▁▁▁",
        "envelope            ",
    ]


def test_a_curve_is_drawn_with_plain_characters_where_the_terminal_has_no_others():
    heights = envelope_heights(FLAT._replace(attack=250.0), 12)
    drawn = "".join(text(curve_strips(heights, 2, ACCENT, ASCII, "envelope")))
    assert drawn.isascii()


@pytest.mark.parametrize(
    ("response", "shape"),
    [
        (Response(0, 1000.0, 0.0), "▆▆▆▆▆▅▄▃▁ "),
        (Response(1, 1000.0, 0.0), "▂▃▃▄▅▆▅▅▄▃"),
        (Response(2, 1000.0, 0.0), "  ▁▂▄▅▆▆▆▆"),
    ],
    ids=["low", "band", "high"],
)
def test_a_filter_is_drawn_as_it_passes(response, shape):
    lines = curve_strips(response_heights(response, 10), 1, ACCENT, UNICODE, "")
    assert lines[0].text == shape


@pytest.mark.parametrize("kind", [0, 1, 2])
def test_a_resonance_of_zero_is_butterworths(kind):
    level_db = Response(kind, 1000.0, 0.0).level_db(1000.0)
    assert level_db == pytest.approx(0.0 if kind == 1 else -3.01, abs=0.01)


def heard_gains(milliseconds, **options):
    """What the engine makes of a steady sample, at whole milliseconds."""
    layers = (Layer(file="a"),)
    kit = Kit(name="k", pads=(Pad(id="p", name="P", layers=layers, **options),))
    steady = np.full((RATE, 1), 0.5, dtype=np.float32)
    player = Player(RATE)
    player.publish(compile_score(Project(), kit), SampleBank({"a": steady}))
    player.trigger(0, 127)
    out = np.concatenate([player.render(4_800) for _ in range(5)])
    return [out[round(at * RATE / 1000), 0] / 0.5 for at in milliseconds]


def test_the_envelope_that_is_drawn_is_the_one_that_is_played():
    options = {"attack": 40.0, "hold": 60.0, "decay": 400.0, "sustain": 25.0}
    times = (10.0, 39.0, 70.0, 120.0, 200.0, 350.0)
    drawn = Envelope(**options, release=10.0, length=1000.0, is_held=False)
    assert heard_gains(times, **options) == pytest.approx([drawn.gain(t) for t in times], abs=2e-3)


def test_marks_stand_where_a_sample_starts_and_ends():
    assert marks(Range(1000.0, 0.0, 1000.0)) == "[━━━━━━━━━━━━━━━━━━]"
    assert marks(Range(1000.0, 250.0, 500.0)) == "─────[━━━━]─────────"
    assert marks(Range(1000.0, 0.0, 1000.0, (300.0, 600.0))) == "[━━━━━(━━━━━)━━━━━━]"


def test_of_two_marks_in_one_place_the_one_in_hand_is_seen():
    found = Range(1000.0, 0.0, 1000.0, (0.0, 1000.0))
    assert marks(found, here="start")[0] == "["
    assert marks(found, here="loop_start")[0] == "("


def test_an_end_of_zero_or_behind_the_sample_is_its_end():
    assert played_range(500.0, 0.0, 0.0, None).end == 500.0
    assert played_range(500.0, 900.0, 800.0, (0.0, 0.0)) == Range(500, 500, 500, (0, 500))


@given(st.floats(20.0, 60_000.0), st.integers(20, 200), st.integers(0, 199))
def test_a_mark_is_drawn_where_the_mouse_put_it(length, width, column):
    column = min(column, width - 1)
    found = Range(length, 0.0, length)
    assert found.column(found.time(column, width), width) == column


def test_a_sample_that_has_not_come_is_drawn_as_nothing():
    drawn = text(sample_strips((), played_range(0.0, 5.0, 0.0, None), (20, 4), "", ACCENT, UNICODE))
    assert [len(row) for row in drawn] == [20] * 4


def test_a_layer_is_told_in_a_few_harmless_words():
    layer = Layer(file="a/\x1b[2Jlong_name_of_a_file.wav", velocity=(1, 70))
    assert layer_text(1, layer, UNICODE) == "1 \ufffdlong_name_of_a_f… 1-70"


TEXTS = ("Z Kick", *(f"{number} layer {number} 1-127" for number in range(1, 9)))


@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize("here", [0, 4, 8])
def test_the_tab_in_front_is_in_view_and_found_where_it_is_drawn(rows, here):
    found = tabs(TEXTS, 60, rows, here)
    lines = text(tab_strips(TEXTS, (60, rows), here, ACCENT, UNICODE))
    assert here in [tab.number for tab in found]
    assert [cells(row) for row in lines] == [60] * rows
    for tab in found:
        x = lines[tab.row].index(TEXTS[tab.number])
        assert tab_at(found, x, tab.row) == tab.number
    assert tab_at(found, 59, 0) is None


def test_tabs_out_of_view_are_hinted_at():
    ends = [text(tab_strips(TEXTS, (60, 1), here, ACCENT, UNICODE))[0][-2:] for here in (0, 4, 8)]
    assert ends == [" ›", "‹›", "‹ "]

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.engine.player import Player
from padsketch.engine.snapshot import NO_LOUDNESS
from padsketch.tui.controls.gauges import Gauges
from padsketch.tui.drawing.channels import (
    BUS_NAMES,
    CHANNELS,
    ChannelLook,
    channel_part,
    channel_plan,
    channel_strips,
    fader_rows,
)
from padsketch.tui.drawing.colours import ACCENT
from padsketch.tui.drawing.gauges import (
    STEPS,
    Figures,
    Gauge,
    figure_strips,
    gauge_cell,
    gauge_step,
    reduction_cell,
    side_strip,
)
from padsketch.tui.drawing.glyphs import ASCII, UNICODE

QUIET = Gauge()
KICK = ChannelLook("z", "Kick", 0, 0.0, 0.0, (False, False), (0.0,) * 4 + (-96.0,) * 2)


def drawn(look=KICK, gauge=QUIET, width=6, height=10, glyphs=UNICODE):
    return [strip.text for strip in channel_strips(look, gauge, width, height, glyphs)]


def column(gauge, rows=6):
    return "".join(gauge_cell(gauge, row, rows, ACCENT, UNICODE)[0] for row in range(rows))


def test_a_channel_shows_name_fader_meter_level_and_pan():
    assert drawn(KICK._replace(level_db=-12.0, pan=-0.3), Gauge(peak=12)) == [
        " Z ·· ",
        "Kick  ",
        " ┆    ",
        " ┆    ",
        "━━━   ",
        " ┆ █  ",
        " ┆ █  ",
        " ┆ █  ",
        "-12.0 ",
        "  L30 ",
    ]


def test_a_high_channel_shows_what_is_set_over_its_fader():
    look = KICK._replace(details=(0.0, -2.5, 12.0, -18.0, -96.0, -6.0))
    assert drawn(look, height=16)[2:8] == [
        "h   · ",
        "m-2.5 ",
        "l +12 ",
        "c -18 ",
        "d   · ",
        "r-6.0 ",
    ]


def test_flags_and_the_channel_in_front_are_seen_without_colour():
    here = KICK._replace(flags=(True, True), is_here=True)
    assert drawn(here)[0] == "▸Z ms "
    assert drawn(here, glyphs=ASCII)[0] == ">Z ms "
    assert all(text.isascii() for text in drawn(here, Gauge(20, 10, 6), glyphs=ASCII))


def test_a_meter_shows_peak_over_rms_and_says_when_it_is_over():
    assert column(Gauge(peak=STEPS, rms=8)) == "██████"
    cells = [gauge_cell(Gauge(peak=STEPS, rms=8), row, 6, ACCENT, UNICODE)[1] for row in range(6)]
    assert [bool(style.dim) for style in cells] == [True] * 4 + [False] * 2
    assert column(Gauge(peak=STEPS, is_over=True))[0] == "!"
    assert column(Gauge(peak=6)) == "    ▄█"


def test_gain_that_is_taken_away_hangs_from_the_top():
    cells = [reduction_cell(6, row, 6, UNICODE)[0] for row in range(6)]
    assert cells == ["▀", "▀", "▀", " ", " ", " "]


@pytest.mark.parametrize(("gain", "step"), [(0.0, 0), (0.5, 21), (1.0, 24), (4.0, 24), (0.004, 1)])
def test_gauges_move_in_steps_of_two_decibels(gain, step):
    assert gauge_step(gain) == step


@given(st.integers(80, 300))
def test_channels_fit_every_screen(width):
    plan = channel_plan(width)
    buses = sum(plan.bus_width(bus) for bus in BUS_NAMES)
    assert plan.tracks * plan.track_width + buses <= width
    assert plan.tracks >= 10
    assert all(plan.bus_width(bus) > len(name) for bus, name in BUS_NAMES.items())


@given(st.integers(80, 300), st.integers(0, CHANNELS - 1))
def test_the_channel_in_front_is_one_of_those_that_fit(width, place):
    plan = channel_plan(width)
    assert 0 <= place - plan.first(place) < plan.tracks
    assert plan.first(place) + plan.tracks <= CHANNELS


@given(st.integers(6, 10), st.integers(10, 60), st.booleans())
def test_the_mouse_finds_fader_and_flags_where_they_are_drawn(width, height, has_details):
    look = KICK._replace(flags=(True, True), details=KICK.details if has_details else ())
    lines = drawn(look, width=width, height=height)
    assert len(lines) == height
    assert {len(text) for text in lines} == {width}
    assert channel_part(lines[0].index("m"), 0, width, height, has_details) == "mute"
    assert channel_part(lines[0].index("s"), 0, width, height, has_details) == "solo"
    assert channel_part(lines[0].index("Z"), 0, width, height, has_details) == "cap"
    handle = next(y for y, text in enumerate(lines) if "━━━" in text)
    assert channel_part(1, handle, width, height, has_details) == "fader"
    assert handle in fader_rows(height, has_details)


def test_wide_names_keep_their_column():
    look = KICK._replace(name="大きな太鼓の音")
    assert [s.cell_length for s in channel_strips(look, Gauge(), 6, 10, UNICODE)] == [6] * 10


def test_the_figures_of_the_master_are_read_with_their_units():
    figures = Figures(
        rms=(-14.2, -13.9),
        true_peak=-0.9,
        correlation=0.5,
        loudness=(-14.1, -14.6, NO_LOUDNESS),
        glue=2.5,
        limiter=0.0,
    )
    assert [strip.text for strip in figure_strips(figures, 27, UNICODE)] == [
        " rms        -14.2 -13.9 dB ",
        " true peak       -0.9 dBTP ",
        " corr   ─────╼━━───  +0.50 ",
        " glue   ━━╾────────   -2.5 ",
        " limit  ───────────    0.0 ",
        " LUFS    M-14.1 S-14.6 I-- ",
    ]


def test_the_quietest_and_loudest_figures_keep_their_room():
    loud = Figures((3.1, 3.1), (-144.0, -144.0), -144.0, -1.0, (-69.9, -69.9, -69.9), 24.0, 24.0)
    assert {strip.cell_length for strip in figure_strips(loud, 27, UNICODE)} == {27}
    assert "I-69.9" in figure_strips(loud, 27, UNICODE)[-1].text


def test_a_side_of_the_mix_says_that_it_is_over_without_colour():
    text = side_strip("L", Gauge(24, 12, is_over=True), 1.2, 27, UNICODE).text
    assert text.startswith(" L ━━━")
    assert text.endswith("!  1.2 ")


def test_meters_rise_at_once_fall_slowly_and_end_in_silence():
    silent = Player(48_000).snapshot()
    gauges = Gauges()
    gauges.look(silent._replace(peaks=(1.2, 0.5), rms=(0.3, 0.1), glue_reduction=3.0))
    assert gauges.master.peak == STEPS
    assert gauges.master.is_over
    assert gauges.master.reduction == 3
    gauges.look(silent)
    gauges.look(silent)
    assert 0 < gauges.master.peak < STEPS
    for _ in range(60):
        gauges.look(silent)
    assert gauges.sides == (Gauge(), Gauge())


def test_figures_stand_still_long_enough_to_be_read():
    silent = Player(48_000).snapshot()
    gauges = Gauges()
    gauges.look(silent)
    first = gauges.figures
    gauges.look(silent._replace(true_peak=1.0))
    assert gauges.figures is first
    for _ in range(3):
        gauges.look(silent._replace(true_peak=1.0))
    assert gauges.figures.true_peak == 0.0

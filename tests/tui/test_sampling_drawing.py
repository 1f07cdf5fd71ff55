"""The sampling page as strings: how loud it is, what the next key does, what a check says."""

import numpy as np
import pytest

from padsketch.display import cells
from padsketch.outputs.level import Level
from padsketch.tui.drawing.colours import NOTHING
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.sampling import (
    HeadLook,
    InputGauge,
    Next,
    head_strip,
    input_strip,
    next_strip,
    said_strips,
    share,
    take_cells,
    take_strips,
    trail_strips,
)
from padsketch.tui.pace import FULL
from padsketch.tui.sampling.sampling_desk import MOST_PEAKS, SamplingDesk, Trail

SENTENCES = tuple(f"Fault number {n}." for n in range(1, 8))


def meter(gauge, threshold=None, end="", width=60, glyphs=UNICODE):
    strip = input_strip("L", gauge, threshold, end, width, glyphs)
    assert strip.cell_length == width
    return strip.text


def test_a_meter_reaches_from_sixty_decibels_below_full_scale():
    assert [share(level) for level in (-96.0, -60.0, -30.0, 0.0, 6.0)] == [0, 0, 0.5, 1, 1]


def test_a_meter_shows_what_is_and_what_was():
    text = meter(InputGauge(-30, -15.0))
    assert text.startswith(" L ━━━━━")
    assert text.rstrip().endswith("held -15.0 dB")
    assert text[3:].index("▼") == text[3:].index("  held") * 3 // 4


def test_the_threshold_stands_where_the_bar_must_reach():
    bar = meter(InputGauge(-96, -96.0), threshold=-30.0)[3:].partition("  held")[0]
    assert bar.index("┆") == len(bar) // 2
    assert "▼" not in bar


def test_a_threshold_below_the_meter_is_not_drawn_at_its_edge():
    assert "┆" not in meter(InputGauge(-20, -10.0), threshold=-80.0)


def test_clips_are_said_in_words_and_not_by_colour_alone():
    text = meter(InputGauge(0, 0.0), end="    3 clipped")
    assert "3 clipped" in text


def test_levels_above_full_scale_stay_on_the_line():
    assert meter(InputGauge(9, 9.0), threshold=-3.0).count("▼") == 1


@pytest.mark.parametrize("width", [0, 10, 33, 80])
def test_no_width_breaks_a_meter(width):
    strip = input_strip("R", InputGauge(-6, -1.0), -40.0, "", width, ASCII)
    assert strip.cell_length == width


def test_plain_terminals_get_plain_characters():
    texts = (
        meter(InputGauge(-12, -6.0), -40.0, glyphs=ASCII),
        head_strip(HeadLook("Mikrofön", "mono 1", "late 2 ms", "onto Z Kick"), 80, ASCII).text,
        next_strip(Next("RECORDING", "1.0 s", True), 80, ASCII).text,
        *(strip.text for strip in said_strips(SENTENCES, 6, 80, ASCII)),
        *(strip.text for strip in trail_strips((0.1, 1.0), 40, 8, NOTHING, ASCII)),
    )
    assert all(text.isascii() for text in texts)


def test_a_device_cannot_write_to_the_terminal():
    look = HeadLook("Mic\x1b]52;c;AAAA\x07 [/]", "stereo 1-2", "late 2 ms", "onto Z \x9b31mKick")
    text = head_strip(look, 80, UNICODE).text
    assert text.isprintable()
    assert cells(text) == 80
    assert "[/]" in text


def test_what_happens_can_be_told_without_colours():
    assert next_strip(Next("RECORDING", "1.0 s", True), 60, UNICODE).text.startswith(" •RECORDING")
    assert next_strip(Next("READY", "enter records"), 60, UNICODE).text.startswith(" READY")


def test_a_check_that_finds_nothing_says_so():
    assert said_strips((), 8, 60, UNICODE)[0].text.strip() == "Nothing is wrong with it."


def test_more_faults_than_there_is_room_for_are_counted():
    lines = [strip.text.strip() for strip in said_strips(SENTENCES, 6, 60, UNICODE)]
    assert lines == [
        "! Fault number 1.",
        "! Fault number 2.",
        "! Fault number 3.",
        "! and 4 more",
    ]
    assert len(said_strips(SENTENCES, 9, 60, UNICODE)) == len(SENTENCES)


def test_a_recording_grows_from_the_left():
    (line,) = trail_strips((1.0, 0.5, 1.0), 8, 1, NOTHING, UNICODE)
    assert line.text == "█▄█     "


def test_a_long_recording_is_squeezed_and_keeps_its_peaks():
    peaks = (0.0,) * 50 + (1.0,) + (0.0,) * 49
    (line,) = trail_strips(peaks, 10, 1, NOTHING, UNICODE)
    assert line.text[5] == "█"
    assert line.text.count("█") == 1


def test_nothing_recorded_yet_is_an_empty_picture():
    assert [s.text for s in trail_strips((), 6, 2, NOTHING, UNICODE)] == [" " * 6] * 2


def test_a_take_is_drawn_against_full_scale():
    half = np.full((4, 2), 0.5, dtype=np.float32)
    cells_ = take_cells(-half, half, 2, UNICODE)
    assert [s.text for s in take_strips(cells_, -1, NOTHING)] == ["    ", "████"]


def test_the_playhead_is_one_column():
    full = np.ones((4, 1), dtype=np.float32)
    strip = take_strips(take_cells(-full, full, 1, UNICODE), 2, NOTHING)[0]
    assert [segment.text for segment in strip] == ["██", "█", "█"]


def test_a_trail_keeps_its_peaks_when_it_is_halved():
    trail = Trail()
    for look in range(3 * MOST_PEAKS):
        trail.add(1.0 if look == 100 else 0.25)
    assert len(trail.peaks) < MOST_PEAKS
    assert trail.peaks.count(1.0) == 1


def level(*peaks_db):
    return Level(peaks_db, peaks_db, 0)


def test_a_peak_in_a_frame_that_draws_nothing_is_still_seen():
    desk = SamplingDesk(FULL)
    desk.look("listening", level(-3.0))
    assert desk.gauges == ()
    desk.look("listening", level(-40.0))
    assert desk.gauges[0].peak_db == -3


def test_other_channels_may_come_in_while_meters_move():
    desk = SamplingDesk(FULL)
    for peaks in ((-3.0, -3.0), (-3.0, -3.0), (-9.0,), (-9.0,), (-9.0, -6.0), (-9.0, -6.0)):
        desk.look("listening", level(*peaks))
    assert len(desk.gauges) == 2
    desk.look("closed", None)
    assert desk.gauges == ()


def test_silence_draws_nothing_anew():
    desk = SamplingDesk(FULL)
    seen = set()
    for _ in range(20):
        desk.look("listening", level(-200.0, -200.0))
        seen.add(desk.gauges)
    assert len(seen - {()}) == 1


def test_a_take_is_news_once():
    states = ("recording", "recording", "recorded", "recorded")
    desk = SamplingDesk(FULL)
    assert [desk.look(state, None) for state in states] == [False, False, True, False]

"""The waveform page as strings: everything stands where its frame is."""

import numpy as np
import pytest
from rich.style import Style

from padsketch.analysis.peaks import Peaks
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.ruler import Beats, beat_text, beat_ticks, second_ticks, seconds_text
from padsketch.tui.drawing.wave import WaveLook, column_styles, fade_gains, wave_strips
from padsketch.tui.drawing.wave_lines import (
    marks_strip,
    overview_frame,
    overview_strip,
    range_strip,
    ruler_strip,
)
from padsketch.tui.drawing.waveform import lines_of, wave_cells
from padsketch.tui.drawing.window import Window, whole

INK = Style(color="#e69f00")
RATE = 48_000
PAGE = whole(400, 40)


def picture(values, window, rows, glyphs=UNICODE):
    frames = np.array(values, dtype=np.float32)[:, None]
    lowest, highest = Peaks(frames).extremes(window.edges)
    return list(lines_of(wave_cells(lowest[:, 0], highest[:, 0], rows, glyphs)))


def style_at(strip, x):
    return strip.crop(x, x + 1)._segments[0].style


def test_a_few_frames_are_a_line_without_gaps():
    assert picture([1.0, 0.5, 0.0, -0.5, -1.0], Window(0, 5, 5, 10), 6) == [
        "▀▀█       ",
        "  ▀▀█     ",
        "    █▄▄   ",
        "      █   ",
        "      ▀▀█ ",
        "        ▀▀",
    ]


def test_a_waveform_needs_no_more_than_ascii():
    lines = picture([1.0, 0.0, -1.0, 0.0], Window(0, 4, 4, 4), 6, ASCII)
    assert lines[0] == '"#  '
    assert set("".join(lines)) <= set('#"_ ')


def test_few_lines_show_how_loud_it_is():
    assert picture([0.0, 0.25, -0.5, 1.0], Window(0, 4, 4, 4), 1) == ["▁▂▄█"]


def test_marks_are_numbered_where_they_are():
    look = WaveLook(PAGE, marks=(0, 100, 390), slice=(100, 390), cursor=150)
    assert marks_strip(look, INK, UNICODE).text == f"1{' ' * 9}2{'━' * 28}3"


def test_marks_too_near_to_be_numbered_are_told_as_ticks():
    marks = (*range(0, 120, 10), 200)
    look = WaveLook(PAGE, marks=marks, slice=(200, 400))
    assert marks_strip(look, INK, ASCII).text.startswith("123456789''12       13======")


def test_a_mark_that_is_not_in_view_is_not_drawn():
    look = WaveLook(Window(100, 40, 400, 40), marks=(0, 110, 300), slice=(110, 300))
    assert marks_strip(look, INK, UNICODE).text == f"{' ' * 10}2{'━' * 29}"


def test_the_range_says_its_handles_fades_and_loop():
    look = WaveLook(PAGE, played=(50, 350), fades=(40, 60), loop=(150, 200))
    assert range_strip(look, INK, ASCII).text == "-----[///======(===)=========\\\\\\\\\\]-----"


def test_a_handle_that_is_not_in_view_is_not_drawn():
    look = WaveLook(Window(100, 40, 400, 40), played=(50, 350))
    assert range_strip(look, INK, UNICODE).text == "━" * 40


def test_a_selection_is_told_by_brackets_and_reversed():
    look = WaveLook(PAGE, cursor=299, selection=(100, 200))
    strip = ruler_strip(look, (), ASCII)
    assert strip.text == f"{' ' * 10}[{' ' * 8}]{' ' * 9}v{' ' * 10}"
    assert style_at(strip, 12).reverse
    styles = column_styles(look, INK)
    assert [bool(style.reverse) for style in styles] == [
        10 <= at < 20 or at == 29 for at in range(40)
    ]


def test_the_playhead_and_the_cursor_are_told_by_characters():
    strip = ruler_strip(WaveLook(PAGE, cursor=100, heard=200), (), UNICODE)
    assert (strip.text[10], strip.text[20]) == ("▼", "▶")


def test_a_frame_of_several_columns_is_under_the_cursor_as_a_whole():
    styles = column_styles(WaveLook(Window(0, 8, 400, 40), cursor=2), INK)
    assert [bool(style.reverse) for style in styles] == [10 <= at < 15 for at in range(40)]


def test_what_is_not_played_is_dim():
    styles = column_styles(WaveLook(PAGE, cursor=399, played=(100, 400)), INK)
    assert [bool(style.dim) for style in styles] == [at < 10 for at in range(40)]


def test_a_mark_is_a_line_through_what_is_empty():
    cells = wave_cells(np.zeros(40), np.zeros(40), 6, UNICODE)
    look = WaveLook(PAGE, marks=(100,))
    lines = [strip.text for strip in wave_strips(cells, look, column_styles(look, INK), UNICODE)]
    assert [row[9:12] for row in lines] == [" ┆ ", " ┆ ", "▄▄▄", " ┆ ", " ┆ ", " ┆ "]


def test_fades_shape_the_picture_where_the_sound_is_played():
    gains = fade_gains(WaveLook(PAGE, played=(100, 300), fades=(100, 50)))
    assert (gains[:10] == 1).all()
    assert (gains[30:] == 1).all()
    assert (np.diff(gains[10:20]) > 0).all()
    assert gains[10] < 0.05 < 0.95 < gains[19]
    assert (gains[20:25] == 1).all()
    assert gains[25:30] == pytest.approx([0.975, 0.794, 0.5, 0.206, 0.025], abs=0.001)


def test_the_overview_shows_where_the_window_is():
    heights = np.linspace(0, 1, 40, dtype=np.float32)
    window = Window(100, 100, 400, 40)
    strip = overview_strip(heights, window, INK, UNICODE)
    assert len(strip.text) == 40
    assert [bool(style_at(strip, x).reverse) for x in range(40)] == [
        10 <= x < 20 for x in range(40)
    ]
    assert [overview_frame(window, x) for x in (-3, 0, 10, 39, 99)] == [0, 0, 100, 390, 390]


def test_seconds_are_round_and_apart():
    ticks = second_ticks(whole(RATE, 80), RATE)
    assert [tick.label for tick in ticks] == ["0.0", "0.2", "0.4", "0.6", "0.8"]
    assert [tick.frame for tick in ticks] == [0, 9_600, 19_200, 28_800, 38_400]
    near = second_ticks(Window(24_000, 8, RATE, 80), RATE)
    assert [tick.label for tick in near] == ["0.50000", "0.50005", "0.50010", "0.50015"]


def test_long_sounds_are_told_in_minutes():
    ticks = second_ticks(whole(600 * RATE, 80), RATE)
    assert [tick.label for tick in ticks] == ["0", "2:00", "4:00", "6:00", "8:00"]
    assert seconds_text(65.25, 0.05) == "1:05.25"


def test_beats_are_counted_from_where_the_sound_begins():
    ticks = beat_ticks(whole(5 * RATE, 80), Beats(RATE / 2, 1_000, 4))
    assert [tick.label for tick in ticks] == ["1.1", "1.3", "2.1", "2.3", "3.1"]
    assert ticks[0].frame == 1_000
    near = beat_ticks(Window(0, 4_000, RATE, 80), Beats(4_000.0, 0, 4))
    assert [tick.label for tick in near] == ["1.1", "1.1.2", "1.1.3", "1.1.4"]


def test_before_the_first_bar_beats_are_negative():
    assert beat_text(-4, 4) == "-1.1"


@pytest.mark.parametrize("columns", [40, 80, 300])
@pytest.mark.parametrize("length", [8, 100, 5_000, 400_000, 28_800_000])
def test_labels_do_not_run_into_each_other(columns, length):
    window = Window(28_800_000 - length, length, 28_800_000, columns)
    for ticks in (second_ticks(window, RATE), beat_ticks(window, Beats(20_000.0, 0, 4))):
        line = ruler_strip(WaveLook(window, cursor=0), ticks, UNICODE).text
        labels = [tick.label for tick in ticks]
        assert all(label in line for label in labels[:-1])
        assert len(line) == columns

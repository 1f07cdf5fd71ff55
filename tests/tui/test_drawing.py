import pytest

from padsketch.model import Channel, Step
from padsketch.tui.drawing.cells import BeatLook, CellLook, beat_strips, cell_look
from padsketch.tui.drawing.geometry import GridGeometry
from padsketch.tui.drawing.glyphs import ASCII, UNICODE, glyphs_for
from padsketch.tui.drawing.help import Entry, entry_at, entry_text, footer_rows, footer_strip
from padsketch.tui.drawing.labels import label_part, label_strips
from padsketch.tui.drawing.meters import (
    bar,
    fallen,
    level_text,
    meter_height,
    mixer_strips,
    pan_text,
)
from padsketch.tui.drawing.song import song_strips
from padsketch.tui.drawing.transport import (
    RulerLook,
    TransportLook,
    clock_text,
    ruler_strip,
    transport_strip,
    transport_word_at,
)
from padsketch.tui.drawing.waveform import waveform
from padsketch.tui.editing.rows import Row
from padsketch.units import POSITIONS_PER_QUARTER

SOFT_TO_HARD = tuple(CellLook(velocity) for velocity in (20, 50, 100, 127))


def beat(cells, playhead=-1, glyphs=UNICODE, rows=1, **more):
    strips = beat_strips(BeatLook(cells, 0, **more), playhead, glyphs, False, rows)
    return [strip.text for strip in strips]


def styles_at(strip, x):
    return strip.crop(x, x + 1)._segments[0].style


def test_velocity_is_height():
    assert beat(SOFT_TO_HARD) == [" ▁  ▃  ▅  █ ┆"]


def test_velocity_is_shape_where_there_are_no_blocks():
    assert beat(SOFT_TO_HARD, glyphs=ASCII) == [" o  x  X  # |"]


def test_two_rows_show_velocity_in_sixteen_heights():
    assert beat(SOFT_TO_HARD, rows=2) == ["       ▅  █ ┆", " ▃  ▆  █  █ ┆"]


def test_triplets_and_plain_steps_are_equally_wide():
    assert beat((CellLook(0),) * 3) == [" ·   ·   ·  ┆"]
    assert beat((CellLook(0),) * 4) == [" ·  ·  ·  · ┆"]


def test_a_lane_that_ends_early_is_empty_behind_its_end():
    assert beat((CellLook(0), None, None, None)) == [" ·          ┆"]


@pytest.mark.parametrize(
    ("step", "mark"),
    [
        (Step(velocity=100), " "),
        (Step(velocity=100, rolls=3, chance=50), "3"),
        (Step(velocity=100, locks=(("tune", 2.0),), chance=50), "◆"),
        (Step(velocity=100, chance=50), "?"),
        (Step(velocity=100, when="2:4"), "?"),
        (Step(velocity=100, nudge=-3), "‹"),
        (Step(velocity=100, nudge=3), "›"),
    ],
)
def test_every_detail_of_a_step_can_be_seen(step, mark):
    assert cell_look(step, UNICODE).mark == mark
    assert beat((cell_look(step, UNICODE),) + (CellLook(0),) * 3)[0][2] == mark


def test_cursor_and_playhead_are_seen_without_colour():
    cells = (CellLook(100), CellLook(0), CellLook(0), CellLook(0))
    plain = beat_strips(BeatLook(cells, 0), -1, UNICODE, False, 1)[0]
    both = beat_strips(BeatLook(cells, 0, cursor=0), 2, UNICODE, False, 1)[0]
    assert both.text == "[▅] ·  ·  · ┆"
    assert [bool(styles_at(both, x).reverse) for x in (0, 2, 3, 6, 8)] == [
        True,
        True,
        False,
        True,
        True,
    ]
    assert not any(segment.style.reverse for segment in plain)


def test_a_selection_is_seen_without_colour():
    strip = beat_strips(BeatLook((CellLook(0),) * 4, 0, selected=(1, 3)), -1, UNICODE, False, 1)[0]
    assert [bool(styles_at(strip, x).underline) for x in (1, 4, 7, 10)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_muted_lane_says_so_without_colour():
    row = Row("kick", 0, "z", "Kick")
    muted = label_strips(row, 0, 16, 1, (True, True, False, False), UNICODE)[0]
    plain = label_strips(row, 0, 16, 1, (False, False, False, False), UNICODE)[0]
    assert muted.text == "▸Z Kick       m·"
    assert plain.text == " Z Kick       ··"


def test_a_label_tells_what_lies_under_the_mouse():
    assert [label_part(x, 16) for x in (0, 2, 3, 13, 14, 15)] == [
        "cap",
        "cap",
        "name",
        "name",
        "mute",
        "solo",
    ]


def test_wide_names_keep_their_column():
    row = Row("kick", 0, "z", "大きな太鼓の音")
    assert label_strips(row, 0, 16, 1, (False,) * 4, UNICODE)[0].cell_length == 16


def test_names_are_plain_where_the_terminal_is():
    row = Row("kick", 0, "z", "Känguru")
    assert "K?nguru" in label_strips(row, 0, 16, 1, (False,) * 4, ASCII)[0].text


def test_slices_of_one_sound_are_told_apart_where_there_is_little_room():
    assert UNICODE.name("loop_amen 12", 10) == "loop_am…12"
    assert UNICODE.name("loop_amen 12", 3) == "…12"
    assert UNICODE.name("loop_amen 12", 1) == "…"
    assert UNICODE.name("Snare 2", 10) == "Snare 2"
    assert UNICODE.name("Record stop", 10) == "Record st…"
    assert ASCII.name("loop_amen 12", 10) == "loop_ame12"


def test_the_ruler_numbers_beats_and_pages():
    geometry = GridGeometry(4)
    first = ruler_strip(RulerLook(0, 16, -1, True), geometry, 16, 80, "   VOL   PK", UNICODE)
    second = ruler_strip(RulerLook(16, 32, 4, True), geometry, 16, 80, "   VOL   PK", UNICODE)
    assert first.text[16:30] == " 1          ┆ "
    assert first.text.endswith("VOL   PK ")
    assert second.text.endswith(" 17-32 of 32 ")


def transport(**changes):
    plain = TransportLook(True, 120.0, 54.0, "A1", "A2 bar", 16, "1/16", "1.2.3", "", (0.49, 0.5))
    return transport_strip(plain._replace(**changes), 80, UNICODE).text


def test_the_transport_says_what_plays_and_what_comes():
    assert transport().startswith(" ▶ PLAY 120.0 BPM sw 54% A1→A2 bar  16x1/16  1.2.3  FILL")
    assert transport().endswith(" L  -6.2 R  -6.0 ")
    assert "Verse 12/16" in transport(queued="", section="Verse 12/16")
    assert transport(is_playing=False).startswith(" ■ STOP")
    assert " FILL rpt 1/16 key " in transport(queued="", repeat="rpt 1/16", spread="key")


def test_the_longest_transport_keeps_the_meters():
    text = transport(bpm=399.9, swing=66.67, pattern="H16", queued="H15", section="Somewhere 99/99")
    assert len(text) == 80
    assert text.endswith(" L  -6.2 R  -6.0 ")


def test_no_word_of_a_crowded_transport_is_cut():
    hands = {"repeat": "rpt 1/16T", "spread": "tune"}
    text = transport(queued="", section="CAPTURE Hook again 5/6", **hands)
    assert "FILL rpt 1/16T tune CAPTURE Hook again 5/6 " in text
    assert "16x1/16" not in text
    look = TransportLook(True, 120.0, 54.0, "A1", "", 16, "1/16", "1.2.3", "", (0.49, 0.5))
    for name, word in {"state": "PLAY", "swing": "sw", "length": "16x", "fill": "FILL"}.items():
        at = transport(queued="").index(word)
        assert transport_word_at(look, 80, at, UNICODE) == name


@pytest.mark.parametrize(
    ("beats", "meter", "clock"),
    [(0, "4/4", "1.1.1"), (1.5, "4/4", "1.2.3"), (4, "4/4", "2.1.1"), (3, "6/8", "2.1.1")],
)
def test_the_clock_counts_bars_beats_and_steps_from_one(beats, meter, clock):
    assert clock_text(round(beats * POSITIONS_PER_QUARTER), meter, 240) == clock


def test_meters_rise_at_once_fall_slowly_and_show_eight_heights():
    assert [meter_height(g) for g in (0.0, 0.001, 0.01, 0.1, 0.5, 0.9, 1.0, 1.1)] == [
        0,
        0,
        1,
        4,
        6,
        8,
        8,
        9,
    ]
    assert [bar(h, UNICODE) for h in (0, 1, 2, 7, 8, 9)] == [
        "    ",
        "▌   ",
        "█   ",
        "███▌",
        "████",
        "████",
    ]
    assert fallen(0.2, 0.9) == 0.9
    assert 0.0 < fallen(0.9, 0.0) < 0.9


def test_levels_and_pans_are_read_at_a_glance():
    assert [level_text(db) for db in (-96.0, -3.0, 0.0, 1.5)] == ["-inf", "-3.0", "0.0", "+1.5"]
    assert [pan_text(pan) for pan in (-1.0, 0.0, 0.25)] == ["L100", "C", "R25"]
    assert mixer_strips(Channel(level_db=-12.0), 8, 0, 1, 0, UNICODE)[0].text == "[-12.0] ████"


def test_a_waveform_fills_its_room_and_no_more():
    ramp = tuple((-at / 99, at / 99) for at in range(100))
    one = waveform(ramp, 40, 1, UNICODE)
    three = waveform(ramp, 40, 3, UNICODE)
    eight = waveform(ramp, 40, 8, UNICODE)
    assert [len(row) for row in (*one, *three, *eight)] == [40] * 12
    assert one[0][0] == "▁"
    assert one[0][-1] == "█"
    assert [row[-1] for row in three] == ["█"] * 3
    assert [row[0] for row in three] == [" ", " ", "▁"]
    assert [row[-1] for row in eight] == [*["█"] * 7, "▀"]
    assert [row[0] for row in eight] == [" ", " ", " ", "▄", " ", " ", " ", " "]


def test_a_waveform_shorter_than_its_room_is_drawn():
    assert len(waveform(((-1.0, 1.0),), 10, 2, UNICODE)[0]) == 10


def test_the_song_is_as_long_as_its_sections():
    _, names = song_strips((("Intro", 1), ("Verse", 3)), 0, 80, UNICODE)
    assert names.text.index("Verse") in range(18, 25)
    assert styles_at(names, 2).reverse


def test_the_footer_is_found_where_it_is_drawn():
    entries = [Entry(str(at), "word" * (at % 3 + 1), f"id{at}") for at in range(12)]
    rows = footer_rows(entries, 80, 2)
    for row in rows:
        text = footer_strip(row, 80).text
        for entry in row:
            assert entry_at(row, text.index(entry_text(entry).strip())) == entry


@pytest.mark.parametrize("term", ["linux", "dumb"])
def test_plain_terminals_get_plain_characters(term):
    assert glyphs_for(False, {"TERM": term}) is ASCII
    assert glyphs_for(True, {"TERM": "xterm-256color"}) is ASCII


def test_no_plain_glyph_needs_more_than_ascii():
    assert all(str(value).isascii() for value in ASCII)


@pytest.mark.parametrize("group", [3, 4])
def test_steps_are_drawn_where_the_mouse_looks_for_them(group):
    geometry = GridGeometry(4, group)
    for column in range(geometry.columns):
        cells = [CellLook(127 if at == column else 0) for at in range(geometry.columns)]
        beats = [tuple(cells[at : at + group]) for at in range(0, len(cells), group)]
        text = "".join(beat(cells)[0] for cells in beats)
        assert text.index("█") == geometry.cell_rect(0, column).x + 1

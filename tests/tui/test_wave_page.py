"""The waveform page: a break is looked into, cut and shaped by keys and by mouse."""

from contextlib import asynccontextmanager

import numpy as np
import pytest
import soundfile
from textual import events

from padsketch.formats.riff import Cue, WaveNotes, write_chunks
from padsketch.model import edits
from padsketch.tui.commands import BY_ID
from padsketch.tui.views.pad import pad_in_front
from padsketch.tui.waves.wave import page
from padsketch.tui.waves.wave_words import word_rows

RATE = 48_000
BEAT = RATE // 2
HITS = tuple(BEAT // 2 * at for at in range(16))
"""Two bars of eighths at 120 BPM."""
FILE = "samples/break 120.wav"
PROJECT = f"""\
format = "padsketch-project"
version = 1
title = "Break"
bpm = 120.0
kit = "dust"

[pads.break]
name = "Break"
layers = [{{ file = "{FILE}" }}]
"""
BREAK_ROW = 16
PICTURE, LAST = 6, 18
"""The first line of the picture at 80x24, and the one of what is played."""


def a_break(n_channels=1):
    """A hit on every eighth: loud ones on the beat, each with a pitch of its own."""
    sound = np.zeros((4 * 2 * BEAT, n_channels))
    for at, start in enumerate(HITS):
        time = np.arange(BEAT // 2) / RATE
        hit = np.sin(2 * np.pi * (180 + 60 * (at % 4)) * time) * np.exp(-time * 40)
        sound[start : start + len(time)] += (0.9 if at % 2 == 0 else 0.5) * hit[:, None]
    return sound


@pytest.fixture
def break_folder(tmp_path):
    """A project whose pad 17 plays a break of its own."""
    folder = tmp_path / "break"
    (folder / "samples").mkdir(parents=True)
    (folder / "project.toml").write_text(PROJECT)
    soundfile.write(folder / FILE, a_break(), RATE, subtype="PCM_24")
    return folder


@pytest.fixture
def wave_page(sketch, break_folder):
    """Opens the page of the break: `async with wave_page() as s`."""

    @asynccontextmanager
    async def opened(row=BREAK_ROW, **more):
        async with sketch(folder=break_folder, **more) as s:
            s.desk.go_to_row(row)
            await s.press("'")
            s.desk.session.looking.waves.finish()
            await s.until(lambda: " at 0.0000 s" in s.text[2])
            s.session.looking.finish()
            s.app.screen.frame()
            await s.pilot.pause()
            yield s

    return opened


def marks(s):
    return s.session.project.markers.get(FILE, ())


def layer(s):
    return pad_in_front(s.desk).shown_layer


def near(found, wanted, within=0.004):
    return len(found) == len(wanted) and all(
        abs(a - b) <= within * RATE for a, b in zip(found, wanted, strict=True)
    )


async def test_the_page_says_what_the_sound_is(wave_page):
    async with wave_page() as s:
        assert s.text[1].startswith(" SAMPLE Z Break  break 120.wav  4.000 s")
        assert "no marks  120 BPM by name" in s.text[1]
        assert "48 kHz, peak -" in s.text[2]
        assert s.text[LAST - 12].strip()
        assert (s.text[LAST][0], s.text[LAST][-1]) == ("[", "]")


async def test_a_sample_of_the_kit_is_looked_into_as_well(wave_page):
    async with wave_page(row=0) as s:
        assert s.text[1].startswith(" SAMPLE Z Kick  kick_")


async def test_the_same_key_and_escape_lead_back(wave_page):
    async with wave_page() as s:
        await s.press("'")
        assert s.desk.view == "sketch"
        await s.press("'", "escape")
        assert s.desk.view == "sketch"


async def test_the_cursor_goes_by_columns_and_by_frames(wave_page):
    async with wave_page() as s:
        await s.press("l", "l", "right", "h", "]", "]", "[")
        assert s.desk.wave.place.cursor == 2 * 4 * 2 * BEAT // 80 + 1
        await s.press("end")
        assert s.desk.wave.place.cursor == 4 * 2 * BEAT - 1
        await s.press("home")
        assert s.desk.wave.place.cursor == 0


async def test_zooming_keeps_the_cursor_in_view_down_to_single_frames(wave_page):
    async with wave_page() as s:
        await s.press("l", "l", "l")
        before = s.desk.wave.place.cursor
        for _ in range(20):
            await s.press("+")
        place = s.desk.wave.place
        assert place.window.length == 8
        assert 0 <= place.window.column_of(before) < 80
        await s.press("l")
        assert s.desk.wave.place.cursor == before + 1
        for _ in range(20):
            await s.press("-")
        assert s.desk.wave.place.window.length == 4 * 2 * BEAT


async def test_zero_crossings_are_where_the_sign_changes(wave_page):
    async with wave_page() as s:
        await s.press("l", "0")
        frames, at = page(s.desk).wave.frames[:, 0], s.desk.wave.place.cursor
        assert np.signbit(frames[at]) != np.signbit(frames[at - 1])
        await s.press("0", "9")
        assert s.desk.wave.place.cursor == at


async def test_cutting_by_onsets_finds_every_hit_and_is_live(wave_page):
    async with wave_page() as s:
        await s.press("n", "o")
        assert near(marks(s), HITS)
        assert s.words == "16 slices by onsets, sensitivity 50%: < and > change it"
        assert "16 slices  120 BPM" in s.text[1]
        await s.press("<", "<", "<")
        assert "sensitivity 35%" in s.words
        await s.press("u")
        assert marks(s) == ()


async def test_equal_parts_are_typed_and_changed_one_by_one(wave_page):
    async with wave_page() as s:
        await s.press("n", "e", "4", "enter")
        await s.until(lambda: marks(s) == tuple(range(0, 8 * BEAT, 2 * BEAT)))
        await s.until(lambda: s.desk.fingers.is_live)
        await s.press(">")
        assert len(marks(s)) == 5
        await s.press("<", "<", "<", "<", "<")
        assert len(marks(s)) == 2


async def test_the_beat_grid_follows_the_tempo_of_the_sound(wave_page):
    async with wave_page() as s:
        await s.press("n", "b", "enter")
        await s.until(lambda: marks(s) == HITS)
        await s.until(lambda: s.desk.fingers.is_live)
        await s.press("<")
        assert len(marks(s)) < 16
        await s.press("{")
        assert "60 BPM as you say" in s.text[1]
        await s.press("}", "}")
        assert "240 BPM as you say" in s.text[1]


async def test_the_cues_of_a_file_become_marks(wave_page, break_folder):
    write_chunks(break_folder / FILE, WaveNotes(cues=(Cue(0, "a"), Cue(BEAT, "b"))))
    async with wave_page() as s:
        await s.press("n", "c")
        assert marks(s) == (0, BEAT)


async def test_a_file_without_cues_says_so(wave_page):
    async with wave_page() as s:
        await s.press("n", "c")
        assert "has no cues" in s.words


async def test_a_mark_is_set_moved_and_removed_at_the_cursor(wave_page):
    async with wave_page() as s:
        await s.press(*"lllll", ".")
        assert len(marks(s)) == 2
        at = s.desk.wave.place.cursor
        assert abs(marks(s)[1] - at) <= 0.002 * RATE
        await s.press("l", "n", "h")
        assert abs(marks(s)[1] - s.desk.wave.place.cursor) <= 0.002 * RATE
        assert marks(s)[1] > at
        await s.press("backspace")
        assert marks(s) == (0,)
        await s.press("u", "u", "u")
        assert marks(s) == ()


async def test_tapping_marks_what_is_heard(wave_page):
    async with wave_page() as s:
        await s.press("Y")
        await s.until(lambda: s.session.player.snapshot().listened > BEAT)
        await s.press(".")
        assert len(marks(s)) == 2
        assert min(abs(marks(s)[1] - hit) for hit in HITS[2:]) <= 0.07 * RATE
        assert "tapped" in s.words
        await s.press("escape")
        await s.until(lambda: s.session.player.snapshot().listened < 0)
        assert s.desk.view == "sample"


async def test_tab_goes_from_mark_to_mark_and_the_slice_is_heard(wave_page):
    async with wave_page() as s:
        await s.press("n", "o", "tab", "tab", "tab")
        found = page(s.desk)
        assert found.slice == (marks(s)[2], marks(s)[3])
        await s.press("enter")
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        assert s.desk.wave.listening[1:] == found.slice
        await s.press("shift+tab")
        assert page(s.desk).slice[0] == marks(s)[1]


async def test_the_playhead_is_seen_where_the_sound_is_heard(wave_page):
    async with wave_page() as s:
        await s.press("Y")
        await s.until(lambda: s.text[4].find("▶") > 3)


async def test_leaving_the_page_silences_what_is_listened_to(wave_page):
    async with wave_page() as s:
        await s.press("Y")
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        await s.press("f4")
        await s.until(lambda: s.session.player.snapshot().listened < 0)


async def test_trimming_plays_only_what_is_selected(wave_page):
    async with wave_page() as s:
        await s.press(*"llllllllll", *"LLLLLLLLLL", "N", "t")
        start, end = page(s.desk).played
        assert (start, end) == (24_000, 48_001)
        assert "plays 0.500 s" in s.words
        assert s.text[LAST].index("[") == 10
        await s.press("u")
        assert page(s.desk).played == (0, 8 * BEAT)


async def test_what_the_pad_cuts_off_is_not_said_to_be_played(wave_page):
    async with wave_page() as s:
        s.session.edit("start", edits.set_pad, "break", start=1_000.0, end=3_000.0)
        assert page(s.desk).played == (RATE, 3 * RATE)
        await s.mouse(events.MouseDown, 40, LAST, button=1)
        await s.mouse(events.MouseUp, 40, LAST, button=1)
        assert page(s.desk).played == (2 * RATE, 3 * RATE)
        assert layer(s).start == 1_000.0


async def test_fades_reach_to_the_cursor(wave_page):
    async with wave_page() as s:
        await s.press(*"lllll", "N", "i")
        assert layer(s).fade_in == 250.0
        assert s.words == "fade in over 250 ms"
        assert s.text[LAST].startswith("[////━")
        await s.press("home", "N", "i")
        assert layer(s).fade_in == 0.0
        assert s.words == "no fade in"


async def test_what_is_done_to_the_sound_is_said_and_undone(wave_page):
    async with wave_page() as s:
        before = s.session.project
        await s.press("N", "r", "N", "d", "N", "p")
        assert "no DC, inverted, reversed" in s.text[2]
        assert (layer(s).reverse, layer(s).remove_dc, layer(s).invert) == (True, True, True)
        await s.press("N", "0")
        assert "48 kHz, peak" in s.text[2]
        await s.press("u", "u", "u", "u")
        assert s.session.project == before


async def test_a_fade_of_a_reversed_sound_is_drawn_where_it_is_heard(wave_page):
    async with wave_page() as s:
        await s.press("N", "r", *"lllll", "N", "i")
        assert layer(s).fade_out == 250.0
        assert s.text[LAST].startswith("[////━")


async def test_a_loop_is_found_heard_and_the_next_one_tried(wave_page):
    async with wave_page() as s:
        await s.until(lambda: s.desk.loaded.bank.frames(layer(s).sound.key) is not None)
        await s.press("N", "f")
        assert s.words.startswith("loop 1 of ")
        assert "(" in s.text[LAST]
        await s.until(lambda: s.session.player.snapshot().listened >= 0)
        first = s.session.played_kit.pads[BREAK_ROW].loop_start
        await s.press("N", "f")
        assert s.words.startswith("loop 2 of ")
        assert s.session.played_kit.pads[BREAK_ROW].loop_start != first or "alike" in s.words


async def test_the_ruler_counts_beats_of_the_sound(wave_page):
    async with wave_page() as s:
        await s.press("l", "I")
        assert "┆1.3" in s.text[4]
        await s.press("I")
        assert "┆2 " in s.text[4]


async def test_slices_go_to_pads_and_in_order_onto_the_grid(wave_page):
    async with wave_page() as s:
        before = s.session.project
        await s.press("n", "o", "p")
        assert "16 slices on pads break to" in s.words
        spans = [pad.layers[0].start for pad in s.session.played_kit.pads[BREAK_ROW:]]
        assert near([start * RATE / 1000 for start in spans], HITS)
        await s.press("P")
        pattern = s.session.current_pattern
        heard = {
            at: pad
            for pad, lane in pattern.lanes.items()
            for at, step in enumerate(lane.steps)
            if step.plays
        }
        assert sorted(heard) == list(range(0, 32, 2))
        assert len(set(heard.values())) == 16
        assert pattern.length == 32
        await s.press("u", "u", "u")
        assert s.session.project == before


async def test_every_pad_of_a_slice_leads_to_its_place_in_the_sound(wave_page):
    async with wave_page() as s:
        await s.press("n", "o", "p", "j", "j")
        found = page(s.desk)
        assert found.place.cursor == found.played[0] == marks(s)[2]
        assert found.slice == found.played
        await s.press("k")
        assert page(s.desk).place.cursor == marks(s)[1]


async def test_escape_lets_go_of_the_selection_first(wave_page):
    async with wave_page() as s:
        await s.press("L", "L", "escape")
        assert (s.desk.view, page(s.desk).selection) == ("sample", None)
        await s.press("L", "k")
        s.session.looking.finish()
        await s.press("escape")
        assert s.desk.view == "sketch"


async def test_a_break_that_was_cut_plays_as_it_was(wave_page, tmp_path):
    async with wave_page() as s:
        await s.press("n", "o", "p", "P", "space")
        s.session.reading.finish()
        await s.until(lambda: s.session.player.snapshot().voices > 0)
        s.session.export(tmp_path / "again.wav", s.session.pattern)
        again, _ = soundfile.read(tmp_path / "again.wav")
        was = a_break()[:, 0]
        assert len(again) == len(was)
        assert np.corrcoef(again[:, 0], was)[0, 1] > 0.99


async def test_slices_become_files(wave_page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with wave_page() as s:
        await s.press("n", "o", "n", "w", *["backspace"], *"out", "enter")
        await s.until(lambda: not s.app.screen.is_modal)
        assert s.words == "16 files in out"
        assert len(list((tmp_path / "out").glob("*.wav"))) == 16


async def test_a_tempo_is_fitted_and_what_it_is_now_is_marked(wave_page):
    async with wave_page() as s:
        await s.press("}", "n", "f", "down", "enter")
        await s.until(lambda: layer(s).tune == -12.0)
        assert s.words.endswith("from 240 to 120 BPM by re-pitch")


def at_frame(s, frame):
    return page(s.desk).place.window.column_of(frame)


async def test_the_mouse_goes_selects_and_zooms(wave_page):
    async with wave_page() as s:
        await s.mouse(events.MouseDown, 20, PICTURE, button=1)
        await s.mouse(events.MouseMove, 29, PICTURE, button=1)
        await s.mouse(events.MouseUp, 29, PICTURE, button=1)
        found = page(s.desk)
        assert found.selection == (48_000, 69_601)
        window = found.place.window
        await s.mouse(events.MouseScrollUp, 40, PICTURE)
        near = page(s.desk).place.window
        assert near.length == window.length // 2
        assert abs(near.frame_at(40) - window.frame_at(40)) <= 1
        await s.mouse(events.MouseScrollDown, 40, PICTURE)
        assert page(s.desk).place.window == window


async def test_the_mouse_sets_moves_and_removes_marks(wave_page):
    async with wave_page() as s:
        await s.mouse(events.MouseDown, 20, LAST - 1, button=1)
        await s.mouse(events.MouseMove, 30, LAST - 1, button=1)
        await s.mouse(events.MouseUp, 30, LAST - 1, button=1)
        assert len(marks(s)) == 2
        assert at_frame(s, marks(s)[1]) in (29, 30)
        await s.mouse(events.MouseDown, 30, LAST - 1, button=3)
        await s.mouse(events.MouseUp, 30, LAST - 1, button=3)
        assert marks(s) == (0,)


async def test_the_mouse_drags_the_ends_of_what_is_played_as_one_edit(wave_page):
    async with wave_page() as s:
        before = s.session.project
        await s.mouse(events.MouseDown, 1, LAST, button=1)
        await s.mouse(events.MouseMove, 10, LAST, button=1)
        await s.mouse(events.MouseMove, 20, LAST, button=1)
        await s.mouse(events.MouseUp, 20, LAST, button=1)
        assert page(s.desk).played == (48_000, 8 * BEAT)
        await s.press("u")
        assert s.session.project == before


async def test_the_line_of_all_of_the_sound_leads_there(wave_page):
    async with wave_page() as s:
        await s.press("+", "+")
        await s.mouse(events.MouseDown, 60, 3, button=1)
        await s.mouse(events.MouseUp, 60, 3, button=1)
        window = page(s.desk).place.window
        assert window.first <= 60 * 8 * BEAT // 80 < window.end


async def test_every_word_is_a_command_and_can_be_clicked(wave_page):
    async with wave_page(size=(160, 48)) as s:
        for row in word_rows(s.desk, page(s.desk)):
            assert all(word.command in BY_ID for word in row.words)
        y = next(at for at, text in enumerate(s.text) if text.startswith(" CHOP"))
        await s.pilot.click(offset=(s.text[y].index("onsets") + 1, y))
        await s.until(lambda: len(marks(s)) == 16)
        await s.pilot.click(offset=(s.text[y + 1].index("back") + 1, y + 1))
        await s.until(lambda: layer(s).reverse)


async def test_a_sample_that_cannot_be_read_is_said_and_breaks_nothing(
    wave_page, sketch, break_folder
):
    (break_folder / FILE).write_bytes(b"no sound")
    async with sketch(folder=break_folder) as s:
        s.desk.go_to_row(BREAK_ROW)
        await s.press("'")
        await s.until(lambda: s.text[1].startswith(" break 120.wav: it is no audio"))
        for key in ("l", "+", "enter", ".", "p", "P", "i", "tab", "0"):
            await s.press(key)


async def test_both_channels_are_seen(wave_page, break_folder):
    stereo = a_break(2)
    stereo[:, 1] = 0.0
    soundfile.write(break_folder / FILE, stereo, RATE, subtype="PCM_24")
    async with wave_page() as s:
        upper, lower = s.text[5:11], s.text[11:17]
        assert any("█" in row for row in upper)
        assert not any("█" in row for row in lower)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 48), (300, 90)])
async def test_the_page_fits_every_size(wave_page, size):
    async with wave_page(size=size) as s:
        await s.press("n", "o")
        assert s.text[1].startswith(" SAMPLE")
        assert (s.text[-6][0], s.text[-6][-1]) == ("[", "]")
        assert all(len(row) == size[0] for row in s.text)


@pytest.mark.parametrize("view", ["pad", "sample"])
async def test_a_layer_is_levelled_and_written_anew_on_either_page(wave_page, view):
    async with wave_page() as s:
        await s.until(lambda: s.desk.loaded.bank.frames(layer(s).sound.key) is not None)
        s.desk.show_view(view)
        await s.press("N", "n")
        assert layer(s).level_db == pytest.approx(-20 * np.log10(a_break().max()), abs=0.1)
        assert s.words.startswith("peak at 0 dB: its level is +")
        await s.press("N", "l")
        assert s.words.startswith("loudest moment at ")
        await s.press("N", "c")
        assert "plays its file as it is" in s.words
        await s.press("N", "s")
        await s.until(lambda: s.desk.loaded.bank.frames(layer(s).sound.key) is not None)
        before = layer(s)
        await s.press("N", "c")
        assert layer(s).file != FILE
        await s.press("u")
        assert layer(s) == before

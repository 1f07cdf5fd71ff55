"""The song page by keys and by mouse: every change is one undo, and what plays follows."""

import pytest
from textual import events

from padsketch.model import Section
from padsketch.model.edits import set_song
from padsketch.tui.drawing.geometry import LABEL_WIDTH
from padsketch.tui.drawing.glyphs import ASCII

NAMES, PATTERNS, BARS, TRACKS = 2, 3, 4, 5
"""Lines of the screen at 80x24."""
WIDTH = 16
"""Columns of a section where there are few."""


def song(s):
    return [
        (section.called, section.pattern, section.repeats) for section in s.session.project.song
    ]


def cell(section, track, width=WIDTH):
    """Where a track of a section is drawn."""
    return LABEL_WIDTH + section * width + 2, TRACKS + track


async def surveyed(s):
    """Wait until the page shows what the song plays now."""
    s.session.course()
    s.session.surveying.finish()
    await s.pilot.pause(0.05)
    await s.pilot.pause()


async def test_f5_opens_the_song_and_f5_and_escape_lead_back(sketch):
    async with sketch() as s:
        await s.press("f5")
        assert "▸Intro" in s.text[NAMES]
        await s.press("f5")
        assert "KEY PAD" in s.text[1]
        await s.press("f5", "escape")
        assert "KEY PAD" in s.text[1]


async def test_the_page_shows_sections_bars_and_what_plays(sketch):
    async with sketch() as s:
        await s.press("f5")
        await surveyed(s)
        assert s.text[PATTERNS].split() == ["PATTERN", "A2", "A1", "x2"]
        assert s.text[BARS].split() == ["BAR", "1", "2"]
        kick = s.text[TRACKS][LABEL_WIDTH:]
        assert kick.startswith("[▁▁▁▁▁▁▁▁▁▁▁▁▁▁] ")
        assert kick[WIDTH:].startswith(" ▄▄▄▄▄▄▄▄▄▄▄▄▄▄┆")
        energy = s.text[1][LABEL_WIDTH:]
        assert energy[1] < energy[WIDTH + 1]


async def test_an_edit_in_the_grid_is_seen_on_the_page(sketch):
    async with sketch() as s:
        await s.press("f5")
        await surveyed(s)
        before = s.text[TRACKS]
        await s.press("f5", "n", "1", "f5")
        await surveyed(s)
        assert s.text[TRACKS] != before
        assert "████" in s.text[TRACKS]


async def test_an_empty_song_says_how_to_begin(sketch):
    async with sketch() as s:
        s.session.edit("empty", set_song, ())
        await s.press("f5")
        assert "n n adds pattern A1" in "\n".join(s.text)
        for key in ("m", "plus", "less_than_sign", "y", "backspace", "i", "b", "enter", "L", "P"):
            await s.press(key)
            assert "The song is empty" in s.words, key
        await s.press("n", "n")
        assert song(s) == [("A1", "A1", 1)]


@pytest.mark.parametrize(
    ("keys", "after"),
    [
        (["n", "n"], [("Intro", "A2", 1), ("A1", "A1", 1), ("Verse", "A1", 2)]),
        (["n", "d"], [("Intro", "A2", 1), ("Intro", "A2", 1), ("Verse", "A1", 2)]),
        (["backspace"], [("Verse", "A1", 2)]),
        (["right", "n", "s"], [("Intro", "A2", 1), ("Verse", "A1", 1), ("Verse", "A1", 1)]),
        (["right", "less_than_sign"], [("Verse", "A1", 2), ("Intro", "A2", 1)]),
        (["greater_than_sign"], [("Verse", "A1", 2), ("Intro", "A2", 1)]),
        (["plus", "plus"], [("Intro", "A2", 3), ("Verse", "A1", 2)]),
        (["right", "minus"], [("Intro", "A2", 1), ("Verse", "A1", 1)]),
        (["y", "right", "p"], [("Intro", "A2", 1), ("Verse", "A1", 2), ("Intro", "A2", 1)]),
    ],
)
async def test_every_change_of_the_sections_is_one_undo(sketch, keys, after):
    async with sketch() as s:
        before = s.session.project
        await s.press("f5", *keys)
        assert song(s) == after
        await s.press("u")
        assert s.session.project == before


async def test_the_cursor_goes_along_with_what_it_moves_and_makes(sketch):
    async with sketch() as s:
        await s.press("f5", "greater_than_sign")
        assert s.desk.section == 1
        await s.press("n", "d")
        assert s.desk.section == 2
        await s.press("backspace", "backspace")
        assert (s.desk.section, song(s)) == (0, [("Verse", "A1", 2)])


async def test_a_mute_is_for_the_section_and_the_track_in_front_alone(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "down", "m")
        assert [section.mute for section in s.session.project.song] == [(), ("snare",)]
        assert not s.session.project.channel("snare").mute
        assert s.text[TRACKS + 1][LABEL_WIDTH + WIDTH :].startswith("[m")
        await s.press("m")
        assert [section.mute for section in s.session.project.song] == [(), ()]


async def test_a_section_of_many_repeats_asks_where_to_split(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "plus", "plus", "n", "s")
        await s.press("3", "enter")
        assert song(s)[1:] == [("Verse", "A1", 3), ("Verse", "A1", 1)]
        await s.press("left", "left", "n", "s")
        assert "plays its pattern once" in s.words


async def test_names_and_notes_are_typed(sketch):
    async with sketch() as s:
        await s.press("f5", "n", "t", *"Hey", "enter", "n", "o", *"loud", "enter")
        section = s.session.project.song[0]
        assert (section.section, section.note) == ("Hey", "loud")
        assert "▸Hey" in s.text[NAMES]


async def test_the_details_turn_what_a_section_says(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "i", "plus", "down", "plus", "tab", "plus", "down", "plus")
        await s.press("down", "enter")
        section = s.session.project.song[1]
        assert (section.pattern, section.repeats) == ("A2", 3)
        assert (section.transpose, section.bpm, section.fill) == (1.0, 121.0, True)
        await s.press("up", "backspace")
        assert s.session.project.song[1].bpm is None
        await s.press("left")
        assert s.desk.section == 0
        await s.press("escape")
        assert s.desk.view == "song"


async def test_the_details_say_when_it_plays_what_is_silent_and_the_note(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "m", "i", "n", "o", *"less", "enter")
        await surveyed(s)
        text = "\n".join(s.text)
        assert "bar 2 to 5, 0:02.0 to 0:10.0" in text
        assert "SILENT          Kick" in text
        assert "NOTE            less" in text


async def test_pads_play_on_the_song_page(sketch):
    async with sketch() as s:
        await s.press("f5", "x")
        await s.until(lambda: s.session.tick().track_hits[1] == 1)


async def test_enter_launches_the_section_and_it_plays_over_and_over(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "enter")
        await s.until(lambda: s.session.tick().scene and s.session.tick().section == 1)
        await s.until(lambda: "▶Verse" in s.text[NAMES])
        assert "loop" in s.text[BARS]


async def test_b_plays_the_song_from_the_section_in_front(sketch):
    async with sketch() as s:
        await s.press("f5", "right", "b")
        await s.until(lambda: s.session.tick().section == 1)
        assert not s.session.tick().scene
        assert s.session.song_mode


async def test_a_section_is_stayed_in_and_left_for_the_song(sketch):
    async with sketch() as s:
        await s.press("f5", "b")
        await s.until(lambda: s.session.tick().section == 0)
        await s.press("L")
        assert "stays in Intro" in s.words
        await s.until(lambda: "loop" in s.text[BARS] or "next" in s.text[BARS])
        await s.until(lambda: s.session.tick().scene)
        await s.press("L")
        assert "goes on with Verse" in s.words
        await s.until(lambda: s.session.tick().section == 1)
        assert not s.session.tick().scene


async def test_a_performance_is_captured_by_keys(sketch):
    async with sketch() as s:
        await s.press("f5", "comma", "C")
        assert "CAPTURE" in s.text[0]
        await s.press("enter")
        await s.until(lambda: s.session.tick().position > 16 * 240_000)
        await s.press("comma", "C")
        assert song(s)[2:] == [("Intro", "A2", 1)]
        assert s.desk.section == 2
        await s.press("u")
        assert len(song(s)) == 2


async def test_remarks_are_made_when_asked_and_lead_to_their_section(sketch):
    async with sketch() as s:
        silent = Section(section="Nothing", pattern="H9")
        s.session.edit("more", set_song, (*s.session.project.song, silent))
        await s.press("f5")
        await surveyed(s)
        assert "has no hits" not in "\n".join(s.text)
        await s.press("P")
        await s.until(lambda: "Nothing has no hits" in "\n".join(s.text))
        await s.press("end", "enter")
        assert s.desk.section == 2


async def test_the_mouse_chooses_mutes_moves_and_launches(sketch):
    async with sketch() as s:
        await s.press("f5")
        await s.mouse(events.MouseDown, *cell(1, 2), button=1)
        assert (s.desk.section, s.desk.row) == (1, 2)
        await s.mouse(events.MouseDown, *cell(1, 1), button=3)
        assert s.session.project.song[1].mute == ("snare",)
        await s.mouse(events.MouseDown, LABEL_WIDTH + WIDTH + 2, NAMES, button=1)
        await s.mouse(events.MouseUp, LABEL_WIDTH + 2, NAMES, button=1)
        assert song(s) == [("Verse", "A1", 2), ("Intro", "A2", 1)]
        await s.mouse(events.MouseScrollUp, LABEL_WIDTH + 2, NAMES)
        assert song(s)[0] == ("Verse", "A1", 3)
        await s.pilot.click(offset=cell(1, 0), times=2)
        await s.until(lambda: s.session.tick().section == 1)


async def test_sections_that_do_not_fit_come_page_by_page(sketch):
    async with sketch() as s:
        many = [Section(section=f"S{at}", pattern="A2") for at in range(20)]
        s.session.edit("many", set_song, many)
        await s.press("f5")
        assert "S0" in s.text[NAMES]
        assert "S7" in s.text[NAMES]
        assert "S8" not in s.text[NAMES]
        await s.press("end")
        assert "▸S19" in s.text[NAMES]
        assert s.text[BARS].split()[1:] == ["17", "18", "19", "20"]
        await s.press("home", *["right"] * 8)
        assert "▸S8" in s.text[NAMES]


async def test_a_plain_terminal_has_the_page_too(sketch):
    async with sketch(glyphs=ASCII) as s:
        await s.press("f5")
        await surveyed(s)
        assert all(line.isascii() for line in s.text)

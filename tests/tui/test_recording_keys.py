"""Recording from the keyboard: it is armed, seen and set; what was played meets the grid."""

import pytest

from padsketch.model import edits
from padsketch.model.edits import Cell
from padsketch.model.recording import RecordingSettings
from padsketch.session import Session
from padsketch.tui.drawing.glyphs import ASCII, UNICODE
from padsketch.tui.drawing.transport import TransportLook, clock_text, transport_strip
from padsketch.tui.keyboard.keys import Keymap
from padsketch.tui.manual import help_sections


def look(**more):
    plain = TransportLook(False, 120.0, 54.0, "A1", "", 16, "1/16", "1.1.1", "", (0.0, 0.0))
    return plain._replace(**more)


def line(**more):
    return transport_strip(look(**more), 80, UNICODE).text


async def settled(s):
    await s.until(lambda: s.desk.fingers.is_live)
    s.app.screen.frame()
    await s.pilot.pause()


def test_the_transport_says_that_it_records():
    assert line(is_armed=True).startswith(" ■ REC arm 120.0 BPM")
    assert line(is_armed=True, is_playing=True).startswith(" ▶ REC  120.0 BPM")
    assert line(is_playing=True).startswith(" ▶ PLAY 120.0 BPM")
    assert transport_strip(look(is_armed=True), 80, ASCII).text.startswith(" # REC arm")


def test_the_count_in_counts_towards_the_one():
    beat = 960_000
    counted = [clock_text(beat * n, "4/4", 240) for n in range(-8, 1)]
    assert counted == ["-2.1", "-2.2", "-2.3", "-2.4", "-1.1", "-1.2", "-1.3", "-1.4", "1.1.1"]
    assert clock_text(-480_000, "5/8", 240) == "-1.5"


async def test_record_is_armed_and_taken_back(sketch):
    async with sketch() as s:
        await s.press("f8")
        assert s.session.recorder.is_armed
        assert s.text[0].startswith(" ■ REC arm")
        assert "space plays" in s.words
        await s.press("ctrl+r")
        assert not s.session.recorder.is_armed
        assert s.text[0].startswith(" ■ STOP")


async def test_that_the_song_is_not_counted_in_is_said(sketch):
    async with sketch() as s:
        s.session.song_mode = True
        await s.press("f8")
        assert "not counted in" in s.words


async def test_what_is_played_while_recording_is_written(sketch):
    async with sketch() as s:
        s.session.recorder.set(count_in=0)
        before = s.session.project
        await s.press("f8", "space")
        await s.until(lambda: s.session.tick().playing)
        await s.press("w")
        await s.until(lambda: s.session.project is not before)
        await s.press("space")
        await s.until(lambda: s.session.takes.all)
        (take,) = s.session.takes.all
        pad = s.session.kit.pads[9].id
        assert list(take.played.lanes) == [pad]
        assert any(step.plays for step in s.session.current_pattern.lane(pad).steps)
        await s.press("u")
        assert s.session.project is before
        assert s.words == "undone: take 1"


async def test_play_counts_in_when_recording_is_armed(sketch):
    async with sketch() as s:
        s.session.recorder.set(count_in=4)
        await s.press("f8", "space")
        await s.until(lambda: s.text[0].startswith(" ▶ REC"))
        await s.until(lambda: " -4." in s.text[0] or " -3." in s.text[0])
        assert s.desk.heard_step == -1


async def test_everything_about_recording_can_be_reached_by_mouse(sketch):
    async with sketch() as s:
        for words in ("record, or no longer", "metronome on or off", "takes, or the sketch"):
            await s.press("comma")
            await s.until(lambda words=words: any(words in row for row in s.text))
            y = next(y for y, row in enumerate(s.text) if words in row)
            await s.pilot.click(offset=(s.text[y].index(words) + 1, y))
            await s.pilot.pause()
        recorder = s.session.recorder
        assert (recorder.is_armed, recorder.metronome, s.desk.view) == (True, True, "takes")


async def test_the_metronome_has_a_key(sketch):
    async with sketch() as s:
        await s.press("grave_accent")
        assert s.session.recorder.metronome
        assert s.words == "metronome on"
        await s.press("grave_accent")
        assert not s.session.recorder.metronome


async def test_every_setting_can_be_changed_and_is_kept(sketch, tmp_path):
    file = tmp_path / "recording.toml"
    async with sketch() as s:
        s.session.recorder.use(file)
        await s.press("comma", "R", "enter")
        await s.press("down", "enter", "down", "enter")
        await s.press("down", "enter", *"75", "enter")
        await s.press("down", "enter", "down", "enter", *"-20", "enter", "escape")
        await settled(s)
        wanted = RecordingSettings(
            replaces=True, count_in=2, strength=75, clicks=False, metronome_db=-20.0
        )
        assert s.session.recorder.settings == wanted
        other = Session.open(None)
        other.recorder.use(file)
        assert other.recorder.settings == wanted


async def test_a_setting_out_of_range_is_refused(sketch):
    async with sketch() as s:
        await s.press("comma", "R", "down", "down", "enter", *"101", "enter")
        assert any("outside 0 to 100" in row for row in s.text)
        await s.press("escape")
        assert s.session.recorder.settings == RecordingSettings()


def test_a_broken_file_of_settings_is_told(project_folder, tmp_path):
    file = tmp_path / "recording.toml"
    file.write_text("strength = 700\n")
    session = Session.open(project_folder)
    session.recorder.use(file)
    assert "strength" in str(session.recorder.refusal)


async def test_the_lane_is_brought_to_the_grid_by_a_strength(sketch):
    async with sketch() as s:
        for step in (0, 3):
            s.session.edit_pattern("late", edits.set_details, Cell("kick", step), nudge=40)
        before = s.session.project
        await s.press("n", "q", *"50", "enter")
        await settled(s)
        lane = s.session.current_pattern.lane("kick")
        assert [lane.step(n).nudge for n in (0, 3)] == [20, 20]
        await s.press("u")
        assert s.session.project is before


async def test_only_the_selection_is_quantised_where_there_is_one(sketch):
    async with sketch() as s:
        for step in (0, 3):
            s.session.edit_pattern("late", edits.set_details, Cell("kick", step), nudge=40)
        await s.press("L", "n", "q", "enter")
        await settled(s)
        lane = s.session.current_pattern.lane("kick")
        assert [lane.step(n).nudge for n in (0, 3)] == [0, 40]


async def test_a_lane_on_the_grid_says_so(sketch):
    async with sketch() as s:
        await s.press("n", "q", "enter")
        await settled(s)
        assert s.words == "everything is on the grid already"
        assert s.session.undo() is None


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_cannot_be_recorded_says_why(sketch, size):
    async with sketch(size=size) as s:
        s.session.edit_pattern("lane", edits.set_lane_options, "kick", direction="random")
        s.session.recorder.set(count_in=0)
        await s.press("f8", "space")
        await s.until(lambda: s.session.tick().playing)
        await s.press("z")
        await s.until(lambda: "at random" in s.words)


def test_help_tells_of_recording_and_takes():
    titles = [section.title for section in help_sections(Keymap(), False)]
    assert {"Recording", "Takes"} <= set(titles)

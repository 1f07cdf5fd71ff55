import json

import pytest
import soundfile
from textual.widgets import Button, Input

from padsketch.export.pack.verify import verify_pack
from padsketch.model import Section
from padsketch.model.edits import set_bus, set_song
from padsketch.session import Session
from padsketch.tui.drawing.glyphs import ASCII
from padsketch.tui.screens.choice import Choice
from padsketch.tui.screens.confirm import Answer, Confirm
from padsketch.tui.screens.sketch import SketchScreen
from padsketch.tui.screens.tick import Tick


def is_open(s, name):
    return type(s.app.screen).__name__ == name


async def typed(s, text):
    """Replaces what stands in the field of a dialog."""
    s.app.screen.query_one(Input).value = text
    await s.pilot.pause()


async def test_the_tempo_is_typed_and_nonsense_is_refused(sketch):
    async with sketch() as s:
        await s.press(",", "t")
        await typed(s, "fast")
        await s.press("enter")
        assert is_open(s, "Prompt")
        assert any("'fast' is not a number" in row for row in s.text)
        await typed(s, "900")
        await s.press("enter")
        assert any("900 is outside 20 to 400" in row for row in s.text)
        await typed(s, "92.5")
        await s.press("enter")
        assert s.session.project.bpm == 92.5


async def test_escape_only_closes(sketch):
    async with sketch() as s:
        before = s.session.project
        for keys in ([",", "t"], ["f2"], ["f3"], ["f9"], ["?"], ["ctrl+p"], [",", "S"]):
            await s.press(*keys)
            assert not isinstance(s.app.screen, SketchScreen)
            await s.press("escape")
            await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        assert s.session.project is before


async def test_keys_in_a_dialog_play_no_pads(sketch):
    async with sketch() as s:
        await s.press(",", "S", "z", "x", "1", "escape")
        await s.until(lambda: s.desk.fingers.is_live)
        frame = s.session.tick().frame
        await s.until(lambda: s.session.tick().frame > frame + 4800)
        assert not any(s.session.tick().track_hits)
        await s.press("z")
        await s.until(lambda: s.session.tick().track_hits[0] == 1)


async def test_any_pattern_can_be_jumped_to(sketch):
    async with sketch() as s:
        await s.press("f3", "down", "right", "right", "enter")
        assert s.session.pattern == "B3"
        await s.press("f3", *["down"] * 9, *["right"] * 20, "enter")
        assert s.session.pattern == "H16"


async def test_a_kit_is_chosen_and_the_lanes_stay(sketch):
    async with sketch() as s:
        await s.press(*["down"] * 11, "enter")
        lanes = s.session.current_pattern.lanes
        assert "ride" in lanes
        await s.press("f2", "home", "enter")
        await s.until(lambda: s.session.project.kit == "cabinet")
        assert s.session.kit.name == "Cabinet"
        assert s.session.current_pattern.lanes == lanes
        await s.until(lambda: "it has no pad for ride" in s.words)
        assert s.desk.rows[-1].pad == "ride"
        assert s.desk.rows[-1].pad_index is None
        await s.press("u")
        assert s.session.kit.name == "Dust"


async def test_a_kit_that_is_damaged_is_told(sketch, project_folder):
    kit = project_folder / "broken"
    kit.mkdir()
    (kit / "kit.toml").write_text("format = 1")
    async with sketch() as s:
        s.app.load_kit("broken")
        await s.until(lambda: s.desk.words.is_refusal)
        assert s.session.kit.name == "Dust"
        assert s.session.project.kit == "dust"


async def test_a_long_list_is_searched_by_typing(sketch):
    async with sketch() as s:
        await s.press("i", "i", *"reso")
        assert any("resonance" in row for row in s.text)
        assert not any("cutoff" in row for row in s.text[5:19])
        await s.press(*"x", "enter")
        assert is_open(s, "Chooser")
        await s.press("backspace", "enter")
        assert dict(s.desk.here.locks) == {"resonance": 0.0}


async def test_a_long_list_leaves_room_for_its_hint_at_80x24(sketch):
    async with sketch() as s:
        await s.press("i", "i")
        assert any("enter takes it, esc closes" in row for row in s.text)


async def test_the_arrows_move_through_what_was_found(sketch):
    async with sketch() as s:
        await s.press("i", "i", *"eq mid", "down", "down", "up", "enter")
        assert [name for name, _ in s.desk.here.locks] == ["eq_mid_q"]


async def test_help_shows_the_keys_that_are_in_force(sketch):
    async with sketch() as s:
        await s.press("f1")
        assert any("pads 13 to 16" in row for row in s.text)
        await s.press("end")
        await s.until(lambda: any("launch a section" in row for row in s.text))


async def test_the_palette_runs_a_command(sketch):
    async with sketch() as s:
        await s.press("ctrl+p")
        await s.until(lambda: is_open(s, "CommandPalette"))
        await s.press(*"mute the lane")
        await s.until(lambda: any("mute the lane" in row for row in s.text[4:]))
        await s.press("enter")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        await s.until(lambda: s.session.project.channel("kick").mute)


async def test_save_asks_for_a_folder_only_where_there_is_none(sketch, tmp_path):
    async with sketch(folder=None) as s:
        await s.press("ctrl+s")
        await typed(s, str(tmp_path / "mine"))
        await s.press("enter")
        assert (tmp_path / "mine" / "project.toml").exists()
        assert s.words.startswith("saved in")
        await s.press("m", "ctrl+s")
        assert not s.session.is_dirty
        assert Session.open(tmp_path / "mine").project == s.session.project


async def test_a_project_that_is_there_is_never_saved_over(sketch, project_folder):
    async with sketch(folder=None) as s:
        before = (project_folder / "project.toml").read_bytes()
        await s.press("ctrl+s")
        await typed(s, str(project_folder))
        await s.press("enter")
        assert s.app.screen.heading == "Not saved"
        assert (project_folder / "project.toml").read_bytes() == before


async def test_quit_does_not_ask_where_nothing_can_be_lost(sketch):
    async with sketch() as s:
        await s.press("ctrl+q")
        await s.until(lambda: not s.app.is_running)


async def test_quit_asks_where_edits_would_be_lost(sketch, project_folder):
    async with sketch() as s:
        await s.press("m", "ctrl+q")
        assert is_open(s, "Confirm")
        await s.press("escape")
        assert s.app.is_running
        await s.press("ctrl+q", "s")
        await s.until(lambda: not s.app.is_running)
    assert Session.open(project_folder).project.channel("kick").mute


async def test_edits_can_be_discarded(sketch, project_folder):
    async with sketch() as s:
        await s.press("m", "ctrl+q", "d")
        await s.until(lambda: not s.app.is_running)
    assert not Session.open(project_folder).project.channel("kick").mute


async def exported(s, path, *keys):
    await s.press("f9", *keys)
    await typed(s, str(path))
    await s.pilot.click("#go")
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


async def test_a_song_is_exported_while_the_music_plays(sketch, tmp_path):
    async with sketch() as s:
        await s.press("space")
        await s.until(lambda: s.session.tick().playing)
        await exported(s, tmp_path / "song.flac")
        assert s.session.tick().playing
        await s.until(lambda: s.words.startswith("wrote "))
        assert soundfile.info(tmp_path / "song.flac").frames >= (16 + 64) * 6000


async def test_a_pattern_is_exported_as_stems(sketch, tmp_path):
    async with sketch() as s:
        await exported(s, tmp_path / "stems", "enter", "tab", "down", "enter")
        manifest = json.loads((tmp_path / "stems" / "manifest.json").read_text())
        assert (manifest["what"], len(manifest["order"])) == ("A1", 3)


async def test_a_pack_is_exported_with_what_is_ticked(sketch, tmp_path):
    async with sketch() as s:
        await s.press("f9")
        assert not s.app.screen.query_one("#contents").display
        await s.pilot.click(Choice)
        await s.press("tab", "down", "down", "enter", "tab", "enter")
        assert s.app.screen.query_one("#contents").display
        assert s.app.screen.query_one("#dry", Tick).value
        await s.pilot.click("#mastering")
        assert s.app.screen.query_one("#path", Input).value.endswith("-A1-pack")
        await typed(s, str(tmp_path / "pack"))
        await s.pilot.click("#go")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
    kinds = {path.name for path in (tmp_path / "pack").iterdir() if path.is_dir()}
    assert kinds == {"stems", "stems-dry", "mix", "loops", "targets"}
    assert verify_pack(tmp_path / "pack").faults == ()


async def test_a_pack_replaces_a_pack_only_when_told_to(sketch, tmp_path):
    async with sketch() as s:
        for _ in range(2):
            await s.press("f9", "tab", "down", "down", "enter")
            await typed(s, str(tmp_path / "pack"))
            s.app.screen.query_one("#go", Button).press()
            await s.until(lambda: is_open(s, "Confirm") or isinstance(s.app.screen, SketchScreen))
        assert is_open(s, "Confirm")
        before = (tmp_path / "pack" / "README.txt").stat().st_ino
        await s.press("r")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
    assert (tmp_path / "pack" / "README.txt").stat().st_ino != before


async def test_a_cancelled_pack_leaves_nothing(sketch, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    async with sketch() as s:
        s.session.edit("long", set_song, [Section(section="", pattern="A1", repeats=999)])
        await s.press("f9", "tab", "down", "down", "enter")
        await typed(s, str(folder / "pack"))
        await s.pilot.click("#go")
        await s.until(lambda: any(folder.iterdir()))
        await s.pilot.click("#cancel")
        await s.until(lambda: not any(folder.iterdir()))
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))


async def test_an_export_replaces_a_file_only_when_told_to(sketch, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"mine")
    async with sketch() as s:
        await s.press("f9")
        await typed(s, str(tmp_path / "a.wav"))
        s.app.screen.query_one("#go", Button).press()
        await s.until(lambda: is_open(s, "Confirm"))
        await s.press("escape")
        await s.until(lambda: not is_open(s, "Confirm"))
        assert (tmp_path / "a.wav").read_bytes() == b"mine"
        s.app.screen.query_one("#go", Button).press()
        await s.until(lambda: is_open(s, "Confirm"))
        await s.press("r")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        assert soundfile.info(tmp_path / "a.wav").frames > 0


async def test_an_export_never_replaces_somebodys_folder(sketch, tmp_path):
    (tmp_path / "stems").mkdir()
    (tmp_path / "stems" / "diary.txt").write_text("mine")
    async with sketch() as s:
        await s.press("f9", "tab", "down", "enter")
        await typed(s, str(tmp_path / "stems"))
        await s.pilot.click("#go")
        await s.until(lambda: is_open(s, "Confirm"))
        await s.press("r")
        await s.until(lambda: "refusal" in s.app.screen.query_one("#note").classes)
        assert (tmp_path / "stems" / "diary.txt").read_text() == "mine"


async def test_an_export_that_clips_says_so_first(sketch, tmp_path):
    async with sketch() as s:
        s.session.edit("loud", set_bus, "master", level_db=24.0, limiter=0)
        await exported(s, tmp_path / "loud.wav", "enter")
        await s.until(lambda: "clipped, turn it down: wrote " in s.words)


async def test_an_export_without_a_name_is_refused(sketch, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with sketch() as s:
        await s.press("f9", "tab", "down", "enter")
        await typed(s, " ")
        await s.pilot.click("#go")
        await s.until(lambda: "refusal" in s.app.screen.query_one("#note").classes)
        assert is_open(s, "ExportDialog")


async def test_a_cancelled_export_leaves_nothing(sketch, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    async with sketch() as s:
        s.session.edit("long", set_song, [Section(section="", pattern="A1", repeats=999)])
        await s.press("f9")
        await typed(s, str(folder / "song.wav"))
        await s.pilot.click("#go")
        await s.until(lambda: any(folder.iterdir()))
        await s.pilot.click("#cancel")
        await s.until(lambda: not any(folder.iterdir()))
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))


@pytest.mark.parametrize("theme", ["textual-light", "ansi-dark"])
async def test_other_colours_show_the_same_screen(sketch, theme):
    async with sketch() as s:
        before = s.text[:20]
        s.app.theme = theme
        await s.pilot.pause()
        assert s.text[:20] == before


@pytest.mark.parametrize("key", ["f9", "f12"])
async def test_a_terminal_of_ascii_gets_no_other_letter(sketch, key):
    async with sketch(glyphs=ASCII) as s:
        await s.press(key)
        assert all(row.isascii() for row in s.text)


async def test_no_title_of_a_dialog_is_cut(sketch):
    title = "Delete take 3 of A1? Undo does not bring it back"
    async with sketch() as s:
        s.desk.stage.show(Confirm(title, [Answer("k", "keep", "Keep it")]), lambda answer: None)
        await s.until(lambda: any(title in row for row in s.text))

"""Missing, unused and collected samples, as they are dealt with on the screen."""

import gc
import shutil

import pytest
from textual.widgets import Input

from padsketch.model import Layer, edits
from padsketch.session import Session
from padsketch.storage import find_kit, load_project, save_project
from padsketch.storage.safety.identities import identified
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.keyboard.keys import Keymap
from padsketch.tui.screens.sketch import SketchScreen

DOOR = "samples/door.wav"


@pytest.fixture
def door(project_folder):
    """A sample of the project's own, which its snare plays."""
    sound = next(find_kit("dust", None).glob("*kick*.flac"))
    (project_folder / "samples").mkdir()
    content = sound.read_bytes()
    path = project_folder / DOOR
    shutil.copy(sound, path)
    # Not the kit's own: found where it lies, not where its like does.
    path.write_bytes(content + b"\0")
    project = edits.set_layers(load_project(project_folder), "snare", (Layer(file=DOOR),))
    save_project(project_folder, identified(project, project_folder))
    return path


async def back(s):
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


async def choose(s, name):
    await s.press("f12")
    await s.until(lambda: any(name in row for row in s.text))
    names = [option.name for option in s.app.screen._options]
    await s.press(*["down"] * names.index(name), "enter")


def layer_file(s):
    return s.session.project.pads["snare"].layers[0].file


async def test_a_whole_project_has_no_row_for_missing_samples(sketch, door):
    async with sketch() as s:
        await s.press("f12")
        await s.until(lambda: any("Unused samples" in row for row in s.text))
        assert not any("Missing" in row for row in s.text)


async def test_missing_samples_are_told_and_brought_back(sketch, door):
    door.rename(door.with_name("gate.wav"))
    async with sketch() as s:
        await s.until(lambda: s.words.startswith("1 sample is missing: door.wav"))
        assert "found again" in s.words
        await choose(s, "Missing samples")
        await back(s)
        assert "1 sample brought back" in s.words
        assert layer_file(s) == "samples/gate.wav"
        await s.press("u")
        assert layer_file(s) == DOOR


async def test_what_was_not_found_is_searched_in_a_folder(sketch, door, tmp_path):
    (tmp_path / "disk").mkdir()
    door.rename(tmp_path / "disk" / "gate.wav")
    async with sketch() as s:
        await s.until(lambda: "is missing" in s.words)
        await choose(s, "Missing samples")
        await s.until(lambda: type(s.app.screen).__name__ == "Prompt")
        s.app.screen.query_one(Input).value = str(tmp_path / "nowhere")
        await s.press("enter")
        await s.until(lambda: any("no such folder" in row for row in s.text))
        s.app.screen.query_one(Input).value = str(tmp_path / "disk")
        await s.press("enter")
        await back(s)
        await s.until(lambda: "found again" in s.words)
        await choose(s, "Missing samples")
        await back(s)
        assert door.is_file()
        assert s.session.safety.samples.missing.files == ()


async def test_unused_samples_are_listed_and_stay(sketch, door):
    shutil.copy(door, door.with_name("old take.wav"))
    async with sketch() as s:
        await choose(s, "Unused samples")
        await s.until(lambda: any("old take.wav" in row for row in s.text))
        assert not any("door.wav" in row for row in s.text)
        await s.press("enter")
        await back(s)
        assert door.with_name("old take.wav").is_file()


async def test_a_project_where_all_is_played_says_so(sketch, door):
    async with sketch() as s:
        await choose(s, "Unused samples")
        await s.until(lambda: "every sample of the project is played" in s.words)


async def test_collecting_brings_the_kit_into_the_project(sketch, door, project_folder):
    async with sketch() as s:
        await choose(s, "Collect")
        await s.until(lambda: "copied into the project: kit" in s.words)
        assert s.session.project.kit == "kit"
        assert s.session.is_dirty
        await choose(s, "Collect")
        await s.until(lambda: "nothing: all of it is there" in s.words)
    assert (project_folder / "kit" / "kit.toml").is_file()


async def test_a_sketch_without_a_folder_has_nothing_to_collect(sketch):
    async with sketch(folder=None) as s:
        await s.press("f12")
        await s.until(lambda: any("Versions" in row for row in s.text))
        assert not any("Collect" in row or "Unused" in row for row in s.text)


async def test_a_project_whose_kit_is_gone_offers_another(project_folder):
    file = project_folder / "project.toml"
    file.write_text(file.read_text().replace('"dust"', '"../moved"'))
    session = Session.open(project_folder)
    session.output.use("silent")
    app = SketchApp(session, UNICODE, Keymap())
    async with app.run_test(size=(80, 24)) as pilot:
        while type(app.screen).__name__ != "Chooser":
            await pilot.pause()
        assert app.desk.words.text.startswith("There is no kit '../moved'")
        names = [option.name for option in app.screen._options]
        await pilot.press(*["down"] * names.index("eight"), "enter")
        while session.project.kit != "eight":
            await pilot.pause()
        assert session.kit is not None
    gc.unfreeze()

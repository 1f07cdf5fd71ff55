"""On the screen as elsewhere: a save asks before it costs somebody something."""

import json

import pytest
from textual.widgets import Input, OptionList

from padsketch.model.edits import set_bpm
from padsketch.storage import load_project
from padsketch.tui.screens.sketch import SketchScreen


@pytest.fixture
def file(project_folder):
    return project_folder / "project.toml"


def edit(s, bpm):
    s.session.edit("tempo", set_bpm, bpm)


def is_open(s, name):
    return type(s.app.screen).__name__ == name


async def back(s):
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


def change(file, old="Night Bus", new="Day Bus"):
    file.write_text(file.read_text().replace(old, new))


def hold_from_far(folder):
    (folder / ".padsketch").mkdir(exist_ok=True)
    far = {"pid": 4, "host": "far", "started": ""}
    (folder / ".padsketch" / "lock").write_text(json.dumps(far))


async def test_mine_is_kept_and_theirs_becomes_a_version(sketch, file):
    async with sketch() as s:
        change(file)
        edit(s, 99)
        await s.press("ctrl+s")
        assert is_open(s, "Confirm")
        assert load_project(file).title == "Day Bus"
        await s.press("m")
        await back(s)
        assert (load_project(file).title, load_project(file).bpm) == ("Night Bus", 99)
        assert b"Day Bus" in s.session.safety.files.versions[0].read()


async def test_theirs_is_taken_and_undone(sketch, file):
    async with sketch() as s:
        change(file)
        edit(s, 99)
        await s.press("ctrl+s", "t")
        await back(s)
        assert s.session.project.title == "Day Bus"
        await s.press("u")
        assert (s.session.project.title, s.session.project.bpm) == ("Night Bus", 99)


async def test_escape_from_the_question_changes_nothing(sketch, file):
    async with sketch() as s:
        change(file)
        edit(s, 99)
        before = file.read_bytes()
        await s.press("ctrl+s", "escape")
        await back(s)
        assert file.read_bytes() == before
        assert s.session.is_dirty


async def test_both_are_kept_by_saving_elsewhere(sketch, file, tmp_path):
    async with sketch() as s:
        change(file)
        edit(s, 99)
        await s.press("ctrl+s", "e")
        s.app.screen.query_one(Input).value = str(tmp_path / "mine")
        await s.press("enter")
        await back(s)
        assert load_project(tmp_path / "mine").bpm == 99
        assert load_project(file).title == "Day Bus"


async def test_quitting_waits_for_the_answer(sketch, file):
    async with sketch() as s:
        change(file)
        edit(s, 99)
        await s.press("ctrl+q")
        await s.until(lambda: is_open(s, "Confirm"))
        await s.press("s")
        await s.until(lambda: "changed on the disk" in s.app.screen.heading)
        assert s.app.is_running
        await s.press("escape")
        await back(s)
        assert s.session.is_dirty


async def test_a_project_that_is_open_elsewhere_says_so_and_is_taken_over(sketch, project_folder):
    hold_from_far(project_folder)
    async with sketch() as s:
        assert s.words.startswith("read-only: open in another padsketch (process 4 on far)")
        edit(s, 99)
        await s.press("escape")
        await s.until(lambda: any("read-only: Night Bus" in row for row in s.text))
        await s.press("ctrl+s")
        assert is_open(s, "Confirm")
        await s.press("g")
        await back(s)
        assert load_project(project_folder).bpm == 99
        await s.until(lambda: not any("read-only" in row for row in s.text))


async def test_a_newer_project_is_read_only_on_the_screen(sketch, file):
    change(file, "version = 1", "version = 2\nnews = 3")
    before = file.read_bytes()
    async with sketch() as s:
        assert s.words.startswith("read-only: written by a newer padsketch")
        edit(s, 99)
        await s.press("ctrl+s")
        assert is_open(s, "Confirm")
        assert any("newer" in row for row in s.text)
        assert file.read_bytes() == before


async def test_whoever_cannot_save_here_is_asked_where_else(sketch, project_folder, tmp_path):
    async with sketch() as s:
        edit(s, 99)
        (project_folder / ".padsketch" / "versions").write_text("in the way")
        await s.press("ctrl+s")
        assert s.app.screen.heading == "Not saved"
        await s.press("e")
        s.app.screen.query_one(Input).value = str(tmp_path / "mine")
        await s.press("enter")
        await back(s)
        assert load_project(tmp_path / "mine").bpm == 99


async def test_what_is_gone_is_not_offered_but_written_again(sketch, project_folder, tmp_path):
    async with sketch() as s:
        edit(s, 99)
        project_folder.rename(tmp_path / "moved")
        await s.press("ctrl+s", "t")
        assert is_open(s, "Confirm")
        assert not any("Take what is there" in row for row in s.text)
        await s.press("m")
        await back(s)
        assert load_project(project_folder).bpm == 99


async def test_a_version_is_kept_compared_and_brought_back(sketch):
    async with sketch() as s:
        await s.press("f12", "down", "enter")
        await s.until(lambda: is_open(s, "Prompt"))
        await s.press(*"dry", "enter")
        await back(s)
        edit(s, 99)
        await s.press("f12", "enter")
        await s.until(lambda: is_open(s, "Chooser") and "Versions" in s.app.screen.heading)
        await s.until(lambda: any("dry" in row and "bpm" in row for row in s.text))
        await s.press("enter")
        await s.until(lambda: is_open(s, "Comparison"))
        lines = s.app.screen.query_one(OptionList)
        shown = [str(lines.get_option_at_index(n).prompt) for n in range(lines.option_count)]
        assert "-bpm = 120.0" in shown
        assert "+bpm = 99.0" in shown
        await s.press("r")
        await back(s)
        assert s.session.project.bpm == 120
        await s.press("u")
        assert s.session.project.bpm == 99


async def test_without_versions_it_is_said_how_they_come(sketch):
    async with sketch() as s:
        await s.press("f12")
        await s.until(lambda: any("none yet" in row for row in s.text))
        await s.press("enter")
        await back(s)
        assert "Every save keeps what it replaces" in s.words


async def test_a_sketch_without_a_folder_is_told_to_be_saved_first(sketch):
    async with sketch(folder=None) as s:
        await s.press("f12", "down", "enter")
        await back(s)
        assert "Save it first" in s.words

"""On the screen: what was not saved before is asked about, and never goes unasked."""

import pytest

from padsketch.model.edits import set_bpm
from padsketch.session import Session
from padsketch.storage.safety.recovery import found, sketches
from padsketch.tui.files.project_files import ENTRIES
from padsketch.tui.screens.sketch import SketchScreen


def leave_edits(folder, bpm=99):
    """Edit a project, and be gone without a save."""
    session = Session.open(folder)
    session.edit("tempo", set_bpm, bpm)
    session.safety.journal.flush()
    if folder is not None:
        session.safety.close()


def is_open(s, name):
    return type(s.app.screen).__name__ == name


async def back(s):
    await s.until(lambda: isinstance(s.app.screen, SketchScreen))


def note(s):
    return str(s.app.screen.query_one("#note").render())


@pytest.fixture
def left(project_folder):
    leave_edits(project_folder)
    return project_folder


async def test_edits_that_were_lost_are_offered_and_come_back_as_one(sketch, left):
    async with sketch() as s:
        assert is_open(s, "Confirm")
        assert "1 edit after the last save, the last at" in note(s)
        await s.press("r")
        await back(s)
        assert (s.session.project.bpm, s.session.is_dirty) == (99, True)
        await s.press("u")
        assert s.session.project.bpm == 120


@pytest.mark.parametrize("key", ["l", "escape"])
async def test_not_now_keeps_them(sketch, left, key):
    async with sketch() as s:
        await s.press(key)
        await back(s)
        assert s.session.project.bpm == 120
    assert found(left) is not None


async def test_what_is_thrown_away_is_not_asked_about_again(sketch, left):
    async with sketch() as s:
        await s.press("t")
        await back(s)
        assert "thrown-away" in s.words
    assert found(left) is None
    async with sketch() as s:
        await back(s)


async def test_what_was_kept_for_later_is_in_the_list(sketch, left):
    async with sketch() as s:
        await s.press("l", "f12")
        await s.until(lambda: is_open(s, "Chooser"))
        names = [entry.name for entry in ENTRIES]
        await s.press(*["down"] * names.index("Not saved"), "enter")
        await s.until(lambda: "Night Bus, 99 BPM" in "\n".join(s.text))
        await s.press("enter")
        await s.until(lambda: is_open(s, "Confirm"))
        await s.press("r")
        await back(s)
        assert s.session.project.bpm == 99


async def test_discarded_edits_are_gone_for_good(sketch, project_folder):
    async with sketch() as s:
        s.session.edit("tempo", set_bpm, 99)
        await s.press("ctrl+q")
        assert is_open(s, "Confirm")
        await s.press("d")
    assert found(project_folder) is None


async def test_a_sketch_that_stays_without_a_name_says_where_it_is_kept(sketch):
    async with sketch(folder=None) as s:
        s.session.edit("tempo", set_bpm, 77)
        await s.press("ctrl+q")
        assert "padsketch recover" in note(s)
        await s.press("d")
    assert [state.project().bpm for state in sketches()] == [77]


async def test_a_crashed_sketch_without_a_name_comes_back_before_the_demo_plays(
    sketch, monkeypatch
):
    leave_edits(None, 77)
    async with sketch(folder=None) as s:
        assert is_open(s, "Confirm")
        assert not s.session.tick().playing
        await s.press("r")
        await back(s)
        assert s.session.project.bpm == 77

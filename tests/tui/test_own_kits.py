"""Kits of the user's own, and the papers of sounds, from the screen."""

import numpy as np
import pytest
import soundfile
from textual.widgets import Input

from padsketch.model import Credit, edits
from padsketch.tui.screens.chooser import Chooser
from padsketch.tui.screens.confirm import Confirm
from padsketch.tui.screens.notes import Notes
from padsketch.tui.screens.papers import CreditDialog
from padsketch.tui.screens.sketch import SketchScreen


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


async def answered(s, text):
    s.app.screen.query_one(Input).value = text
    await s.press("enter")


async def test_a_kit_that_was_kept_can_be_played_elsewhere(sketch, tmp_path):
    async with sketch() as s:
        s.session.edit("tune", edits.set_pad, "kick", tune=-3.0)
        await s.press(",", "K")
        await answered(s, "My Dust")
        kept = tmp_path / "data/padsketch/kits/My Dust"
        await s.until(lambda: (kept / "kit.toml").exists())
        await s.until(lambda: "kept as" in s.words)

        await s.press(",", "I")
        await answered(s, str(tmp_path / "nothing"))
        assert any("There is no such file" in row for row in s.text)
        await s.press("escape")
        s.app.load_kit("My Dust")
        await s.until(lambda: s.session.project.kit == "My Dust")
        assert s.session.kit.pads[0].tune == -3.0


async def test_a_kit_is_replaced_only_by_who_says_so(sketch, tmp_path):
    kept = tmp_path / "data/padsketch/kits/Mine/kit.toml"
    async with sketch() as s:
        await s.press(",", "K")
        await answered(s, "Mine")
        await s.until(lambda: "kept as" in s.words)
        s.session.edit("tune", edits.set_pad, "kick", tune=-3.0)
        before = kept.read_text()
        for keys in (["escape"], ["r"]):
            assert kept.read_text() == before
            await s.press(",", "K")
            await answered(s, "Mine")
            await s.until(lambda: isinstance(s.app.screen, Confirm))
            assert not any("--force" in row for row in s.text)
            await s.press(*keys)
        await s.until(lambda: kept.read_text() != before)


async def test_a_kit_whose_name_is_taken_comes_in_under_another(sketch, tmp_path):
    folder = tmp_path / "dust"
    folder.mkdir()
    soundfile.write(folder / "kick.wav", np.linspace(0.5, 0, 4800), 48_000)
    async with sketch() as s:
        await s.press(",", "I")
        await answered(s, str(folder))
        await s.until(lambda: any("comes with padsketch" in row for row in s.text))
        await answered(s, "Dusty")
        await s.until(lambda: s.session.project.kit == "Dusty")


async def test_an_imported_kit_is_played_at_once_and_what_it_lost_is_said(sketch, tmp_path):
    folder = tmp_path / "found"
    folder.mkdir()
    (folder / "found.sfz").write_text(
        "<region> sample=kick.wav key=36 cutoff=500\n<region> sample=gone.wav key=38\n"
    )
    soundfile.write(folder / "kick.wav", np.linspace(0.5, 0, 4800), 48_000)
    async with sketch() as s:
        await s.press(",", "I")
        await answered(s, str(folder / "found.sfz"))
        await s.until(lambda: s.session.project.kit == "found")
        assert isinstance(s.app.screen, Notes)
        assert any("gone.wav is missing" in row for row in s.text)
        await s.press("enter")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))


async def test_papers_are_written_and_undone(sketch):
    async with sketch() as s:
        await s.press(",", "P")
        assert isinstance(s.app.screen, Chooser)
        assert any("CC0-1.0" in row for row in s.text)
        await s.press("enter")
        await s.until(lambda: isinstance(s.app.screen, CreditDialog))
        file = s.session.kit.files[0]
        s.app.screen.query_one("#papers-author", Input).value = "Ida"
        await s.press("enter")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        assert s.session.project.credits[file].author == "Ida"
        assert s.session.project.credits[file].licence == "CC0-1.0"
        await s.press("u")
        assert s.session.project.credits == {}


async def test_a_sound_without_a_licence_is_seen_in_the_list(sketch):
    async with sketch() as s:
        credit = Credit(author="somebody")
        s.session.edit("papers", edits.set_credit, s.session.kit.files[0], credit)
        await s.press(",", "P")
        assert any("1 with a warning" in row for row in s.text)

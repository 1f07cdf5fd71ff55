"""Titles and versions of strangers, in the list of what lies in the project's folder."""

from msgspec.structs import replace

from hostile_names import TAGGED, WRITABLE, hurt_versions, unsafe
from padsketch.session import Session
from padsketch.tui.files.project_files import ENTRIES
from padsketch.tui.screens.sketch import SketchScreen


async def test_names_that_mean_harm_are_shown_harmlessly(sketch, project_folder):
    left = Session.open(project_folder)
    left.edit("hurt", lambda project: replace(project, title="".join(WRITABLE)))
    hurt_versions(project_folder)
    left.safety.journal.flush()
    left.close()
    async with sketch() as s:
        pictures = []
        await s.press("l")
        await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        for at in range(len(ENTRIES)):
            await s.press("f12", *["down"] * at, "enter")
            pictures.extend(s.text)
            await s.press("escape", "escape")
            await s.until(lambda: isinstance(s.app.screen, SketchScreen))
        assert any(TAGGED[57][:3] in line for line in pictures)
        assert unsafe("".join(pictures)) == []

"""What the song page looks like with the demo's song, to the cell and the colour."""

from importlib.resources import files

import pytest

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import ASCII, UNICODE

LOOKS = {
    "song-80x24": ((80, 24), UNICODE, ["f5", *["right"] * 2, *["down"] * 3]),
    "song-160x48": ((160, 48), UNICODE, ["f5", *["right"] * 4, "down", "m"]),
    "song-ascii": ((80, 24), ASCII, ["f5", "right"]),
    "section-80x24": ((80, 24), UNICODE, ["f5", "right", "i", "down", "plus"]),
}
"""Size of the terminal, characters, keys that were pressed."""


@pytest.fixture
def demo_folder(tmp_path):
    """The demo as a project of its own, which does not play by itself."""
    text = files("padsketch").joinpath("demo.toml").read_text(encoding="utf-8")
    (tmp_path / "project.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("size", "glyphs", "keys"), LOOKS.values(), ids=LOOKS)
def test_the_song_looks_as_it_did(snap_compare, demo_folder, size, glyphs, keys):
    session = Session.open(demo_folder)
    session.output.use("silent")
    app = SketchApp(session, glyphs)

    async def run_before(pilot):
        while session.loaded is None or app.desk.loading or session.output.status.kind != "silent":
            await pilot.pause(0.01)
        await pilot.press(*keys)
        session.course()
        session.surveying.finish()
        app.desk.words = app.desk.words._replace(text="")
        await pilot.pause()
        app.screen_stack[0].frame()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)

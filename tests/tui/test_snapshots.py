"""What the screen looks like, to the cell and the colour: stopped, with a fixed project."""

import pytest

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import ASCII, UNICODE


async def ready(pilot):
    app = pilot.app
    while app.session.loaded is None or app.session.output.status.kind != "silent":
        await pilot.pause(0.01)
    app.screen.frame()
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "glyphs", "keys"),
    [
        ((80, 24), UNICODE, []),
        ((120, 36), UNICODE, ["down", "enter", "tab", "tab"]),
        ((160, 48), UNICODE, ["down", *"LLLJ"]),
        ((80, 24), ASCII, ["m", "down", "o"]),
        ((80, 24), UNICODE, ["i"]),
        ((80, 24), UNICODE, ["f3"]),
    ],
    ids=["80x24", "120x36", "160x48", "ascii", "inspector", "patterns"],
)
def test_the_screen_looks_as_it_did(snap_compare, project_folder, size, glyphs, keys):
    session = Session.open(project_folder)
    session.output.use("silent")
    app = SketchApp(session, glyphs)

    async def run_before(pilot):
        await ready(pilot)
        await pilot.press(*keys)
        app.desk.words = app.desk.words._replace(text="")
        await pilot.pause()
        app.screen_stack[0].frame()
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=run_before)

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


SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (160, 48)
LOOKS = {
    "80x24": (SMALL, UNICODE, []),
    "120x36": (MIDDLE, UNICODE, ["down", "enter", "tab", "tab"]),
    "160x48": (LARGE, UNICODE, ["down", *"LLLJ"]),
    "ascii": (SMALL, ASCII, ["m", "down", "o"]),
    "patterns": (SMALL, UNICODE, ["f3"]),
    "mixer-80x24": (SMALL, UNICODE, ["f4", "down", "minus", "right", "m"]),
    "mixer-120x36": (MIDDLE, UNICODE, ["f4", "tab", "plus", "tab", "minus", "minus"]),
    "mixer-160x48": (LARGE, UNICODE, ["f4", "end", "minus", "down"]),
    "mixer-ascii": (SMALL, ASCII, ["f4", "o", "end", "tab", "minus"]),
    "pad-80x24": (SMALL, UNICODE, ["f6", "plus", "tab", "tab", "tab", "plus", "plus"]),
    "pad-120x36": (MIDDLE, UNICODE, ["down", "f6", "L", "L", "down", "minus"]),
    "pad-160x48": (LARGE, UNICODE, ["f6", *["right"] * 3, "tab", "tab", "plus"]),
    "pad-ascii": (SMALL, ASCII, ["f6", "tab", "tab", "tab", "plus", "plus"]),
    "step-80x24": (SMALL, UNICODE, ["down", *["right"] * 15, "i", "tab", "plus"]),
    "step-120x36": (MIDDLE, UNICODE, ["i", "tab", *["down"] * 6, "minus"]),
    "step-160x48": (LARGE, UNICODE, ["i", "minus"]),
    "velocity-80x24": (SMALL, UNICODE, ["down", *["right"] * 4, ",", "2", "minus", "minus"]),
    "velocity-160x48": (LARGE, UNICODE, [",", "2", *"JJJJ", "minus", "minus"]),
    "chance-ascii": (SMALL, ASCII, [",", "3", "enter"]),
    "lane-80x24": (SMALL, UNICODE, ["I", "minus", "tab", "plus"]),
    "euclid": (SMALL, UNICODE, ["n", "e", "5", "right", "8", "right", "plus"]),
    "lock": (SMALL, UNICODE, ["i", "i", *"eq mid"]),
}
"""Size of the terminal, characters, keys that were pressed."""


@pytest.mark.parametrize(("size", "glyphs", "keys"), LOOKS.values(), ids=LOOKS)
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

"""A sketch that is opened as a user opens it: real project, real kit, real engine, no device."""

import asyncio
import gc
from contextlib import asynccontextmanager

import pytest

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.keyboard.keys import Keymap

GLANCE_SECONDS = 0.02

PROJECT = """\
format = "padsketch-project"
version = 1
title = "Night Bus"
bpm = 120.0
meter = "4/4"
swing = 54.0
seed = 7
kit = "dust"

[patterns.A1]
length = 32
step = "1/16"

[patterns.A1.lanes]
kick  = "X..x..x...X.....X..x..x...X....."
snare = "....X.......X..o....X.......X..."
hat   = "x.7.x.7.x.7.x.7.x.7.x.7.x.7.x.4."

[[patterns.A1.locks]]
lane = "snare"
step = 16
chance = 60
rolls = 3

[patterns.A2]
length = 16
step = "1/16"

[patterns.A2.lanes]
kick = "x..............."

[[song]]
section = "Intro"
pattern = "A2"

[[song]]
section = "Verse"
pattern = "A1"
repeats = 2

[mixer.kick]
level_db = -3.0
"""


async def look(*_):
    """As long as an eye needs; that all messages are read is seen to by the pilot itself."""
    await asyncio.sleep(GLANCE_SECONDS)


@pytest.fixture(autouse=True)
def no_wait_for_idleness(monkeypatch):
    """The pilot would wait until the process is idle, which one with an engine hardly ever is."""
    monkeypatch.setattr("textual.app.wait_for_idle", look)
    monkeypatch.setattr("textual.pilot.wait_for_idle", look)


class Sketch:
    """An open sketch with its keyboard and mouse."""

    def __init__(self, app, pilot):
        self.app = app
        self.pilot = pilot
        self.desk = app.desk
        self.session = app.session

    async def press(self, *keys):
        """Keys, one after the other, until the screen has dealt with them."""
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def until(self, condition):
        """Wait for something that another thread or a later frame does."""
        for _ in range(1000):
            if condition():
                return
            await self.pilot.pause(0.01)
        raise AssertionError("what was waited for did not happen")

    async def mouse(self, kind, x, y, **more):
        """A mouse event at a place of the screen."""
        await self.pilot._post_mouse_events([kind], offset=(x, y), **more)
        await self.pilot.pause()

    def lane(self, pad, pattern=None):
        """The velocities of a lane, to its last hit."""
        steps = self.session.project.pattern(pattern or self.session.pattern).lane(pad).steps
        return [step.velocity for step in steps]

    @property
    def words(self):
        """What the message row last said."""
        return self.desk.words.text

    @property
    def strips(self):
        """The screen as lines with their styles."""
        return self.app.screen._compositor.render_strips(self.app.size)

    @property
    def text(self):
        """The screen as lines of text."""
        return [strip.text for strip in self.strips]


@pytest.fixture
def project_folder(tmp_path):
    """A project folder."""
    folder = tmp_path / "night-bus"
    folder.mkdir()
    (folder / "project.toml").write_text(PROJECT)
    return folder


@pytest.fixture
def sketch(project_folder):
    """Opens a sketch: `async with sketch() as s`."""

    @asynccontextmanager
    async def opened(folder=project_folder, size=(80, 24), glyphs=UNICODE, keymap=None):
        session = Session.open(folder)
        session.output.use("silent")
        app = SketchApp(session, glyphs, keymap or Keymap())
        async with app.run_test(size=size) as pilot:
            found = Sketch(app, pilot)
            await found.until(lambda: session.loaded is not None and not app.desk.loading)
            await found.until(lambda: any(row[1:2] == "Z" for row in found.text[2:4]))
            yield found

    yield opened
    # The app has told the collector to leave alone what was alive when its kit was there.
    gc.unfreeze()

"""A terminal made of a pty: it sends what real ones send, and keeps what it is told to draw."""

import asyncio
import os
import pty
import re
import sys
import threading
import tty
from contextlib import asynccontextmanager

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import UNICODE

ASK_FLAGS = b"\x1b[?u"
KITTY = b"\x1b[?31u"
"""What a terminal with all of kitty's keyboard protocol answers; one without is silent."""
_ORDER = re.compile(
    r"\x1b\[(?P<mark>[?>=<]?)(?P<numbers>[\d;]*)[$ ]?(?P<name>[a-zA-Z])"
    r"|\x1b\][^\x07\x1b]*(\x07|\x1b\\)|\n|(?P<text>[ -\U0010ffff]+)"
)


class Terminal:
    """The other end of a pty: a thread reads what is drawn and answers what is asked."""

    def __init__(self, answer=b""):
        self._keyboard, self._line = pty.openpty()
        tty.setraw(self._line)
        self.input = os.fdopen(os.dup(self._line))
        self.output = os.fdopen(os.dup(self._line), "w")
        self.drawn = bytearray()
        self._answer = answer
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def text(self):
        """Everything that was drawn so far."""
        return bytes(self.drawn).decode(errors="replace")

    def type(self, data):
        """The bytes of one or more keys."""
        os.write(self._keyboard, data)

    def close(self):
        """Hang up."""
        self.input.close()
        self.output.close()
        os.close(self._line)
        self._reader.join()
        os.close(self._keyboard)

    def _read(self):
        while True:
            try:
                data = os.read(self._keyboard, 65_536)
            except OSError:
                return
            self.drawn += data
            if ASK_FLAGS in data and self._answer:
                self.type(self._answer)


class Sitting:
    """A sketch that is open on a terminal, and what was played in it by hand."""

    def __init__(self, app, terminal):
        self.app = app
        self.session = app.session
        self.desk = app.desk
        self.terminal = terminal
        self._played = []
        self.session.listeners.append(self._played.append)

    @property
    def played(self):
        """(pad, velocity) of every hit, (pad, "up") of every release, in their order."""
        self.session.tick()
        return [(p.pad, "up" if p.is_release else p.velocity) for p in self._played]

    async def until(self, condition):
        """Wait for something that another thread or a later frame does."""
        for _ in range(4000):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise AssertionError(f"what was waited for did not happen; played: {self.played}")

    async def plays(self, data, *expected):
        """Type bytes; exactly this is heard of them and of all that was typed before."""
        self.terminal.type(data)
        await self.until(lambda: len(self.played) >= len(expected))
        assert self.played == list(expected)


@asynccontextmanager
async def sitting(monkeypatch, folder, answer=b"", size=(80, 24), keymap=None, **more):
    """Open a project on a terminal, as the program does, and wait for its kit."""
    terminal = Terminal(answer)
    monkeypatch.setattr(sys, "__stdin__", terminal.input)
    monkeypatch.setenv("COLUMNS", str(size[0]))
    monkeypatch.setenv("LINES", str(size[1]))
    session = Session.open(folder)
    session.output.use("silent")
    app = SketchApp(session, UNICODE, keymap, terminal.output, **more)
    running = asyncio.create_task(app.run_async())
    try:
        found = Sitting(app, terminal)
        await found.until(lambda: session.loaded and not app.desk.loading)
        await found.until(lambda: app.desk.fingers.hears_releases == bool(answer))
        yield found
    finally:
        app.exit()
        await running
        terminal.close()


def picture(drawn, width, height):
    """What bytes leave on a screen: rows of (character, style).

    Knows the orders that the program sends: cursor positions, styles, lines, text.
    """
    cells = [[(" ", "")] * width for _ in range(height)]
    x, y, style = 0, 0, ""
    for order in _ORDER.finditer(drawn):
        mark, numbers, name, text = order.group("mark", "numbers", "name", "text")
        if order[0] == "\n":
            x, y = 0, y + 1
        elif text:
            cells[y][x : x + len(text)] = [(character, style) for character in text]
            x += len(text)
        elif name == "H" and not mark:
            y, x = (int(number) - 1 for number in (numbers or "1;1").split(";"))
        elif name == "m" and not mark:
            style = numbers.removeprefix("0")
    return cells


def composed(app):
    """What is on the screen when Textual draws everything anew."""
    strips = app.screen._compositor.render_strips(app.size)
    lines = [f"\x1b[{y + 1};1H{strip.render(app.console)}" for y, strip in enumerate(strips)]
    return picture("".join(lines), *app.size)

"""Take the pictures of the screen that the documents show, from the real application.

Usage: python tools/take_picture.py [-o docs]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import tempfile
from pathlib import Path

from padsketch.session import Session
from padsketch.storage.kits import shipped_kits
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import glyphs_for

Picture = tuple[tuple[int, int], tuple[str, ...]]
PICTURES: dict[str, Picture] = {
    "screen": ((80, 24), ()),
    "screen-wide": ((160, 48), ()),
    "mixer": ((120, 36), ("f4", "right")),
    "pad": ((120, 36), ("f6", "right", "tab")),
    "song": ((120, 36), ("f5",)),
    "sounds": ((120, 36), ("B", *("down",) * 2, *("enter",) * 2, *("down",) * 6)),
    "wave": ((120, 36), ("6", "'", "n", "o")),
}
"""The size of the terminal, and the keys that are pressed."""
HOOK_SECTION = 2
"""The section of the demo in which everything plays."""
AWAIT_STEP = 5
KEY_SECONDS = 0.5
"""After every key: lists and sounds are read behind the screen."""


async def take(picture: Picture) -> str:
    """The screen as SVG while the demo plays, silently, in its hook."""
    size, keys = picture
    session = Session.open(None)
    session.output.use("silent")
    app = SketchApp(session, glyphs_for(False, os.environ))
    async with app.run_test(size=size) as pilot:
        while session.loaded is None or not session.tick().playing:
            await pilot.pause(0.05)
        put_loop(session)
        for key in keys:
            await pilot.press(key)
            await pilot.pause(KEY_SECONDS)
        session.play_song(HOOK_SECTION)
        while not _is_there(session):
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        return app.export_screenshot(title="padsketch")


def put_loop(session: Session) -> None:
    """A loop on a pad of its own: what a pattern of the demo sounds like."""
    loop = session.sampling.resample(None, 2)
    session.sampling.keep_on_new_pad("Loop")
    session.reading.finish()
    assert loop.frames


def _is_there(session: Session) -> bool:
    playhead = session.playhead(session.tick())
    return playhead is not None and session.heard_steps(playhead, ["kick"])[0] == AWAIT_STEP


def main() -> None:
    """Write every picture."""
    parser = argparse.ArgumentParser(description="Take the pictures of the documents.")
    parser.add_argument("-o", "--output", type=Path, default=Path("docs"))
    folder = parser.parse_args().output
    folder.mkdir(exist_ok=True)
    # Nothing of whoever takes them is seen in the pictures, and nothing is left behind.
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = os.environ["XDG_DATA_HOME"] = os.environ["XDG_CACHE_HOME"] = home
        shutil.copytree(shipped_kits() / "chrome", Path(home, "Samples", "chrome"))
        _write(folder)


def _write(folder: Path) -> None:
    for name, picture in PICTURES.items():
        (folder / f"{name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()

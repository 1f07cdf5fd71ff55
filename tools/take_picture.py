"""Take the pictures of the screen that the documents show, from the real application.

Usage: python tools/take_picture.py [-o docs]
"""

from __future__ import annotations

import argparse
import asyncio
import os
from pathlib import Path

from padsketch.session import Session
from padsketch.tui.app import SketchApp
from padsketch.tui.drawing.glyphs import glyphs_for

Picture = tuple[tuple[int, int], tuple[str, ...]]
PICTURES: dict[str, Picture] = {
    "screen": ((80, 24), ()),
    "screen-wide": ((160, 48), ()),
    "mixer": ((120, 36), ("f4", "right")),
    "pad": ((120, 36), ("f6", "right", "tab")),
    "song": ((120, 36), ("f5",)),
}
"""The size of the terminal, and the keys that are pressed."""
HOOK_SECTION = 2
"""The section of the demo in which everything plays."""
AWAIT_STEP = 5


async def take(picture: Picture) -> str:
    """The screen as SVG while the demo plays, silently, in its hook."""
    size, keys = picture
    session = Session.open(None)
    session.output.use("silent")
    app = SketchApp(session, glyphs_for(False, os.environ))
    async with app.run_test(size=size) as pilot:
        while session.loaded is None or not session.tick().playing:
            await pilot.pause(0.05)
        await pilot.press(*keys)
        session.play_song(HOOK_SECTION)
        while not _is_there(session):
            await pilot.pause(0.02)
        await pilot.pause(0.1)
        return app.export_screenshot(title="padsketch")


def _is_there(session: Session) -> bool:
    playhead = session.playhead(session.tick())
    return playhead is not None and session.heard_steps(playhead, ["kick"])[0] == AWAIT_STEP


def main() -> None:
    """Write every picture."""
    parser = argparse.ArgumentParser(description="Take the pictures of the documents.")
    parser.add_argument("-o", "--output", type=Path, default=Path("docs"))
    folder = parser.parse_args().output
    folder.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        (folder / f"{name}.svg").write_text(asyncio.run(take(picture)), encoding="utf-8")


if __name__ == "__main__":
    main()

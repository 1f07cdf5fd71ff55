"""Make a beat from nothing in the installed program, as a hand would, and write down its screens.

Usage: python tools/take_walk.py [-o docs/first-beat.md]     (needs tmux)
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

HAND_SECONDS = 0.25
"""From one key to the next: a hand that knows where it goes."""
LOOK_SECONDS = 1.5
"""For the eye, after each part."""
READY_SECONDS = 20.0
SERVER = "padsketch-walk"
SIZE = ("-x", "80", "-y", "24")


HEAD = """\
Four lanes, swing and feel by keyboard alone, in less than a minute. `tools/take_walk.py` types this
into the installed program, a key every quarter of a second, and writes down what it shows."""


class Part(NamedTuple):
    """What is done next, in words and in keys."""

    words: str
    keys: str


PARTS = (
    Part("A new project on the kit *dust*. The cursor is on the kick.", ""),
    Part("A kick on every fourth step, and play: it goes on from here.", "n 4 Space"),
    Part(
        "Down to the snare, to step 5, a hit on every eighth.", "Down Right Right Right Right n 8"
    ),
    Part("The closed hat, from step 1, on every second step.", "Down Down Down Home n 2"),
    Part("The rim: a Euclidean rhythm, seen and heard while it is chosen.", "Up n e 5"),
    Part("Enter keeps it.", "Enter"),
    Part("Seven steps more swing.", ", > > > > > > > Escape"),
    Part("Small differences of velocity and time, for all lanes.", "n h Enter"),
    Part("The grid shows velocities; the hat on step 3 a little harder.", "Down Right Right 0 + +"),
    Part("Save.", "C-s"),
)


def tmux(*words: str) -> str:
    """A command of a terminal that nobody else uses."""
    command = ["tmux", "-L", SERVER, "-f", os.devnull, *words]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def screen() -> str:
    """What the terminal shows, without blanks at the ends of lines."""
    return "\n".join(line.rstrip() for line in tmux("capture-pane", "-p").splitlines())


def wait_for(words: str) -> None:
    """Until the screen shows something."""
    end = time.monotonic() + READY_SECONDS
    while words not in screen():
        if time.monotonic() > end:
            raise SystemExit(f"'{words}' did not come:\n{screen()}")
        time.sleep(0.05)


def walk(folder: Path) -> list[str]:
    """The page, part by part."""
    program = Path(sys.executable).with_name("padsketch")
    subprocess.run([program, "new", "beat", "--kit", "dust"], cwd=folder, check=True)
    home = [f"{name}={folder}" for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")]
    run = ["env", *home, "LC_ALL=C.UTF-8", str(program), "--silent", "beat"]
    tmux("new-session", "-d", "-c", str(folder), *SIZE, subprocess.list2cmdline(run))
    wait_for("silent:")
    page: list[str] = []
    begun = time.monotonic()
    for part in PARTS:
        for key in part.keys.split():
            tmux("send-keys", key)
            time.sleep(HAND_SECONDS)
        time.sleep(LOOK_SECONDS)
        seconds = time.monotonic() - begun
        keys = f" `{part.keys}`" if part.keys else ""
        page += [f"**{seconds:.0f} s.** {part.words}{keys}", "", "```", screen(), "```", ""]
    return page


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Make a beat and write down the screens.")
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/first-beat.md"))
    output = parser.parse_args().output
    with tempfile.TemporaryDirectory() as folder:
        try:
            page = walk(Path(folder))
        finally:
            tmux("kill-server")
    head = ["# A beat from nothing", "", HEAD, ""]
    output.write_text("\n".join([*head, *page]).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

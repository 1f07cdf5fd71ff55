"""How long a key takes from the terminal to the engine, while the screen is being drawn."""

from __future__ import annotations

import asyncio
import os
import pty
import random
import statistics
import sys
import threading
import time
import tty
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.report import Figure
from benchmarks.screen import write_pattern
from padsketch.session import Session
from padsketch.tui.app import SWITCH_SECONDS, SketchApp
from padsketch.tui.drawing.glyphs import UNICODE
from padsketch.tui.editing.rows import CAPS

KEYS = 640
GAP_SECONDS = (0.015, 0.025)
"""Between two keys; one comes again after sixteen of them, so that it is no repetition."""
PATIENCE = 5.0
BAR = 1.0


def key_figures(folder: Path) -> Iterator[Figure]:
    """From the byte on the line until the engine's ring holds the hit."""
    write_pattern(folder)
    os.environ.update(COLUMNS="160", LINES="48", TERM="xterm-256color", COLORTERM="truecolor")
    sys.setswitchinterval(SWITCH_SECONDS)
    delays = sorted(asyncio.run(_delays(folder)))
    yield Figure("key to engine, median", 1000 * statistics.median(delays), "ms")
    yield Figure(
        "key to engine, 95th percentile", 1000 * delays[len(delays) * 95 // 100], "ms", BAR
    )
    yield Figure("key to engine, slowest", 1000 * delays[-1], "ms", note=f"of {len(delays)}")


async def _delays(folder: Path) -> list[float]:
    keyboard, line = pty.openpty()
    tty.setraw(line)
    threading.Thread(target=_swallow, args=(keyboard,), daemon=True).start()
    sys.__stdin__ = os.fdopen(line)
    session = Session.open(folder)
    session.output.use("silent")
    app = SketchApp(session, UNICODE, terminal=os.fdopen(os.dup(line), "w"))
    running = asyncio.create_task(app.run_async())
    while session.loaded is None or app.desk.loading:
        await asyncio.sleep(0.05)
    session.play_pattern()
    delays = await asyncio.to_thread(_type, session, keyboard)
    app.exit()
    await running
    return delays


def _type(session: Session, keyboard: int) -> list[float]:
    """Press the pads in turn; seconds from each key to the end of the engine's command."""
    arrived: list[float] = []
    came = threading.Event()
    hold = session.player.hold

    def timed(*args: Any, **more: Any) -> None:
        hold(*args, **more)
        arrived.append(time.perf_counter())
        came.set()

    session.player.hold = timed  # type: ignore[method-assign]
    pressed = []
    for number in range(KEYS):
        time.sleep(random.uniform(*GAP_SECONDS))
        came.clear()
        pressed.append(time.perf_counter())
        os.write(keyboard, CAPS[number % len(CAPS)].encode())
        if not came.wait(PATIENCE):
            raise TimeoutError(f"key {CAPS[number % len(CAPS)]} did not reach the engine")
    return [end - start for start, end in zip(pressed, arrived, strict=True)]


def _swallow(keyboard: int) -> None:
    while os.read(keyboard, 65_536):
        pass

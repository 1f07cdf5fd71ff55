"""Editing sessions that are killed at random moments: what the next start brings back.

    python tests/faults/sessions.py [--sessions N] [--seed N] [--at-once N]

The same seed gives the same edits, not the same moments. Ends with 1 where more was lost than one
edit or one second.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from signal import SIGKILL
from typing import NamedTuple

from editing import BACK, EDITING, ORDERS, RECOVERING, TOLD
from injecting import Stage

ENDLESS = 10**6
LONGEST = 1.5
"""Seconds until the kill, at most."""
MOST_SECONDS = 1.0


class Loss(NamedTuple):
    """How many edits the next start did not know, and how old the first of them was, in seconds."""

    edits: int
    seconds: float


def main() -> int:
    """Kill so many sessions, and say what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=4)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        losses = run(Path(folder), options.sessions, options.seed, options.at_once)
    print(told(losses))
    return 1 if any(map(is_too_much, losses)) else 0


def told(losses: Sequence[Loss]) -> str:
    """What was lost, in words."""
    counts = Counter(min(loss.edits, 2) for loss in losses)
    most = max(loss.edits for loss in losses)
    oldest = max(loss.seconds for loss in losses)
    return (
        f"{len(losses)} sessions: {counts[0]} lost nothing, {counts[1]} one edit, {counts[2]} "
        f"up to {most} edits of the last moment; the oldest lost edit was {oldest:.2f} s old"
    )


def is_too_much(loss: Loss, seconds: float = MOST_SECONDS) -> bool:
    """Whether more is lost than is promised."""
    return loss.edits > 1 and loss.seconds > seconds


def run(folder: Path, sessions: int, seed: int, at_once: int) -> list[Loss]:
    """What every one of some killed sessions lost; several run at the same time."""

    def some(place: int) -> list[Loss]:
        own = folder / str(place)
        own.mkdir()
        with Stage(own) as stage:
            return [lost(stage, number, seed) for number in range(place, sessions, at_once)]

    with ThreadPoolExecutor(at_once) as pool:
        return [loss for losses in pool.map(some, range(at_once)) for loss in losses]


def lost(stage: Stage, number: int, seed: int) -> Loss:
    """Edit, be killed, and open the sketch again."""
    random = Random(f"{seed}-{number}")
    folder = stage.case(EDITING)
    orders = {"seed": f"{seed}-{number}", "edits": ENDLESS, "nameless": random.random() < 0.25}
    (folder / ORDERS).write_text(json.dumps(orders))
    child = stage.start(EDITING, folder)
    time.sleep(LONGEST * random.random())
    killed = time.monotonic()
    os.kill(child, SIGKILL)
    stage.ended()
    outcome = stage.do(RECOVERING, folder)
    assert outcome.code == 0, outcome
    return _loss(folder, killed)


def _loss(folder: Path, killed: float) -> Loss:
    found = (folder / BACK).read_text()
    text = (folder / TOLD).read_text() if (folder / TOLD).exists() else ""
    lines = [line.split() for line in text.splitlines()] or [["begins"]]
    states = [(float(line[0]), line[1]) for line in lines if len(line) == 2]
    known = [at for at, (_, state) in enumerate(states) if state == found]
    if not known:
        # It may have been on the disk before its editor could tell.
        assert lines[-1] == ["begins"], f"what came back was never there: {folder}"
        return Loss(0, 0.0)
    after = states[known[-1] + 1 :]
    return Loss(len(after), killed - after[0][0] if after else 0.0)


if __name__ == "__main__":
    sys.exit(main())

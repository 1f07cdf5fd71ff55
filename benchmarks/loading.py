"""A kit of a thousand files: how soon it can be played, and when all of it is there."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.processes import RUNS
from benchmarks.report import Figure
from benchmarks.workloads import write_big_kit
from padsketch.model import Lane, Pattern, Project, Step
from padsketch.session import Session

VELOCITY = 100
PATTERN = Pattern(lanes={f"p{pad:02d}": Lane(steps=(Step(velocity=VELOCITY),)) for pad in range(8)})


class Loading(NamedTuple):
    """Seconds until the pattern of a kit that was asked for can sound, and until all is there."""

    playable: float
    resident: float


def loading_figures(folder: Path) -> Iterator[Figure]:
    """Wall times; the files come from the system's cache."""
    write_big_kit(folder / "big")
    _load(folder)
    loadings = [_load(folder) for _ in range(RUNS)]
    playable, resident = (statistics.median(column) for column in zip(*loadings, strict=True))
    yield Figure("1,000 files of 200 MB, playable", 1000 * playable, "ms", 50)
    yield Figure("1,000 files of 200 MB, resident", 1000 * resident, "ms", 300)


def _load(folder: Path) -> Loading:
    session = Session(Project(kit="big", patterns={"A1": PATTERN}), folder)
    started = time.perf_counter()
    loader = threading.Thread(target=session.load_kit)
    loader.start()
    while not _can_play(session):
        time.sleep(0.001)
    playable = time.perf_counter() - started
    loader.join()
    resident = time.perf_counter() - started
    session.close()
    return Loading(playable, resident)


def _can_play(session: Session) -> bool:
    """Whether the samples of the pattern are there."""
    loaded = session.loaded
    return loaded is not None and all(
        layer.file in loaded.outlines
        for pad in loaded.kit.pads
        if pad.id in PATTERN.lanes
        for layer in pad.layers
        if layer.velocity[0] <= VELOCITY <= layer.velocity[1]
    )

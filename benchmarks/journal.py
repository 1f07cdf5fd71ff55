"""The journal: what an edit costs the screen, and what it costs in all."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.report import Figure
from padsketch.demo import demo_project
from padsketch.model import PATTERN_NAMES, Lane, Pattern, Project, Step, edits
from padsketch.model.edits import Cell
from padsketch.session import Session
from padsketch.session.safety import journalling
from padsketch.storage import save_project
from padsketch.storage.safety.recovery import found

EDITS = 200
LANES, STEPS, LOCKED = 16, 32, 8
PER_MINUTE = 1000


def journal_figures(folder: Path) -> Iterator[Figure]:
    """Processor time of the process, in milliseconds; every edit is written on its own."""
    yield from _figures("the demo", demo_project(), folder / "demo")
    yield from _figures("128 patterns", big_project(), folder / "big")


def big_project() -> Project:
    """A pattern in every place, each of 16 lanes with steps that have details."""
    patterns = {name: _pattern(at) for at, name in enumerate(PATTERN_NAMES)}
    return Project(kit="eight", patterns=patterns)


def _pattern(seed: int) -> Pattern:
    lanes = {f"pad{pad:02d}": Lane(steps=tuple(_steps(seed + pad))) for pad in range(LANES)}
    return Pattern(length=STEPS, lanes=lanes)


def _steps(seed: int) -> Iterator[Step]:
    for at in range(STEPS):
        chance = 60 if at % (STEPS // LOCKED) == 0 else 100
        yield Step(velocity=100 * ((seed + at) % 3 == 0), chance=chance)


def _figures(what: str, project: Project, folder: Path) -> Iterator[Figure]:
    save_project(folder, project)
    session = Session.open(folder)
    told, total = _costs(session)
    size = sum(path.stat().st_size for path in (folder / ".padsketch").glob("*.jsonl"))
    yield Figure(f"{what}: an edit, for the screen's thread", told, "ms", 0.5)
    yield Figure(f"{what}: an edit, until it is on the disk", total, "ms")
    busiest = min(PER_MINUTE / 60, 1 / journalling.PAUSE) * total / 10
    yield Figure(f"{what}: {PER_MINUTE:,} edits a minute", busiest, "% core", 10)
    yield Figure(f"{what}: {EDITS} edits", size / 1024, "KB")
    started = time.process_time()
    assert found(folder) is not None
    yield Figure(f"{what}: found again", 1000 * (time.process_time() - started), "ms")
    # A saved project leaves no note of a journal with whoever measures.
    session.save()
    session.close()


def _costs(session: Session) -> tuple[float, float]:
    """Medians of what telling the journal takes, and of what it does with it, in milliseconds."""
    told, total = [], []
    for at in range(EDITS):
        cell = Cell("kick", at % STEPS)
        session.history.push("toggle", edits.toggle_step(session.project, "A1", cell))
        started, began = time.perf_counter(), time.process_time()
        session.safety.changed()
        told.append(time.perf_counter() - started)
        session.safety.journal.flush()
        total.append(time.process_time() - began)
    return 1000 * statistics.median(told), 1000 * statistics.median(total)

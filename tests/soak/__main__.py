"""Random work on an open project, in real time: what must not leak, pile up or get lost over hours.

    python tests/soak [--seconds N] [--seed N]

Prints what was done; ends with 1 and what went wrong.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from hand import KITS, PATTERNS, Hand

from padsketch.engine.bank import RENDITION_BYTES, SampleBank
from padsketch.errors import RingFull
from padsketch.model import Project, Section
from padsketch.model.history import MAX_ENTRIES
from padsketch.score import Score, compile_score
from padsketch.session import Session

GESTURES_PER_SECOND = 100
MAX_GROWTH = 8.0
"""Megabytes that a process may grow by after warming up: the allocator's own unrest."""
MAX_RENDITIONS = len(KITS) * RENDITION_BYTES / 1e6
MAX_LAG = 0.5
"""Seconds by which the silent clock may be off at the end."""


@dataclass
class Watch:
    """What is seen on the way."""

    banks: tuple[SampleBank, ...]
    most_held: int = 0
    start_mb: float = 0.0
    most_mb: float = 0.0

    def __post_init__(self) -> None:
        self.start_mb = self.most_mb = self.memory_mb()

    def look(self, session: Session) -> None:
        """Take the memory and what the engine holds."""
        self.most_held = max(self.most_held, session.player.held)
        self.most_mb = max(self.most_mb, self.memory_mb())

    def memory_mb(self) -> float:
        """Megabytes of this process but for renditions, which have a limit of their own."""
        return resident_mb() - self.renditions_mb()

    def renditions_mb(self) -> float:
        """Megabytes of what was read ahead at other pitches."""
        return sum(bank.rendition_bytes for bank in self.banks) / 1e6


def resident_mb() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def new_session() -> tuple[Session, tuple[SampleBank, ...]]:
    """An empty sketch with a song, played by the silent clock, and the banks of its kits."""
    song = tuple(Section(section=name, pattern=name, repeats=2) for name in PATTERNS)
    session = Session(Project(kit=KITS[0], song=song))
    banks = tuple(session.load_kit(name).bank for name in KITS)
    session.output.use("silent")
    session.output.start()
    return session, banks


def warm_up(session: Session, hand: Hand) -> None:
    """As many edits as undo remembers, and every kind of gesture."""
    for _ in range(2 * MAX_ENTRIES):
        hand.edit()
        session.tick()
    for _ in range(GESTURES_PER_SECOND):
        hand.gesture()
        session.tick()


def work(session: Session, hand: Hand, watch: Watch, seconds: float) -> None:
    """Gestures in real time; a full ring is no fault, the next tick makes up for it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(RingFull):
            hand.gesture()
        session.tick()
        watch.look(session)
        time.sleep(1.0 / GESTURES_PER_SECOND)


def until(condition: Callable[[], bool], seconds: float = 10.0) -> bool:
    """Whether something becomes true in time."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def held_score(session: Session) -> Score:
    """The score that the engine plays: the only one that it has not returned."""
    held = [value for _, value in session.player._held.values() if isinstance(value, tuple)]
    (score,) = (part for parts in held for part in parts if isinstance(part, Score))
    return score


def same_scores(one: Score, other: Score) -> bool:
    """Whether every table and value is the same."""
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(Score)
    )


def is_settled(session: Session) -> bool:
    """One score, one bank, and silence."""
    return session.tick().voices == 0 and session.player.held == 2


def faults(session: Session, hand: Hand, watch: Watch, late: float) -> list[str]:
    """What went wrong, in words."""
    session.panic()
    settled = until(lambda: is_settled(session))
    snapshot = session.player.snapshot()
    loaded = session.loaded
    assert loaded is not None
    found = {
        f"{session.player.held} scores and banks never came back": not settled,
        f"{snapshot.dropped} hits were dropped": snapshot.dropped > 0,
        f"{snapshot.lost} hits by hand were lost": snapshot.lost > 0,
        f"of {hand.triggers} triggers {hand.told} were told": hand.told < hand.triggers,
        f"{snapshot.recovered} nodes were reset": snapshot.recovered > 0,
        f"{sum(snapshot.track_hits)} hits are less than the triggers": sum(snapshot.track_hits)
        < hand.triggers,
        f"memory grew by {watch.most_mb - watch.start_mb:.1f} MB": watch.most_mb
        > watch.start_mb + MAX_GROWTH,
        f"renditions take {watch.renditions_mb():.1f} MB": watch.renditions_mb() > MAX_RENDITIONS,
        f"the clock is {late:.3f} s off": abs(late) > MAX_LAG,
    }
    if settled:
        expected = compile_score(session.project, loaded.kit)
        found["an edit was lost"] = not same_scores(held_score(session), expected)
    return [words for words, is_so in found.items() if is_so]


def main() -> int:
    """Work, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=480.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    session, banks = new_session()
    hand = Hand(session, options.seed)
    warm_up(session, hand)
    frame, before = session.player.snapshot().frame, time.monotonic()
    watch = Watch(banks)
    work(session, hand, watch, options.seconds)
    rendered = (session.player.snapshot().frame - frame) / session.player.rate
    found = faults(session, hand, watch, time.monotonic() - before - rendered)
    print(
        f"{options.seconds:g} s: {hand.edits} edits, {hand.triggers} triggers, "
        f"{sum(session.player.snapshot().track_hits)} hits; "
        f"at most {watch.most_held} scores and banks held; "
        f"{watch.start_mb:.1f} MB, at most {watch.most_mb:.1f} MB, "
        f"and {watch.renditions_mb():.1f} MB of renditions"
    )
    session.close()
    print("\n".join(found), file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

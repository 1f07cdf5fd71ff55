"""Damaged kits and beats of every format, read: nothing but words for a user may come of them.

    python tests/soak/importers.py [--cases N] [--seed N]

The same seed gives the same cases. Ends with 1 and the first case that went wrong, which is kept.
"""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from mutations import damaged_text
from seed_beats import SEED_BEATS
from seed_kits import SEED_KITS, SeedKit

from padsketch.display import safe
from padsketch.errors import PadsketchError
from padsketch.formats.arrival import Arrival
from padsketch.formats.beats.beat_draft import BeatDraft
from padsketch.formats.beats.recognise import is_beat, read_beat
from padsketch.formats.recognise import reader_of
from padsketch.session.beats.importing import kit_for
from padsketch.session.beats.making import project_of
from padsketch.session.beats.placing import placed
from padsketch.storage import project_from_text, project_to_text
from padsketch.storage.documents import read_document
from padsketch.storage.kit_reading import KIT_KIND
from padsketch.storage.kit_writing import kit_text

SEEDS = (*SEED_KITS, *SEED_BEATS)
MAX_SECONDS = 5
"""A case that takes longer hangs."""


class Hang(Exception):
    """A case did not end in time."""


def main() -> int:
    """Read so many damaged files and say what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcomes, seconds = run(Path(folder), options.cases, options.seed)
    print(f"{options.cases} damaged files: {told(outcomes)}; the slowest took {seconds:.2f} s")
    return 0


def told(outcomes: Counter[str]) -> str:
    """The outcomes in words."""
    return ", ".join(f"{count} {what}" for what, count in sorted(outcomes.items()))


def run(folder: Path, cases: int, seed: int) -> tuple[Counter[str], float]:
    """How often damaged files arrived and were refused, and the seconds of the slowest."""
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    for kit in SEEDS:
        kit.put(folder / kit.name)
    for number in range(cases):
        before = time.monotonic()
        kit = SEEDS[number % len(SEEDS)]
        outcomes[f"{kit.name} {outcome_of(folder, kit, Random(f'{seed}-{number}'))}"] += 1
        slowest = max(slowest, time.monotonic() - before)
    return outcomes, slowest


def outcome_of(folder: Path, kit: SeedKit, random: Random) -> str:
    """Damage one kit and read it: "arrived" or "refused"; anything else is raised with the case."""
    path = folder / kit.name / kit.file
    damaged = damaged_text(kit.data, random, kit.words)
    path.write_bytes(damaged)
    try:
        with time_limit():
            return outcome_of_reading(path)
    except BaseException as error:
        kept = Path(tempfile.mkdtemp(prefix="padsketch-case-")) / kit.file
        kept.write_bytes(damaged)
        error.add_note(f"The case is kept in {kept}.")
        raise


def outcome_of_reading(path: Path) -> str:
    """What comes of a path: a whole kit or beat, or an error in words."""
    refusal = ""
    try:
        if is_beat(path):
            check_beat(read_beat(path))
        else:
            reader = reader_of(path)
            assert reader is not None
            check(reader(path))
    except PadsketchError as error:
        refusal = error.title
    assert safe(refusal) == refusal
    return "refused" if refusal else "arrived"


def check(arrival: Arrival) -> None:
    """A kit that arrived can be written, and is the same when it is read again."""
    reading = read_document(kit_text(arrival.kit), KIT_KIND)
    assert not reading.faults, reading.faults
    assert reading.value == arrival.kit
    assert set(arrival.kit.files) == set(arrival.sources)
    assert all(safe(sentence) == sentence for sentence in arrival.losses)


def check_beat(draft: BeatDraft) -> None:
    """A beat that arrived makes a project, which is the same when it is read again."""
    kit = draft.arrival.kit if draft.arrival else kit_for("")
    pads = draft.arrival.pad_ids if draft.arrival else placed(draft.parts, kit, {})
    project = project_of(draft, kit, "kit", pads)
    assert project_from_text(project_to_text(project)) == project
    assert all(safe(sentence) == sentence for sentence in draft.losses.sentences())


@contextmanager
def time_limit() -> Iterator[None]:
    """Raise Hang when what is inside takes too long."""

    def stop(*_: object) -> None:
        raise Hang(f"It took longer than {MAX_SECONDS} s.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(MAX_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


if __name__ == "__main__":
    sys.exit(main())

"""Scenes in which the disk refuses one system call, or all from one on: words, and nothing lost.

    python tests/faults/refusals.py [--every N]

Prints the cases; ends with an error at the first one that went wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from injecting import WRITING, Outcome, Point, Stage
from scenes import Scene, State, difference, seen
from trying import each, over_all, told

from padsketch.display import safe

FULL = ("write", "pwrite64", "writev", "ftruncate", "fallocate", "copy_file_range", "sendfile")
NAMING = ("open", "openat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "link", "linkat")
ERRORS = {
    "ENOSPC": (*FULL, *NAMING, "fsync", "symlink"),
    "EIO": (*FULL, *NAMING, "fsync", "unlink", "rmdir", "read"),
    "EACCES": (*NAMING, "unlink", "unlinkat", "rmdir", "chmod", "fchmod"),
    "EROFS": (*NAMING, "unlink", "unlinkat", "rmdir", "chmod", "fchmod"),
}
"""What the disk may say to which calls."""

TO_THE_USER = ("write", "read")
"""Calls that words to the user need as well: they fail one by one only."""


class Case(NamedTuple):
    """A call that fails with an error; with all of its name after it where it is for good."""

    point: Point
    error: str
    is_for_good: bool


def main() -> int:
    """Refuse all scenes everything, and say how often."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    total = over_all(lambda stage, scene: run(stage, scene, options.every))
    print(f"{told(total)}")
    return 0


def run(stage: Stage, scene: Scene, every: int = 1) -> Counter[str]:
    """Refuse a scene every n-th case; how often which state was left."""
    chosen = list(cases(stage, scene))[::every]
    ends = each(
        stage, scene, chosen, lambda folder, case: stage.refused(scene, folder, *case), check
    )
    return ends + Counter(cases=len(chosen))


def cases(stage: Stage, scene: Scene) -> Iterator[Case]:
    """Every call with every error that it may have, once and for good."""
    for point in stage.points(scene, (*WRITING, "read")):
        for error, calls in ERRORS.items():
            if point.call in calls:
                yield Case(point, error, False)
                if point.call not in TO_THE_USER:
                    yield Case(point, error, True)


def check(
    stage: Stage, scene: Scene, folder: Path, outcome: Outcome, old: State, new: State
) -> str:
    """What is left by a scene that was refused something; a second try must succeed."""
    state = seen(folder)
    assert "Traceback" not in outcome.said, outcome.said
    assert "should not have happened" not in outcome.said, outcome.said
    assert safe(outcome.said.replace("\n", " ")) == outcome.said.replace("\n", " ")
    assert outcome.code in (0, 1, 2, 4), outcome
    if outcome.code == 0:
        assert _same(scene, state, new) or "left out" in outcome.said, difference(state, new)
        return "unharmed"
    assert scene.is_fine(state, old, new), (difference(state, old), difference(state, new))
    assert len(outcome.said.strip().splitlines()) >= 2, outcome.said
    if state == old or scene.repeats:
        again = stage.do(scene, folder)
        assert again.code == 0, again
        assert _same(scene, seen(folder), new), difference(seen(folder), new)
    return "told"


def _same(scene: Scene, state: State, other: State) -> bool:
    """Whether states are the same but for what says when it was made."""
    return difference(state, other) <= {scene.growing}


if __name__ == "__main__":
    sys.exit(main())

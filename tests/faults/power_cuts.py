"""Scenes whose power is cut between any two calls, on a disk as `disk.py` describes it.

    python tests/faults/power_cuts.py [--seed N]

Prints how many states were looked at; ends with an error at the first one that is neither old nor
new, or where something that was done is not there afterwards.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from random import Random

from calls import calls
from disk import Disk
from injecting import WRITING, Stage
from scenes import Scene, difference, seen
from trying import over_all, told

RULES = ("in order", "harsh")
TRACED = (*WRITING, "lseek", "close", "read")


def main() -> int:
    """Cut the power of all scenes, and say how many states there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    total = over_all(lambda stage, scene: run(stage, scene, options.seed))
    print(told(total))
    return 0


def run(stage: Stage, scene: Scene, seed: int = 1) -> Counter[str]:
    """Look at all states that a scene may leave; how many there were by which rule."""
    folder = stage.case(scene)
    old, disk = seen(folder), Disk(folder)
    log = folder.with_suffix(".log")
    outcome = stage.do(scene, folder, f"trace={','.join(f'?{name}' for name in TRACED)}", log=log)
    assert outcome.code == 0, outcome
    new = seen(folder)
    for call in calls(log):
        disk.follow(call)
    counts: Counter[str] = Counter()
    for rule in RULES:
        for cut in range(disk.n_calls + 1):
            for state in disk.states(cut, rule, Random(f"{seed}-{cut}")):
                counts[f"states {rule}"] += 1
                assert scene.is_fine(state, old, new), (
                    f"{scene.name}, {rule}, cut before call {cut} of {disk.n_calls}: "
                    f"{difference(state, old)} are not old, {difference(state, new)} not new"
                )
                if cut == disk.n_calls:
                    missing = difference(state, new)
                    assert not missing, (
                        f"{scene.name}, {rule}: {missing} were done and are not there"
                    )
    return counts


if __name__ == "__main__":
    sys.exit(main())

"""Scenes that are killed at their system calls: afterwards there is the old state, or the new one.

    python tests/faults/kills.py [--every N] [--reading]

--every: only every n-th point; --reading: calls that only read as well. Prints the points; ends
with an error at the first one that went wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from functools import partial
from pathlib import Path
from signal import SIGKILL

import soundfile
from doing import FRAMES, ramp
from injecting import READING, WRITING, Outcome, Stage
from scenes import Scene, State, difference, left_over, seen
from trying import each, over_all, told


def main() -> int:
    """Kill all scenes at all points, and say how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--reading", action="store_true")
    options = parser.parse_args()
    calls = WRITING + READING if options.reading else WRITING
    total = over_all(lambda stage, scene: run(stage, scene, calls, options.every))
    print(f"{total['points']} points: {told(total)}")
    return 0


def run(stage: Stage, scene: Scene, calls: tuple[str, ...], every: int = 1) -> Counter[str]:
    """Kill a scene at every n-th point; how often which state was left."""
    points = stage.points(scene, calls)[::every]
    ends = each(stage, scene, points, partial(stage.killed, scene), check)
    return ends + Counter(points=len(points))


def check(
    stage: Stage, scene: Scene, folder: Path, outcome: Outcome, old: State, new: State
) -> str:
    """What is left by a scene that was killed; a second try must succeed in spite of it."""
    assert outcome.code in (-SIGKILL, 0), outcome
    state = seen(folder)
    assert scene.is_fine(state, old, new), (outcome, difference(state, old), difference(state, new))
    assert all(Path(name).name.startswith(".padsketch-") for name in _first(left_over(folder)))
    _check_growing(scene, folder)
    end = "old" if state == old else "new" if state == new else "between"
    _check_again(stage, scene, folder, old, state, new)
    return end


def _first(names: list[str]) -> list[str]:
    """The outermost of what is temporary."""
    return [name for name in names if not any(name.startswith(f"{other}/") for other in names)]


def _check_growing(scene: Scene, folder: Path) -> None:
    """What grows begins as all of it does."""
    path = folder / scene.growing
    if scene.growing and path.is_file() and path.stat().st_size:
        frames, _ = soundfile.read(path, dtype="float32")
        assert (frames == ramp()[: len(frames)]).all()
        assert len(frames) <= FRAMES


def _check_again(
    stage: Stage, scene: Scene, folder: Path, old: State, state: State, new: State
) -> None:
    if state != old and not scene.repeats:
        return
    outcome = stage.do(scene, folder)
    assert outcome.code == 0, outcome
    assert scene.growing or seen(folder) == new, (seen(folder), new)


if __name__ == "__main__":
    sys.exit(main())

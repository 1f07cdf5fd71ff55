"""Scenes that are tried in all the ways in which something may happen to them."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from doing import ALL
from injecting import Outcome, Stage
from scenes import Scene, State, seen

Case = TypeVar("Case")
Check = Callable[[Stage, Scene, Path, Outcome, State, State], str]
"""Says which state was left, given the old and the new one, or fails."""


def told(ends: Counter[str]) -> str:
    """What came of it, in words."""
    return ", ".join(f"{count} {what}" for what, count in sorted(ends.items()))


def over_all(run: Callable[[Stage, Scene], Counter[str]]) -> Counter[str]:
    """Run all scenes, a line each; what came of all of them."""
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage:
        for scene in ALL:
            ends = run(stage, scene)
            total += ends
            print(f"{scene.name:18} {told(ends)}", flush=True)
    return total


def new_state(stage: Stage, scene: Scene) -> State:
    """What a scene leaves to which nothing happens."""
    folder = stage.case(scene)
    outcome = stage.do(scene, folder)
    assert outcome.code == 0, outcome
    return seen(folder)


def each(
    stage: Stage,
    scene: Scene,
    cases: Iterable[Case],
    happen: Callable[[Path, Case], Outcome],
    check: Check,
) -> Counter[str]:
    """Let every case happen to a scene in a folder of its own; how often which state was left."""
    old, new = seen(stage.prepared(scene)), new_state(stage, scene)
    ends: Counter[str] = Counter()
    for case in cases:
        folder = stage.case(scene)
        outcome = happen(folder, case)
        try:
            ends[check(stage, scene, folder, outcome, old, new)] += 1
        except AssertionError as error:
            error.add_note(f"{scene.name}, {case}: {folder}")
            raise
        shutil.rmtree(folder)
    return ends

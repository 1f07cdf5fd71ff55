"""A process that is killed and a disk that refuses leave what was there, or what was to be there.

A sample of what `python tests/faults/kills.py` and `refusals.py` try at every call.
"""

import kills
import pytest
import refusals
from doing import ALL, SCENES
from injecting import WRITING, Stage
from scenes import Scene

SCENE = pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.name)


@SCENE
def test_what_is_killed_leaves_the_old_or_the_new(stage: Stage, scene: Scene) -> None:
    ends = kills.run(stage, scene, WRITING, every=61)
    assert ends["points"] >= 1


@SCENE
def test_what_is_refused_is_told_and_leaves_the_old(stage: Stage, scene: Scene) -> None:
    ends = refusals.run(stage, scene, every=307)
    assert ends["cases"] >= 1


def test_a_state_that_is_neither_old_nor_new_is_found_out(stage: Stage) -> None:
    takes = SCENES["save takes"]
    strict = Scene(takes.name, takes.prepare, takes.do, is_whole=True, has_threads=True)
    with pytest.raises(AssertionError):
        kills.run(stage, strict, ("rename",))

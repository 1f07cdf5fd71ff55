"""A journal that is killed at any of its calls holds the edits that it held before, or one more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from doing import AUTOSAVE, TITLES
from injecting import WRITING, Outcome, Stage
from scenes import Scene, State, seen
from trying import each

from padsketch.storage.safety.recovery import found


def check(
    stage: Stage, scene: Scene, folder: Path, outcome: Outcome, old: State, new: State
) -> str:
    """The saved files are untouched, and the journal knows what was told, or one edit more."""
    assert seen(folder) == old
    recovered = found(folder / "beat")
    told = sum((folder / ".tmp" / title).exists() for title in TITLES)
    title = recovered.project().title if recovered else TITLES[0]
    assert TITLES.index(title) in (told, told + 1)
    return title


def test_an_edit_that_was_journalled_outlives_a_kill_at_every_call(stage: Stage):
    points = stage.points(AUTOSAVE, WRITING)
    assert len(points) > 10
    each(stage, AUTOSAVE, points, partial(stage.killed, AUTOSAVE), check)

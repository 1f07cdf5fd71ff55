"""A journal that is killed at any of its calls holds the edits that it held before, or one more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from doing import AUTOSAVE, TITLES
from injecting import WRITING, Stage
from scenes import seen

from padsketch.storage.safety.recovery import found


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage")) as stage:
        yield stage


def test_an_edit_that_was_journalled_outlives_a_kill_at_every_call(stage: Stage):
    old = seen(stage.prepared(AUTOSAVE))
    points = stage.points(AUTOSAVE, WRITING)
    assert len(points) > 10
    for point in points:
        folder = stage.case(AUTOSAVE)
        stage.killed(AUTOSAVE, folder, point)
        assert seen(folder) == old, point
        recovered = found(folder / "beat")
        told = sum((folder / ".tmp" / title).exists() for title in TITLES)
        title = recovered.project().title if recovered else TITLES[0]
        assert TITLES.index(title) in (told, told + 1), point
        shutil.rmtree(folder)

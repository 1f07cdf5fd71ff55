import pytest

from padsketch.export.job import RenderJob
from padsketch.storage import load_kit, load_project


@pytest.fixture
def new_job(small_project, small_kit):
    """Makes jobs of the small project: its A1 as 32-bit float at a low rate, unless told."""
    project, kit = load_project(small_project), load_kit(small_kit)

    def job(**changes):
        plain = {"project": project, "kit": kit, "kit_folder": small_kit}
        return RenderJob(**{**plain, "pattern": "A1", "rate": 8_000, "bits": "32f", **changes})

    return job

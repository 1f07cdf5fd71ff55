import msgspec
import pytest

from padsketch.export.job import RenderJob
from padsketch.export.pack.delivery import PackOptions
from padsketch.export.pack.pack import export_pack
from padsketch.model import Channel
from padsketch.storage import load_kit, load_project

SENT = {
    "kick": Channel(send_delay=-6.0, eq_low_db=6.0, level_db=-3.0),
    "hat": Channel(send_reverb=-9.0, pan=0.5),
}


@pytest.fixture
def new_job(small_project, small_kit):
    """Makes jobs of the small project: its A1 as 32-bit float at a low rate, unless told."""
    project, kit = load_project(small_project), load_kit(small_kit)

    def job(**changes):
        plain = {"project": project, "kit": kit, "kit_folder": small_kit}
        return RenderJob(**{**plain, "pattern": "A1", "rate": 8_000, "bits": "32f", **changes})

    return job


@pytest.fixture
def new_song(new_job):
    """Makes jobs of the small song in whole, in a key and with sends to both returns."""

    def job(**changes):
        project = msgspec.structs.replace(new_job().project, mixer=SENT, key="C minor")
        return new_job(**{"project": project, "pattern": None, "tail": "ring", **changes})

    return job


@pytest.fixture
def pack_of(tmp_path):
    """Exports a job to a folder of the test, and tells the folder."""

    def pack(job, name="pack", force=False, progress=None, cancelled=None, **options):
        folder = tmp_path / name
        export_pack(job, folder, PackOptions(**options), progress, cancelled, force)
        return folder

    return pack

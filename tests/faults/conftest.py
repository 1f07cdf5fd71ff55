import shutil
from collections.abc import Iterator

import pytest
from injecting import Stage


@pytest.fixture(autouse=True)
def calls_can_be_traced():
    """Linux has strace; elsewhere the same code is trusted to do the same."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with Stage(tmp_path_factory.mktemp("stage")) as stage:
        yield stage

import shutil

import pytest


@pytest.fixture(autouse=True)
def calls_can_be_traced():
    """Linux has strace; elsewhere the same code is trusted to do the same."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")

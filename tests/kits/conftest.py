import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools")]

from shelf import NAMES, Shipped, shipped  # noqa: E402


@pytest.fixture(params=NAMES)
def kit(request: pytest.FixtureRequest) -> Shipped:
    return shipped(request.param)


@pytest.fixture
def kits() -> dict[str, Shipped]:
    return {name: shipped(name) for name in NAMES}

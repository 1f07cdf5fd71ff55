from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from music import RATE, new_player
from numpy.typing import NDArray

from padsketch.engine.player import Player
from sound_server import SoundServer, missing, running_server


@pytest.fixture
def player() -> Player:
    return new_player()


@pytest.fixture(scope="session")
def shared_server() -> Iterator[SoundServer]:
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_server() as server:
        yield server


@pytest.fixture
def server(shared_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> SoundServer:
    """A sound server that every test finds running."""
    monkeypatch.setenv("PULSE_SERVER", shared_server.address)
    return shared_server


@pytest.fixture
def mortal_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """A sound server that the test may kill or freeze."""
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    with running_server() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture
def no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")


@pytest.fixture(scope="session")
def offline() -> NDArray[np.float32]:
    """The first four seconds of the music as `render` gives them."""
    player = new_player()
    player.play_pattern(0)
    return np.concatenate([player.render(8000) for _ in range(4 * RATE // 8000)])

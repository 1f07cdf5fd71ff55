from __future__ import annotations

import numpy as np
import pytest
from music import RATE, new_player
from numpy.typing import NDArray

from padsketch.engine.player import Player
from sound_fixtures import mortal_server, no_server, server, shared_server

__all__ = ["mortal_server", "no_server", "server", "shared_server"]


@pytest.fixture
def player() -> Player:
    return new_player()


@pytest.fixture(scope="session")
def offline() -> NDArray[np.float32]:
    """The first four seconds of the music as `render` gives them."""
    player = new_player()
    player.play_pattern(0)
    return np.concatenate([player.render(8000) for _ in range(4 * RATE // 8000)])

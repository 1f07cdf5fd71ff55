from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from music import RATE, new_player
from numpy.typing import NDArray

from padsketch.engine.player import Player
from padsketch.outputs.supervisor import Supervisor
from sound_fixtures import mortal_server, no_server, server, shared_server
from sound_server import alive, until

__all__ = ["mortal_server", "no_server", "server", "shared_server"]


@pytest.fixture
def player() -> Player:
    return new_player()


@pytest.fixture
def begin(player: Player) -> Iterator[Callable[..., Supervisor]]:
    """Start a supervisor of playing music that ends with the test, before its server."""
    started: list[Supervisor] = []

    def start(*arguments: object, **options: object) -> Supervisor:
        started.append(Supervisor(player, *arguments, **options))
        player.play_pattern(0)
        started[-1].start()
        return started[-1]

    yield start
    for supervisor in started:
        supervisor.stop()
    names = ("output errand", "output supervisor")
    until(lambda: not alive(*names), "every call to the sound system has ended")


@pytest.fixture(scope="session")
def offline() -> NDArray[np.float32]:
    """The first four seconds of the music as `render` gives them."""
    player = new_player()
    player.play_pattern(0)
    return np.concatenate([player.render(8000) for _ in range(4 * RATE // 8000)])

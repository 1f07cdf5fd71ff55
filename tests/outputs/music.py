"""A short piece of music for the outputs: dense enough that a lost frame is heard."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import REST, Kit, Lane, Layer, Pad, Pattern, Project, Step
from padsketch.score import compile_score

RATE = 48_000
HIT = Step(velocity=127)
SOFT = Step(velocity=90, chance=50, rolls=3)

KIT = Kit(
    name="noise",
    pads=(
        Pad(id="low", name="Low", layers=(Layer(file="low"),)),
        Pad(id="high", name="High", layers=(Layer(file="high"),), tune=3.3, choke=1),
    ),
)
PROJECT = Project(
    bpm=123.4,
    swing=57.5,
    patterns={
        "A1": Pattern(
            lanes={
                "low": Lane(steps=(HIT, REST, REST, SOFT) * 4),
                "high": Lane(steps=(REST, HIT, REST), length=3),
            }
        )
    },
)


def _noise(seed: int, channels: int) -> NDArray[np.float32]:
    noise = np.random.default_rng(seed).standard_normal((RATE, channels))
    return (0.1 * noise).astype(np.float32)


def publish(player: Player) -> None:
    """Hand the music to a player."""
    bank = SampleBank({"low": _noise(1, 1), "high": _noise(2, 2)})
    player.publish(compile_score(PROJECT, KIT), bank)


def new_player() -> Player:
    """A player in front of the music, not playing yet."""
    player = Player(RATE)
    publish(player)
    return player

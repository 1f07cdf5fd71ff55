"""What is played by hand reaches those who listen, with the place that was heard."""

from collections.abc import Iterator

import numpy as np
import pytest

from padsketch.engine.played import Played
from padsketch.model import Pattern, Project
from padsketch.session import Session

RATE = 48_000
BLOCK = 256
POSITIONS = 40
"""Of a frame at 120 bpm."""


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Project(kit="eight", patterns={"A1": Pattern()}), rate=RATE)
    opened.load_kit()
    yield opened
    opened.close()


def pull(session: Session, blocks: int, start: float = 1000.0) -> None:
    """What a driver does whose first frame is heard at `start`."""
    mix = np.empty((BLOCK, 2), dtype=np.float32)
    for _ in range(blocks):
        session.player.pull_into(mix, start + session.player.snapshot().frame / RATE)


def test_a_key_counts_from_when_it_went_down(session: Session) -> None:
    heard: list[Played] = []
    session.listeners.append(heard.append)
    session.play_pattern()
    pull(session, 40)
    late = session.player.snapshot().latency
    session.trigger(2, 90, 5.0, at=1000.1)
    session.release(2, 5.0, at=1000.15)
    pull(session, 1)
    session.tick()
    frames = [4800 - late, 7200 - late]
    assert [(p.frame, p.position) for p in heard] == [(f, f * POSITIONS) for f in frames]
    assert [(p.pad, p.velocity, p.transpose, p.is_release) for p in heard] == [
        (2, 90, 5.0, False),
        (2, 0, 5.0, True),
    ]


def test_without_a_time_a_key_counts_from_when_it_sounds(session: Session) -> None:
    heard: list[Played] = []
    session.listeners.append(heard.append)
    session.play_pattern()
    pull(session, 40)
    session.hold(1)
    pull(session, 1)
    session.tick()
    assert [p.frame for p in heard] == [40 * BLOCK]


def test_everybody_who_listens_is_told_once(session: Session) -> None:
    one: list[Played] = []
    other: list[Played] = []
    session.listeners += [one.append, other.append]
    session.trigger(0)
    pull(session, 1)
    session.player.collect()  # as the supervisor does on its own thread
    session.tick()
    session.tick()
    assert len(one) == 1
    assert one == other


def test_play_counts_in(session: Session) -> None:
    session.play_pattern(count_in=2)
    pull(session, 1)
    assert session.tick().count_in == 8 * 960_000 - BLOCK * POSITIONS

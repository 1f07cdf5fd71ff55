"""The step that lights up is the step that sounds, in whatever order a lane is played."""

from collections.abc import Iterator

import pytest

from padsketch.model import Lane, Pattern, Project, Step
from padsketch.session import Playhead, Session

VELOCITIES = (10, 25, 40, 55, 70, 85, 100)
"""One for every step, so that a hit tells which step was played."""

SHAPES = {
    "plain": {},
    "fast": {"speed": "3/2"},
    "slow": {"speed": "1/4"},
    "rotated": {"rotation": 2},
    "rotated back": {"rotation": -3},
    "backward": {"direction": "backward"},
    "there and back": {"direction": "ping-pong", "rotation": 1},
    "any order": {"direction": "random"},
    "swung": {"swing": 70.0, "speed": "2"},
}


@pytest.fixture(params=SHAPES)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    steps = tuple(Step(velocity=velocity) for velocity in VELOCITIES)
    lane = Lane(steps=steps, length=len(steps), **SHAPES[request.param])
    opened = Session(Project(kit="eight", patterns={"A1": Pattern(lanes={"kick": lane})}))
    opened.load_kit()
    yield opened
    opened.close()


def test_the_light_is_on_the_step_that_sounds(session: Session) -> None:
    session.play_pattern()
    hits = session.player.hits(480_000)
    assert len(hits) >= 10
    for hit in hits:
        at = Playhead("A1", -1, int(hit["position"]))
        assert VELOCITIES[session.heard_steps(at, ["kick"])[0]] == hit["velocity"]


def test_the_light_stays_until_the_next_step_sounds(session: Session) -> None:
    session.play_pattern()
    one, other = session.player.hits(480_000)[:2]
    before = Playhead("A1", -1, int(other["position"]) - 1)
    assert VELOCITIES[session.heard_steps(before, ["kick"])[0]] == one["velocity"]


def test_nothing_is_lit_while_the_music_is_counted_in(session: Session) -> None:
    assert session.heard_steps(Playhead("A1", -1, -1), ["kick"])[0] == -1
    assert session.heard_steps(Playhead("A1", -1, -1), ["snare"])[0] == -1


def test_a_lane_without_steps_is_lit_along_the_grid(session: Session) -> None:
    assert session.heard_steps(Playhead("A1", -1, 17 * 240_000), ["snare"])[0] == 1


def test_every_lane_is_lit_on_its_own_step(session: Session) -> None:
    at = Playhead("A1", -1, 17 * 240_000)
    alone = [session.heard_steps(at, [pad])[0] for pad in ("snare", "kick", "unknown")]
    assert session.heard_steps(at, ["snare", "kick", "unknown"]) == tuple(alone)
    assert alone[0] == alone[2] == 1

from __future__ import annotations

from padsketch.outputs.stream import Heartbeat


def looks(heartbeat: Heartbeat, calls: int, start: float, seconds: float) -> bool:
    """Look ten times a second at a count that stands still."""
    steps = round(seconds * 10)
    return [heartbeat.beats(calls, start + step / 10) for step in range(1, steps + 1)][-1]


def test_a_stream_that_hangs_is_noticed():
    heartbeat = Heartbeat(limit=1.0, now=0.0)
    assert heartbeat.beats(1, 0.1)
    assert looks(heartbeat, 1, 0.1, 0.9)
    assert not looks(heartbeat, 1, 1.0, 0.2)


def test_a_stream_that_calls_lives():
    heartbeat = Heartbeat(limit=1.0, now=0.0)
    assert all(heartbeat.beats(calls, calls / 10) for calls in range(100))


def test_our_own_stall_is_not_the_death_of_the_device():
    heartbeat = Heartbeat(limit=1.0, now=0.0)
    assert heartbeat.beats(1, 0.1)
    assert heartbeat.beats(1, 3600.0)
    assert heartbeat.beats(2, 3600.1)


def test_a_count_that_wraps_still_counts():
    heartbeat = Heartbeat(limit=1.0, now=0.0)
    assert heartbeat.beats(2**32 - 1, 0.9)
    assert heartbeat.beats(0, 1.9)


def looked_at(pace: float, calls_a_second: float, seconds: int) -> list[bool]:
    heartbeat = Heartbeat(limit=1.0, now=0.0, pace=pace)
    looks = range(1, seconds * 10 + 1)
    return [heartbeat.beats(round(look / 10 * calls_a_second), look / 10) for look in looks]


def test_a_stream_that_only_creeps_is_as_good_as_dead():
    assert not all(looked_at(pace=187.5, calls_a_second=16, seconds=3))


def test_a_stream_that_is_slowed_down_lives():
    assert all(looked_at(pace=187.5, calls_a_second=80, seconds=10))

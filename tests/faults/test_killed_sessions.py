"""Sessions that are killed at random moments: all but the last moment comes back.

A sample of `python tests/faults/sessions.py`.
"""

from pathlib import Path

import sessions
from sessions import Loss

SESSIONS = 16
BUSY = 10.0
"""Seconds that a machine under tests may take for what takes one otherwise."""


def test_the_next_start_brings_back_all_but_the_last_moment(tmp_path: Path) -> None:
    losses = sessions.run(tmp_path, SESSIONS, seed=0, at_once=2)
    assert len(losses) == SESSIONS
    assert not [loss for loss in losses if sessions.is_too_much(loss, BUSY)]


def test_two_old_edits_are_too_much_to_lose() -> None:
    assert sessions.is_too_much(Loss(2, 1.1))
    assert not sessions.is_too_much(Loss(1, 60.0))
    assert not sessions.is_too_much(Loss(50, 0.9))

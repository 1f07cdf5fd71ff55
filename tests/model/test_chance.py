import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.engine.native import lib
from padsketch.model import Project
from padsketch.model.chance import Dice, Purpose, address_hash, dice_of

words = st.integers(0, 2**32 - 1)


@given(st.integers(0, 2**64 - 1), words, words, st.integers(0, 2**40), words, words)
def test_writing_draws_as_the_engine_does(seed, pattern, lane, cycle, step, purpose):
    address = (seed, pattern, lane, cycle, step, purpose)
    assert address_hash(*address) == lib.ps_hash(*address)


def test_no_two_questions_share_an_answer():
    dice = Dice(7, 0)
    addresses = [
        (pad, step, purpose)
        for pad in ("kick", "snare", "hat")
        for step in range(128)
        for purpose in Purpose
    ]
    assert len({dice.share(*address) for address in addresses}) == len(addresses)


def test_draws_are_spread_evenly():
    shares = [Dice(1, 0).share("kick", step, Purpose.PLACE) for step in range(20_000)]
    assert 0.0 <= min(shares) < max(shares) < 1.0
    for tenth in range(10):
        count = sum(tenth <= share * 10 < tenth + 1 for share in shares)
        assert count == pytest.approx(2000, abs=200)


def test_a_take_is_the_same_forever_and_the_next_is_another():
    project = Project(seed=2**63 - 1)
    first, again, second = (dice_of(project, "A1", take) for take in (1, 1, 2))
    draw = ("kick", 3, Purpose.FATE)
    assert first.share(*draw) == again.share(*draw) != second.share(*draw)
    assert dice_of(project, "A2", 1).share(*draw) != first.share(*draw)

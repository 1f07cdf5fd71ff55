"""How samples come into a bank: laid where they will be read, or copied there."""

import numpy as np
import pytest
from rig import RATE, kit_of, noise, pad

from padsketch.engine.bank import SampleBank
from padsketch.engine.player import Player
from padsketch.model import Project
from padsketch.score import compile_score


def laid_in_its_room(bank, frames):
    room = bank.room(len(frames) + 100, frames.shape[1])[: len(frames)]
    room[:] = frames
    bank.fill("a", room)


def heard(bank):
    player = Player(RATE)
    player.publish(compile_score(Project(), kit_of(pad("a", tune=5.0))), bank)
    player.trigger(0, 127)
    return player.render(4096)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_sample_that_was_laid_in_its_room_sounds_as_one_that_was_copied(channels):
    frames = noise(3000, channels)
    laid = SampleBank.reserved(["a"])
    laid_in_its_room(laid, frames)
    assert np.array_equal(heard(laid), heard(SampleBank({"a": frames})))


def test_a_sample_that_its_owner_changes_later_stays_as_it_was():
    frames = noise(3000)
    bank = SampleBank({"a": frames})
    before = heard(SampleBank({"a": frames}))
    frames[:] = 0.0
    assert np.array_equal(heard(bank), before)

"""Preparation: what is edited sounds the same before and after its renditions are there."""

import threading

import numpy as np

from padsketch.engine.bank import SampleBank
from padsketch.model import Kit, Layer, Pad, Pattern, Project, edits
from padsketch.model.edits import Cell
from padsketch.score import Score, compile_score
from padsketch.session.preparing import Preparation

RATE = 48_000


def new_bank() -> SampleBank:
    return SampleBank({"a": np.random.default_rng(1).uniform(-1, 1, (5000, 2)).astype(np.float32)})


def score_of(tune: float) -> Score:
    kit = Kit(name="k", pads=(Pad(id="a", name="a", layers=(Layer(file="a"),), tune=tune),))
    project = Project(kit="k", patterns={"A1": Pattern()})
    return compile_score(edits.toggle_step(project, "A1", Cell("a", 0)), kit)


def test_what_was_asked_for_last_is_made() -> None:
    bank, preparation = new_bank(), Preparation(RATE)
    for tune in (1.0, 2.0, 3.0):
        preparation.ask(score_of(tune), bank)
    preparation.finish()
    before = bank.rendition_bytes
    bank.prepare(score_of(3.0), RATE)
    assert bank.rendition_bytes == before > 0


def test_it_can_be_asked_again_after_it_was_done() -> None:
    bank, preparation = new_bank(), Preparation(RATE)
    sizes = []
    for tune in (1.0, 2.0):
        preparation.ask(score_of(tune), bank)
        preparation.finish()
        sizes.append(bank.rendition_bytes)
    assert 0 < sizes[0] < sizes[1]


def test_nothing_is_made_once_it_was_given_up() -> None:
    bank, preparation = new_bank(), Preparation(RATE)
    preparation.give_up()
    preparation.ask(score_of(1.0), bank)
    assert bank.rendition_bytes == 0
    assert "renditions" not in {thread.name for thread in threading.enumerate()}

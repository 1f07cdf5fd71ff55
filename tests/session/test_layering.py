"""Sounds that become one, by what is heard of them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from found_sounds import RATE, open_sketch, played, put, thump, write_found

from padsketch.errors import UsageError
from padsketch.model import Layer, edits
from padsketch.model.edits.layering import stack
from padsketch.session import Session
from padsketch.session.sounds.layer_sounds import sound_of
from padsketch.session.sounds.layering import (
    align,
    by_loudness,
    layer_takes,
    sum_of,
    take_turns,
    turn_over,
)

KICK = Layer(file="kick.wav")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = open_sketch(tmp_path)
    yield opened
    opened.close()


def found(folder: Path, wave: np.ndarray, name: str = "door.wav", **treatment: float) -> Layer:
    return Layer(file=write_found(folder, name, wave), **treatment)


def settled(session: Session) -> None:
    session.reading.finish()


def test_a_layer_alone_has_no_sum(session: Session) -> None:
    assert sum_of(session, "kick", 0) is None


def test_a_sound_that_eats_the_low_end_is_seen_and_mended_by_its_polarity(
    session: Session, tmp_path: Path
) -> None:
    put(session, KICK, found(tmp_path, thump(sign=-0.8)))
    assert sum_of(session, "kick", 1).lost_db > 6.0
    turn_over(session, "kick", 1)
    settled(session)
    assert sum_of(session, "kick", 1).lost_db == 0.0


@pytest.mark.parametrize("late_ms", [6.0, 0.4])
@pytest.mark.parametrize("sign", [1.0, -1.0])
@pytest.mark.parametrize("tune", [0.0, -5.0])
def test_an_aligned_sound_lies_on_the_other(
    session: Session, tmp_path: Path, late_ms: float, sign: float, tune: float
) -> None:
    other = thump(55.0 * 2 ** (-tune / 12), late_ms * 2 ** (tune / 12), sign, 0.6)
    put(session, KICK, found(tmp_path, other, tune=tune))
    align(session, "kick", 1)
    settled(session)
    assert sum_of(session, "kick", 1).overall_db > 2.8
    assert session.undo() == "align (kick)"


def test_a_crossover_does_not_hide_what_two_attacks_have_in_common(
    session: Session, tmp_path: Path
) -> None:
    put(session, KICK)
    layer = found(tmp_path, thump(late_ms=6.0))
    session.edit("stack", stack, session.kit, "kick", layer, 400.0, "high")
    settled(session)
    assert align(session, "kick", 1).delay_ms == pytest.approx(-6.0, abs=0.05)


def test_a_sound_that_is_early_waits(session: Session, tmp_path: Path) -> None:
    put(session, found(tmp_path, thump(late_ms=8.0), "late.wav"), KICK)
    align(session, "kick", 1)
    assert session.played_kit.pads[0].layers[1].delay == pytest.approx(8.0, abs=0.05)


def test_aligning_twice_moves_nothing_more(session: Session, tmp_path: Path) -> None:
    put(session, KICK, found(tmp_path, thump(late_ms=6.0)))
    align(session, "kick", 1)
    settled(session)
    assert abs(align(session, "kick", 1).delay_ms) < 0.05


def test_sounds_without_anything_in_common_are_left_where_they_are(
    session: Session, tmp_path: Path
) -> None:
    hiss = np.random.default_rng(1).uniform(-0.5, 0.5, 20_000)
    put(session, KICK, found(tmp_path, hiss))
    before = session.project
    with pytest.raises(UsageError, match="too little in common"):
        align(session, "kick", 1)
    assert session.project is before


def test_a_layer_that_sounds_alone_is_not_aligned(session: Session, tmp_path: Path) -> None:
    soft, hard = (
        found(tmp_path, thump(), velocity=(1, 64)),
        Layer(file="kick.wav", velocity=(65, 127)),
    )
    put(session, soft, hard)
    with pytest.raises(UsageError, match="alone"):
        align(session, "kick", 0)


def test_layers_by_turns_do_not_sum(session: Session, tmp_path: Path) -> None:
    session.edit("turns", edits.set_layering, "kick", "round-robin")
    put(session, KICK, found(tmp_path, thump()))
    assert sum_of(session, "kick", 1) is None


def test_a_crossover_takes_the_low_end_from_one_and_the_rest_from_the_other(
    session: Session, tmp_path: Path
) -> None:
    low = thump(55.0) + 0.2 * thump(2000.0)
    high = 0.5 * thump(70.0) + 0.2 * thump(3000.0)
    put(session, found(tmp_path, high, "high.wav"))
    layer = found(tmp_path, low, "low.wav")
    session.edit("stack", stack, session.kit, "kick", layer, 300.0, "low")
    spectrum = np.abs(np.fft.rfft(played(session, RATE // 4) * np.hanning(RATE // 4)))
    level = {hertz: spectrum[hertz // 4 - 2 : hertz // 4 + 3].max() for hertz in (2000, 3000)}
    assert level[2000] < 0.01 * level[3000]
    assert sum_of(session, "kick", 1).lost_db < 1.5


def test_a_sound_and_itself_on_both_sides_of_a_crossover_are_the_sound_again(
    session: Session,
) -> None:
    before = played(session)
    session.edit("stack", stack, session.kit, "kick", KICK, 200.0, "low")
    assert np.abs(played(session) - before).max() < 1e-6


@pytest.fixture
def takes(tmp_path: Path) -> list[str]:
    """Six takes: two soft ones, one in the middle, three hard ones."""
    levels = {"hard-2": 0.5, "soft-1": 0.05, "middle": 0.2, "hard-1": 0.48, "soft-2": 0.052}
    return [write_found(tmp_path, f"{name}.wav", thump(level=v)) for name, v in levels.items()]


def test_takes_are_ordered_by_how_hard_they_were_played(session: Session, takes: list[str]) -> None:
    assert by_loudness(session, takes).files == (
        ("samples/soft-1.wav", "samples/soft-2.wav"),
        ("samples/middle.wav",),
        ("samples/hard-1.wav", "samples/hard-2.wav"),
    )


def test_takes_play_as_hard_as_they_were_played(session: Session, takes: list[str]) -> None:
    assert layer_takes(session, "kick", takes).words == "5 takes in 3 layers, some by turns"
    settled(session)
    pad = session.played_kit.pads[0]
    assert pad.layering == "round-robin"
    for place, layer in enumerate(pad.layers):
        top = np.abs(sound_of(session, "kick", place).heard()).max()
        top *= (layer.velocity[1] / 127) ** 2
        recorded = np.abs(sound_of(session, "kick", place).frames).max()
        assert top == pytest.approx(recorded, rel=0.01)


def test_takes_of_one_loudness_play_by_turns(session: Session, takes: list[str]) -> None:
    assert layer_takes(session, "kick", [takes[0], takes[3]]).words == (
        "2 takes in 1 layer, some by turns"
    )
    assert {layer.velocity for layer in session.played_kit.pads[0].layers} == {(1, 127)}


def test_takes_by_turns_are_one_edit(session: Session, takes: list[str]) -> None:
    before = session.project
    take_turns(session, "kick", takes)
    assert len(session.played_kit.pads[0].layers) == 5
    session.undo()
    assert session.project == before


def test_no_takes_are_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="make no layers"):
        layer_takes(session, "kick", [])

"""Which layers a hit plays, and what a layer adds to its pad."""

from itertools import pairwise

import numpy as np
import pytest
from msgspec.structs import replace
from rig import RATE, kit_of, new_player, pad, play, project_of, ramp, render, steady

from padsketch.model import Lane, Layer, Project, Step

STEP = 6000
"""Frames of a sixteenth at 120 bpm."""
N = 4
SOUNDS = {f"s{n}": steady(10, value=2.0**-n) for n in range(1, N + 1)}
SOUNDS["other"] = steady(10, value=0)
LAYERS = tuple(Layer(file=f"s{n}") for n in range(1, N + 1))


def kit(layering, layers=LAYERS):
    return kit_of(pad("p", layering=layering, layers=layers), "other")


def heard_of(mix, steps, each=STEP):
    """Which layer sounded at every step, from 1."""
    values = mix[np.arange(steps) * each, 0]
    return [int(-np.log2(value)) for value in values]


def choices(project, layering, steps=64, **options):
    """The layers of the steps of a pattern that plays again and again."""
    return heard_of(play(project, kit(layering), SOUNDS, steps * STEP, **options), steps)


def test_a_stack_plays_all_of_them():
    mix = play(project_of(p="X"), kit("stack"), SOUNDS, 10)
    assert (mix == 0.9375).all()


def test_layers_take_turns_in_their_order():
    heard = choices(project_of(p="X" * 16), "round-robin", 20)
    assert heard == [1, 2, 3, 4] * 5


def test_play_begins_with_the_first_layer_every_time():
    player = new_player(project_of(p="XXX"), kit("round-robin"), SOUNDS)
    for _ in range(2):
        player.play_pattern(0)
        assert heard_of(render(player, 3 * STEP), 3) == [1, 2, 3]
        player.stop()


def test_turns_go_round_among_those_that_a_velocity_reaches():
    layers = (
        replace(LAYERS[0], velocity=(1, 100)),
        *LAYERS[1:3],
        replace(LAYERS[3], velocity=(101, 127)),
    )
    player = new_player(Project(), kit("round-robin", layers), SOUNDS)
    heard = []
    for _ in range(6):
        player.trigger(0, 127)
        heard.append(int(-np.log2(render(player, 20)[0, 0])))
    assert heard == [2, 3, 4, 2, 3, 4]


@pytest.mark.parametrize("layering", ["round-robin", "random"])
def test_a_velocity_without_a_layer_is_silent(layering):
    layers = tuple(replace(layer, velocity=(100, 127)) for layer in LAYERS)
    player = new_player(Project(), kit(layering, layers), SOUNDS)
    player.trigger(0, 99)
    assert not player.render(20).any()


def test_chance_never_plays_a_layer_twice_in_a_row_and_plays_each_as_often():
    heard = choices(project_of(p="X" * 16), "random", 800)
    assert all(a != b for a, b in pairwise(heard))
    counts = [heard.count(n) for n in range(1, N + 1)]
    assert sum(counts) == 800
    assert min(counts) > 150
    assert len(set(pairwise(heard))) == N * (N - 1)


def test_a_lone_layer_is_played_by_chance_as_well():
    mix = play(project_of(p="XX"), kit("random", LAYERS[:1]), SOUNDS, 2 * STEP)
    assert (mix[[0, STEP]] == 0.5).all()


def test_another_seed_chooses_other_layers():
    project = project_of(p="X" * 16)
    assert choices(project, "random") != choices(replace(project, seed=project.seed + 1), "random")
    assert choices(project, "random") == choices(project, "random")


@pytest.mark.parametrize("layering", ["round-robin", "random"])
def test_muting_another_lane_chooses_no_other_layer(layering):
    both = project_of(p="X" * 16, other="XXxo" * 4)
    assert choices(both, layering) == choices(project_of(p="X" * 16), layering)


@pytest.mark.parametrize("layering", ["round-robin", "random"])
@pytest.mark.parametrize("block", [1, 33, 8192])
def test_block_size_chooses_no_other_layer(layering, block):
    project = project_of(bpm=400.0, p="XXXX" * 4)
    frames = 16 * 1800
    whole = play(project, kit(layering), SOUNDS, frames, block=256)
    np.testing.assert_array_equal(play(project, kit(layering), SOUNDS, frames, block=block), whole)


def test_every_hit_of_a_roll_chooses_for_itself():
    project = project_of(length=1, p=Lane(steps=(Step(velocity=127, rolls=8),)))
    player = new_player(project, kit("random"), SOUNDS)
    player.play_pattern(0)
    hits = player.hits(64 * STEP)
    assert len(set(hits["random"].tolist())) == len(hits) == 64 * 8


def test_a_pad_played_by_hand_chooses_by_chance_too():
    player = new_player(Project(), kit("random"), SOUNDS)
    heard = []
    for _ in range(100):
        player.trigger(0, 127)
        heard.append(int(-np.log2(render(player, 20)[0, 0])))
    assert all(a != b for a, b in pairwise(heard))
    assert set(heard) == set(range(1, N + 1))
    assert heard != (heard[:4] * 25)


def test_a_layer_adds_to_what_its_pad_is_set_to():
    plain = pad("p", level_db=-12.0, pan=0.5, start=7.0)
    layer = Layer(file="p", level_db=6.0, pan=-0.25, start=3.0)
    same = pad("p", level_db=-6.0, pan=0.25, start=10.0)
    sounds = {"p": ramp(4000)}
    added = kit_of(replace(plain, layers=(layer,)))
    expected = play(project_of(p="X"), kit_of(same), sounds, 4000)
    np.testing.assert_allclose(play(project_of(p="X"), added, sounds, 4000), expected, rtol=1e-5)


def test_a_layer_may_end_before_its_pad_does():
    layers = (Layer(file="p", end=10.0), Layer(file="p"))
    sounds = {"p": steady(RATE, value=0.25)}
    mix = play(project_of(p="X"), kit_of(pad("p", layers=layers, end=20.0)), sounds, 2000)
    assert (mix[:480] == 0.5).all()
    assert (mix[480:960] == 0.25).all()
    assert not mix[960:].any()


@pytest.mark.parametrize("frame", [286_650, 44_101, 1_000_003, 3])
def test_a_layer_begins_and_ends_on_the_frames_that_its_times_name(frame):
    """Also late in a long sound, where single precision knows no frame any more."""
    rate, length = 44_100, 5
    start, end = (round(1000 * at / rate, 4) for at in (frame, frame + length))
    layers = (Layer(file="p", start=start, end=end),)
    kit = kit_of(pad("p", layers=layers))
    mix = play(project_of(p="X"), kit, {"p": ramp(frame + 100)}, length + 3, rate=rate)
    assert list(65536 * mix[:, 0]) == [*range(frame + 1, frame + length + 1), 0, 0, 0]

"""One sound of several: under each other, by velocity, one after the other."""

import pytest

from padsketch.errors import UsageError
from padsketch.model import Kit, Layer, Pad, Project
from padsketch.model.edits.layering import (
    move_layer,
    set_crossover,
    set_takes,
    stack,
    stacked_layers,
    velocity_ranges,
)
from padsketch.model.edits.shaping import played_layer, played_pad, shape_layer
from padsketch.model.history import History
from padsketch.storage import project_from_text, project_to_text

KIT = Kit(
    name="Tin",
    pads=(
        Pad(
            id="snare",
            name="Snare",
            layers=(
                Layer(file="soft.wav", velocity=(1, 70)),
                Layer(file="hard.wav", velocity=(71, 127)),
            ),
        ),
        Pad(
            id="hat",
            name="Hat",
            layering="round-robin",
            layers=(Layer(file="a.wav"), Layer(file="b.wav")),
        ),
        Pad(id="rim", name="Rim", layering="random", layers=(Layer(file="rim.wav"),)),
    ),
)
FOUND = Layer(file="samples/door.wav")


def layers(project, pad="snare"):
    return played_pad(project, KIT, pad).layers


def test_a_found_sound_plays_whatever_the_velocity():
    project = stack(Project(), KIT, "snare", Layer(file="samples/door.wav", velocity=(1, 5)))
    assert [layer.file for layer in layers(project)] == ["soft.wav", "hard.wav", "samples/door.wav"]
    assert layers(project)[2].velocity == (1, 127)


def test_a_crossover_leaves_no_gap_and_no_overlap():
    project = stack(Project(), KIT, "snare", FOUND, crossover=180.0, keeps="low")
    assert [(layer.low_cut, layer.high_cut) for layer in layers(project)] == [
        (180.0, 0.0),
        (180.0, 0.0),
        (0.0, 180.0),
    ]


def test_a_crossover_can_be_turned_over_and_taken_away():
    project = stack(Project(), KIT, "snare", FOUND, crossover=180.0)
    turned = set_crossover(project, KIT, "snare", 2, 900.0, "high")
    assert [(layer.low_cut, layer.high_cut) for layer in layers(turned)] == [
        (0.0, 900.0),
        (0.0, 900.0),
        (900.0, 0.0),
    ]
    assert set_crossover(turned, KIT, "snare", 2, 0.0) == stack(Project(), KIT, "snare", FOUND)


def test_a_stacked_sound_takes_no_turn_and_doubles_no_blow():
    project = stack(Project(), KIT, "hat", FOUND)
    assert played_pad(project, KIT, "hat").layering == "stack"
    assert [layer.file for layer in layers(project, "hat")] == ["a.wav", "samples/door.wav"]


def test_takes_by_turns_leave_one_for_every_velocity_under_a_stacked_sound():
    spans = ((1, 70), (1, 70), (60, 90), (71, 127), (71, 127))
    takes = tuple(Layer(file=f"{n}.wav", velocity=span) for n, span in enumerate(spans))
    pad = Pad(id="snare", name="Snare", layering="random", layers=takes)
    assert stacked_layers(pad) == (takes[0], takes[3])


def test_a_pad_with_one_layer_plays_both_from_then_on():
    project = stack(Project(), KIT, "rim", FOUND)
    assert played_pad(project, KIT, "rim").layering == "stack"


def test_a_layer_comes_later_and_earlier_again():
    later = move_layer(Project(), KIT, "snare", 0, 2.5)
    assert layers(later)[0].delay == 2.5
    assert move_layer(later, KIT, "snare", 0, -2.5) == Project()


def test_a_layer_that_cannot_come_earlier_begins_later_in_its_sample():
    project = shape_layer(Project(), KIT, "snare", 0, delay=1.0, start=10.0, stretch=2.0)
    moved = layers(move_layer(project, KIT, "snare", 0, -4.0))[0]
    assert (moved.delay, moved.start) == (0.0, 11.5)


def test_a_reversed_layer_does_not_lose_its_end_by_coming_earlier():
    project = shape_layer(Project(), KIT, "snare", 0, reverse=True)
    with pytest.raises(UsageError, match="cannot begin earlier"):
        move_layer(project, KIT, "snare", 0, -4.0)


def test_polarity_turned_twice_is_as_before():
    once = move_layer(Project(), KIT, "snare", 1, 0.0, turns=True)
    assert layers(once)[1].invert
    assert move_layer(once, KIT, "snare", 1, 0.0, turns=True) == Project()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 126, 127])
def test_every_velocity_has_one_range(count):
    ranges = velocity_ranges(count)
    assert [v for low, high in ranges for v in range(low, high + 1)] == list(range(1, 128))
    assert all(low <= high for low, high in ranges)


@pytest.mark.parametrize(
    "loudnesses",
    [
        [-30.0, -12.0, 0.0],
        [0.0, 0.0, 0.0],
        [-140.0, -139.0, -138.0, -1.0],
        [-0.1, -0.05, 0.0],
        [-1.0],
        [0.01 * n for n in range(127)],
        [-100.0] * 127,
    ],
)
def test_every_velocity_has_one_range_whatever_was_recorded(loudnesses):
    ranges = velocity_ranges(len(loudnesses), loudnesses)
    assert [v for low, high in ranges for v in range(low, high + 1)] == list(range(1, 128))
    assert all(low <= high for low, high in ranges)


def test_a_sound_of_half_the_loudness_is_played_where_velocity_halves_it():
    # 64 is 12 dB below 127; half way, at -6 dB, lies 90.
    assert velocity_ranges(2, [-12.0, 0.0]) == ((1, 90), (91, 127))


def test_a_soft_take_is_not_made_soft_twice():
    files = [["soft.wav"], ["hard.wav"]]
    project = set_takes(Project(), KIT, "snare", files, [-12.0, 0.0])
    assert [layer.level_db for layer in layers(project)] == [pytest.approx(5.98, abs=0.01), 0.0]


def test_takes_of_one_loudness_play_by_turns():
    project = set_takes(Project(), KIT, "snare", [["a.wav", "b.wav"], ["c.wav"]])
    assert played_pad(project, KIT, "snare").layering == "round-robin"
    assert [layer.velocity for layer in layers(project)] == [(1, 64), (1, 64), (65, 127)]


@pytest.mark.parametrize("groups", [[], [["a.wav"]] * 128])
def test_no_takes_and_too_many_are_refused(groups):
    with pytest.raises(UsageError, match="make no layers"):
        set_takes(Project(), KIT, "snare", groups)


@pytest.mark.parametrize(
    ("changes", "words"), [({"loudness": 1.0}, "is not a parameter"), ({"level_db": "x"}, "number")]
)
def test_what_a_layer_does_not_have_is_refused(changes, words):
    with pytest.raises(UsageError, match=words):
        shape_layer(Project(), KIT, "snare", 0, **changes)


@pytest.mark.parametrize("at", [-1, 2])
def test_a_layer_that_is_not_there_is_refused(at):
    with pytest.raises(UsageError, match="has no layer"):
        shape_layer(Project(), KIT, "snare", at, level_db=1.0)


def test_numbers_of_a_layer_stay_in_range():
    project = shape_layer(Project(), KIT, "snare", 0, stretch=99.0, delay=-5.0, low_cut=1e9)
    layer = played_layer(project, KIT, "snare", 0)
    assert (layer.stretch, layer.delay, layer.low_cut) == (4.0, 0.0, 20_000.0)


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: stack(p, KIT, "snare", FOUND, 180.0),
        lambda p: set_crossover(p, KIT, "snare", 0, 400.0, "high"),
        lambda p: move_layer(p, KIT, "snare", 1, 3.25, turns=True),
        lambda p: set_takes(p, KIT, "snare", [["a.wav", "b.wav"], ["c.wav"]]),
        lambda p: shape_layer(p, KIT, "snare", 0, reverse=True, fade_out=20.0, remove_dc=True),
    ],
    ids=["stack", "crossover", "move", "takes", "shape"],
)
def test_each_edit_is_undone_as_one_and_kept_by_the_file(edit):
    before = Project()
    history = History(before)
    history.push("it", edit(before))
    assert history.current != before
    assert project_from_text(project_to_text(history.current)) == history.current
    history.undo()
    assert history.current == before

from hypothesis import given
from hypothesis import strategies as st

from padsketch.model import Layer
from padsketch.model.kit import velocity_gap
from padsketch.model.layers import swapped, with_velocity, without


def layers(*ranges):
    return tuple(Layer(file=f"{n}.wav", velocity=ends) for n, ends in enumerate(ranges))


def ranges(found):
    return [layer.velocity for layer in found]


def files(found):
    return [layer.file[0] for layer in found]


SPLIT = layers((1, 70), (71, 112), (113, 127))


def test_moving_an_end_moves_the_neighbour_that_it_met():
    assert ranges(with_velocity(SPLIT, 1, 60, 112)) == [(1, 59), (60, 112), (113, 127)]
    assert ranges(with_velocity(SPLIT, 1, 71, 120)) == [(1, 70), (71, 120), (121, 127)]


def test_a_neighbour_keeps_one_velocity():
    assert ranges(with_velocity(SPLIT, 1, 0, 999)) == [(1, 1), (2, 126), (127, 127)]


def test_a_range_never_turns_over():
    assert ranges(with_velocity(SPLIT, 1, 125, 112)) == [(1, 111), (112, 112), (113, 127)]


def test_layers_that_overlap_stay_as_they_are():
    found = with_velocity(layers((1, 127), (50, 90)), 1, 30, 90)
    assert ranges(found) == [(1, 127), (30, 90)]


def test_what_a_removed_layer_played_is_still_played():
    assert ranges(without(SPLIT, 1)) == [(1, 112), (113, 127)]
    assert ranges(without(SPLIT, 0)) == [(1, 112), (113, 127)]
    assert ranges(without(layers((1, 127), (50, 90)), 1)) == [(1, 127)]


@given(
    st.lists(st.integers(1, 126), min_size=1, max_size=6, unique=True).map(sorted),
    st.integers(0, 6),
    st.integers(-10, 140),
    st.integers(-10, 140),
)
def test_no_move_of_a_split_leaves_a_gap_unless_it_is_an_outer_end(ends, at, low, high):
    split = layers(*zip([1, *(end + 1 for end in ends)], [*ends, 127], strict=True))
    at %= len(split)
    first, last = at == 0, at == len(split) - 1
    moved = with_velocity(split, at, 1 if first else low, 127 if last else high)
    assert velocity_gap(moved) is None
    assert velocity_gap(without(split, at)) is None


def test_layers_change_places():
    assert files(swapped(SPLIT, 0, 1)) == ["1", "0", "2"]

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from padsketch.formats.drafts import LayerDraft
from padsketch.formats.velocities import equal_parts, first_wins, in_range, without_gaps

ends = st.integers(-(10**9), 10**9) | st.integers(-2, 130)
layers = st.lists(
    st.builds(lambda low, high: in_range(LayerDraft(Path("a.wav"), low, high)), ends, ends),
    min_size=1,
    max_size=6,
)


def reached(layers):
    return [v for layer in layers for v in range(layer.low, layer.high + 1)]


@given(layers)
def test_every_velocity_is_played_and_none_is_taken_from_a_layer(layers):
    whole = without_gaps(layers)
    assert set(reached(whole)) == set(range(1, 128))
    for before, after in zip(layers, whole, strict=True):
        assert after.low <= before.low <= before.high <= after.high


@given(layers)
def test_layers_without_gaps_stay_as_they_are(layers):
    whole = without_gaps(layers)
    assert without_gaps(whole) == whole


@given(layers)
def test_the_first_layer_that_reaches_a_velocity_plays_it_alone(layers):
    alone = first_wins(layers)
    assert sorted(reached(alone)) == sorted(set(reached(layers)))
    assert [v for v in reached(alone) if v in reached(layers[:1])] == reached(layers[:1])


@given(st.integers(1, 127))
def test_equal_parts_are_equal(count):
    parts = equal_parts(count)
    sizes = [high - low + 1 for low, high in parts]
    assert sum(sizes) == 127
    assert max(sizes) - min(sizes) <= 1

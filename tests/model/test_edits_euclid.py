import pytest
from grids import grid, sketch
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model import edits as ed
from padsketch.model.edits import Cell, euclid


def lane_cells(pad="kick", steps=range(16)):
    return [Cell(pad, at) for at in steps]


def text(rhythm):
    return "".join("x" if hit else "." for hit in rhythm)


NECKLACES = [
    (1, 4, "x..."),
    (2, 5, "x.x.."),
    (3, 4, "x.xx"),
    (3, 7, "x.x.x.."),
    (3, 8, "x..x..x."),
    (4, 9, "x.x.x.x.."),
    (5, 8, "x.xx.xx."),
    (5, 12, "x..x.x..x.x."),
    (5, 16, "x..x..x..x..x..."),
    (7, 12, "x.xx.x.xx.x."),
    (7, 16, "x..x.x.x..x.x.x."),
    (9, 16, "x.xx.x.x.xx.x.x."),
    (13, 24, "x.xx.x.x.x.x.xx.x.x.x.x."),
    (0, 5, "....."),
    (5, 5, "xxxxx"),
]


@pytest.mark.parametrize(("hits", "length", "necklace"), NECKLACES)
def test_rhythms_are_those_that_the_world_knows(hits, length, necklace):
    assert text(euclid(hits, length)) == necklace


def test_a_rotation_begins_later():
    assert text(euclid(3, 8, 1)) == ".x..x..x"
    assert text(euclid(3, 8, -1)) == "..x..x.x"
    assert euclid(3, 8, 8) == euclid(3, 8)


lengths = st.integers(1, 128)


@given(lengths.flatmap(lambda n: st.tuples(st.integers(1, n), st.just(n))), st.integers(-200, 200))
def test_every_gap_is_as_long_as_any_other_within_a_step(shape, rotation):
    hits, length = shape
    rhythm = euclid(hits, length, rotation)
    places = [at for at, hit in enumerate(rhythm) if hit]
    following = [*places[1:], places[0] + length]
    gaps = {after - at for at, after in zip(places, following, strict=True)}
    assert (len(rhythm), len(places)) == (length, hits)
    assert max(gaps) - min(gaps) <= 1


@pytest.mark.parametrize(("hits", "length"), [(9, 8), (-1, 8), (0, 0), (3, 129)])
def test_a_rhythm_that_cannot_be_is_refused(hits, length):
    with pytest.raises(UsageError):
        euclid(hits, length)


def test_a_short_rhythm_is_played_to_the_end_of_the_lane():
    written = ed.fill_euclid(sketch(kick="X" * 16), "A1", lane_cells(), 3, 8)
    assert grid(written) == "x..x..x.x..x..x."
    assert grid(ed.fill_euclid(sketch(), "A1", lane_cells(), 2, 5)) == "x.x..x.x..x.x..x"


def test_only_the_cells_are_written():
    written = ed.fill_euclid(
        sketch(kick="X" * 16, hat="x"), "A1", lane_cells(steps=range(4, 8)), 1, 4
    )
    assert grid(written) == "XXXXx...XXXXXXXX"
    assert grid(written, "hat") == "x" + "." * 15


def test_more_hits_than_steps_fill_them_all():
    assert (
        grid(ed.fill_euclid(sketch(), "A1", lane_cells(steps=range(8)), 16, 4)) == "x" * 8 + "." * 8
    )

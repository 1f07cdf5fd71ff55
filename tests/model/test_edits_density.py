from grids import grid, sketch, step
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model import Project
from padsketch.model import edits as ed
from padsketch.model.edits import Cell, Weights

KICK = [Cell("kick", at) for at in range(16)]
BEATS = (0, 4, 8, 12)


def places(project, pad="kick"):
    return {at for at in range(128) if step(project, at, pad).plays}


takes = st.integers(1, 1000)
percents = st.floats(0, 100)


@given(percents, takes)
def test_as_many_steps_play_as_were_asked_for(density, take):
    written = ed.randomise(sketch(), "A1", KICK, density, take=take)
    assert len(places(written)) == round(density / 100 * 16)


@given(percents, percents, takes)
def test_more_density_only_adds_hits(one, other, take):
    low, high = sorted((one, other))
    few = places(ed.randomise(sketch(), "A1", KICK, low, take=take))
    many = places(ed.randomise(sketch(), "A1", KICK, high, take=take))
    assert few <= many


@given(takes)
def test_a_lane_does_not_depend_on_the_others(take):
    both = [*KICK, *(Cell("hat", at) for at in range(16))]
    alone = ed.randomise(sketch(), "A1", KICK, 50, take=take)
    together = ed.randomise(sketch(), "A1", both, 50, take=take)
    assert grid(alone) == grid(together)
    assert grid(together) != grid(together, "hat")


def test_another_take_is_another_rhythm():
    grids = {grid(ed.randomise(sketch(), "A1", KICK, 50, take=take)) for take in range(1, 9)}
    assert len(grids) == 8


def test_places_without_weight_never_play():
    only_beats = Weights(beats=100, offbeats=0, others=0)
    assert places(ed.randomise(sketch(), "A1", KICK, 100, only_beats)) == set(BEATS)
    no_beats = Weights(beats=0, offbeats=50, others=50)
    assert places(ed.randomise(sketch(), "A1", KICK, 100, no_beats)) == set(range(16)) - set(BEATS)


def test_heavier_places_play_more_often():
    counts = dict.fromkeys(range(16), 0)
    for take in range(1, 301):
        for at in places(ed.randomise(sketch(), "A1", KICK, 25, Weights(90, 30, 10), take=take)):
            counts[at] += 1
    beats = sum(counts[at] for at in BEATS)
    offbeats = sum(counts[at + 2] for at in BEATS)
    others = sum(counts.values()) - beats - offbeats
    assert beats / 4 > 1.5 * offbeats / 4 > 1.5 * 1.5 * others / 8


@given(st.integers(1, 127), st.integers(0, 127), takes)
def test_velocities_stay_within_their_spread(velocity, spread, take):
    written = ed.randomise(sketch(), "A1", KICK, 100, velocity=velocity, spread=spread, take=take)
    found = [step(written, at).velocity for at in range(16)]
    assert all(max(1, velocity - spread) <= v <= min(127, velocity + spread) for v in found)
    assert len(set(found)) > 1 or spread < 4


def test_what_was_there_is_gone_and_the_rest_stays():
    project = sketch(kick="X" * 16, hat="x.x.")
    written = ed.randomise(project, "A1", KICK[:8], 0)
    assert grid(written) == "." * 8 + "X" * 8
    assert grid(written, "hat") == grid(project, "hat")


def test_the_weakest_places_are_thinned_out_first():
    project = sketch(hat="x" * 16)
    cells = [Cell("hat", at) for at in range(16)]
    assert grid(ed.thin_out(project, "A1", cells, 50), "hat") == "x.x." * 4
    assert grid(ed.thin_out(project, "A1", cells, 75), "hat") == "x..." * 4
    assert places(ed.thin_out(project, "A1", cells, 94), "hat") == {0}


def test_soft_hits_are_thinned_out_before_loud_ones():
    project = sketch(snare="..o.X..X..o.X..o")
    cells = [Cell("snare", at) for at in range(16)]
    assert grid(ed.thin_out(project, "A1", cells, 17), "snare") == "..o.X..X..o.X..."
    assert grid(ed.thin_out(project, "A1", cells, 50), "snare") == "....X..X....X..."


@given(percents, percents, takes)
def test_thinning_more_takes_more_of_the_same_out(one, other, take):
    project = sketch(kick="xoX9xoX5xoX3xoX1")
    low, high = sorted((one, other))
    some = places(ed.thin_out(project, "A1", KICK, low, take))
    fewer = places(ed.thin_out(project, "A1", KICK, high, take))
    assert fewer <= some
    assert len(some) == 16 - round(low / 100 * 16)


def test_nothing_is_thinned_out_of_nothing():
    project = Project()
    assert ed.thin_out(project, "A1", KICK, 50) is project
    filled = sketch(kick="x")
    assert ed.thin_out(filled, "A1", KICK, 0) is filled


def test_a_bar_of_three_has_its_weight_elsewhere():
    waltz = Project(meter="3/4", patterns=sketch(length=12, hat="x" * 12).patterns)
    cells = [Cell("hat", at) for at in range(12)]
    assert places(ed.thin_out(waltz, "A1", cells, 75), "hat") == {0, 4, 8}

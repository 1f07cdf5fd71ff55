"""Slices on pads and on the grid: a break must play as it was, and nothing else may change."""

import pytest
from grids import sketch, step
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from padsketch.errors import UsageError
from padsketch.model import Kit, Lane, Layer, Pad, Pattern, Project, Step, dressed
from padsketch.model.edits.slices import (
    Cut,
    fit_slices,
    slice_pads,
    slices_onto_grid,
    slices_to_pads,
)
from padsketch.model.lane_grid import lane_grid

SPANS = [(0.0, 250.0), (250.0, 500.0), (500.0, 750.0)]


def kit_of(count, **more):
    pads = [
        Pad(id=f"p{n}", name=f"P{n}", layers=(Layer(file=f"{n}.wav"),), **more)
        for n in range(1, count + 1)
    ]
    return Kit(name="kit", pads=tuple(pads))


def played(project, kit):
    return {pad.id: pad for pad in dressed(kit, project.pads).pads}


def on_pads(kit, spans=SPANS, first_pad=None, project=None):
    return slices_to_pads(project or Project(), kit, "samples/amen.wav", "Amen", spans, first_pad)


def test_slices_are_new_pads_behind_those_of_the_kit():
    kit = kit_of(2)
    pads = played(on_pads(kit), kit)
    assert list(pads) == ["p1", "p2", "amen-1", "amen-2", "amen-3"]
    assert [pads[f"amen-{n}"].layers for n in (1, 2, 3)] == [
        (Layer(file="samples/amen.wav", start=start, end=end),) for start, end in SPANS
    ]
    assert pads["amen-2"].name == "Amen 2"
    assert pads["p1"] == kit.pads[0]


def test_slices_begin_at_a_pad_and_go_on_as_new_ones():
    kit = kit_of(3)
    pads = played(on_pads(kit, first_pad="p2"), kit)
    assert list(pads) == ["p1", "p2", "p3", "amen-3"]
    assert [pads[pad].layers[0].start for pad in ("p2", "p3", "amen-3")] == [0, 250, 500]
    assert pads["p1"] == kit.pads[0]


def test_a_pad_that_was_shaped_plays_its_slice_plain():
    kit = kit_of(1, tune=3.0, decay=20.0, level_db=-6.0, mode="gate", layering="random", choke=2)
    pad = played(on_pads(kit, SPANS[:1], "p1"), kit)["p1"]
    plain = Pad(id="p1", name="Amen 1", layers=pad.layers, choke=pad.choke)
    assert pad == plain


def test_slices_cut_each_other_and_no_other_pad():
    kit = kit_of(3)
    kit = replace(kit, pads=(replace(kit.pads[0], choke=1), *kit.pads[1:]))
    pads = played(on_pads(kit), kit)
    assert {pads[f"amen-{n}"].choke for n in (1, 2, 3)} == {2}
    again = played(on_pads(kit, project=on_pads(kit)), kit)
    assert {pad.choke for pad in again.values()} == {0, 1, 2, 3}


def test_more_slices_than_pads_change_nothing_and_say_the_room():
    with pytest.raises(UsageError) as error:
        on_pads(kit_of(60), [(float(n), n + 1.0) for n in range(5)])
    assert "room for 4" in error.value.hint
    full = on_pads(kit_of(64), [(float(n), n + 1.0) for n in range(5)], first_pad="p60")
    assert len(full.pads) == 5


def test_a_full_house_of_choke_groups_is_refused():
    pads = [replace(pad, choke=n) for n, pad in enumerate(kit_of(16).pads, start=1)]
    with pytest.raises(UsageError, match="choke"):
        on_pads(Kit(name="kit", pads=tuple(pads)))


def test_a_pad_that_is_not_there_is_refused():
    with pytest.raises(UsageError, match="no pad 'snare'"):
        slice_pads(Project(), kit_of(2), "Amen", 2, "snare")


def on_grid(starts, seconds, bpm, project=None, pattern="A1"):
    project = project or Project()
    pads = [f"s{n}" for n in range(1, len(starts) + 1)]
    fitting = fit_slices(project, pattern, pads, Cut(tuple(starts), seconds, bpm))
    return slices_onto_grid(project, pattern, fitting), fitting


def ticks(project, pad, pattern="A1"):
    """When the hits of a lane come, in ticks from the start of the pattern."""
    found = project.pattern(pattern)
    grid = lane_grid(found, pad, project.swing)
    steps = enumerate(found.lane(pad).steps)
    return [grid.position(at) / 1000 + step.nudge for at, step in steps if step.plays]


def test_a_break_plays_as_it_was_within_a_tick_and_leaves_no_gap():
    starts = (0.0, 0.26, 0.5, 0.74, 1.13)
    project, fitting = on_grid(starts, 2.0, 120.0)
    assert fitting.length == 16
    assert fitting.left_out == ()
    for number, start in enumerate(starts, start=1):
        (tick,) = ticks(project, f"s{number}")
        assert 0.0 <= start * 1920 - tick < 1.0
        assert {s.velocity for s in fitting.lanes[f"s{number}"].steps if s.plays} == {127}


@given(
    st.lists(st.floats(0.0, 3.99), min_size=1, max_size=40, unique=True).map(sorted),
    st.sampled_from((50.0, 54.0, 66.6, 75.0)),
    st.sampled_from((87.3, 120.0, 174.0)),
)
def test_a_break_plays_as_it_was_whatever_the_swing(starts, swing, bpm):
    project, fitting = on_grid(starts, 4.0, bpm, Project(swing=swing))
    for number, start in enumerate(starts, start=1):
        if number not in fitting.left_out:
            assert ticks(project, f"s{number}") == [pytest.approx(start * bpm * 16, abs=1.0)]


@pytest.mark.parametrize(
    ("beats", "meter", "steps"),
    [
        (4, "4/4", 16),
        (16, "4/4", 64),
        (2, "4/4", 8),
        (5, "4/4", 32),
        (3, "3/4", 12),
        (6, "6/8", 24),
    ],
)
def test_the_pattern_lasts_as_long_as_the_bars_of_the_loop(beats, meter, steps):
    for late in (-0.002, 0.0, 0.01):
        _, fitting = on_grid([0.0], beats * 0.5 + late, 120.0, Project(meter=meter))
        assert fitting.length == steps


def test_a_longer_beat_is_not_cut_off_by_the_slices_of_a_loop():
    beat = Pattern(length=32, lanes={"kick": Lane(steps=(Step(velocity=100),))})
    project, _ = on_grid([0.0, 0.5], 2.0, 120.0, Project(patterns={"A1": beat}))
    found = project.pattern("A1")
    assert found.length == 32
    assert {found.lane(pad).length for pad in ("s1", "s2")} == {16}
    assert found.lane("kick") == beat.lane("kick")


def test_what_comes_after_128_steps_is_said():
    starts = [float(n) for n in range(20)]
    project, fitting = on_grid(starts, 20.0, 120.0)
    assert fitting.length == 128
    assert fitting.left_out == (17, 18, 19, 20)
    assert ticks(project, "s16") == [15 * 1920]


def test_slices_without_a_pad_are_said():
    fitting = fit_slices(Project(), "A1", ["a"], Cut((0.0, 0.5), 1.0, 120.0))
    assert fitting.left_out == (2,)


def test_two_slices_of_one_pad_in_one_step_are_said():
    fitting = fit_slices(Project(), "A1", ["a", "a"], Cut((0.0, 0.01), 1.0, 120.0))
    assert fitting.left_out == (2,)


def test_a_hit_just_before_the_end_stays_in_the_last_step():
    project, fitting = on_grid([0.0, 1.99], 2.0, 120.0)
    assert fitting.left_out == ()
    assert ticks(project, "s2") == [pytest.approx(1.99 * 1920, abs=1.0)]
    assert len(project.pattern("A1").lane("s2").steps) == 16


def test_other_lanes_stay_and_old_hits_of_the_slices_go():
    before = sketch(kick="x...x...", s1="xxxxxxxxxxxxxxxx")
    project, _ = on_grid([0.0, 0.5], 2.0, 120.0, before)
    assert project.pattern("A1").lane("kick") == before.pattern("A1").lane("kick")
    assert step(project, 0, "s1").plays
    assert not step(project, 1, "s1").plays

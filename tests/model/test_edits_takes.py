"""What a hand played, brought to the grid and taken over, whole and undamaged."""

import pytest
from grids import grid, sketch, step

from padsketch.errors import UsageError
from padsketch.model import Lane, Pattern, Step, edits
from padsketch.model.edits import Cell
from padsketch.model.recording import Take
from padsketch.model.step import GLYPH_STEPS

KICK = Cell("kick", 0)


def played(**lanes):
    rows = {pad: Lane(steps=tuple(map(GLYPH_STEPS.get, text))) for pad, text in lanes.items()}
    return Take(pattern="A1", number=1, at=1, played=Pattern(lanes=rows))


def with_details(**changes):
    return edits.set_details(sketch(kick="x"), "A1", KICK, **changes)


@pytest.mark.parametrize(("nudge", "left"), [(40, 20), (-40, -20), (0, 0)])
def test_quantising_by_half_halves_the_nudge(nudge, left):
    project = edits.quantise_steps(with_details(nudge=nudge), "A1", [KICK], 50)
    assert step(project, 0).nudge == left


def test_quantising_changes_nothing_else():
    project = with_details(nudge=30, chance=50, rolls=3)
    quantised = edits.quantise_steps(project, "A1", [KICK, Cell("snare", 3)], 100)
    assert step(quantised, 0) == Step(velocity=100, chance=50, rolls=3)
    assert edits.quantise_steps(quantised, "A1", [KICK], 100) is quantised


def test_playing_over_a_step_keeps_what_the_hand_cannot_say():
    project = edits.set_lock(with_details(chance=50, rolls=2), "A1", KICK, "cutoff", 800.0)
    project = edits.set_lock(project, "A1", KICK, "tune", 7.0)
    hand = Step(velocity=64, nudge=-12, length=2.5)
    over = step(edits.overdub_steps(project, "A1", {KICK: hand}), 0)
    assert over == Step(
        velocity=64, nudge=-12, length=2.5, chance=50, rolls=2, locks=(("cutoff", 800.0),)
    )


def test_the_tune_of_the_hand_replaces_the_one_that_was_locked():
    project = edits.set_lock(with_details(), "A1", KICK, "tune", 7.0)
    hand = Step(velocity=64, locks=(("tune", -3.0),))
    assert step(edits.overdub_steps(project, "A1", {KICK: hand}), 0).locks == (("tune", -3.0),)


def test_one_lane_of_a_take_replaces_that_lane_only():
    project = sketch(kick="xxxx", snare="..x")
    comp = edits.replace_with_take(project, played(kick=".X..X", snare="X"), ["kick"])
    assert grid(comp) == ".X..X..........."
    assert grid(comp, "snare") == "..x............."


def test_a_layer_leaves_what_is_there():
    project = sketch(kick="x.x")
    assert grid(edits.layer_take(project, played(kick=".XX"), ["kick"])) == "xXX............."


def test_the_length_of_a_lane_is_its_own_and_not_the_takes():
    project = edits.set_lane_length(sketch(kick="x"), "A1", "kick", 12)
    comp = edits.replace_with_take(project, played(kick="X"), ["kick"])
    assert comp.pattern("A1").lane("kick").length == 12


@pytest.mark.parametrize("edit", [edits.replace_with_take, edits.layer_take])
def test_a_take_of_another_grid_is_refused_with_a_way_out(edit):
    with pytest.raises(UsageError, match="steps of 1/16") as error:
        edit(sketch(step="1/8T"), played(kick="X"), ["kick"])
    assert ", g" in error.value.hint

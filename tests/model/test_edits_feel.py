import pytest
from grids import sketch, step
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model import Project
from padsketch.model import edits as ed
from padsketch.model.edits import Cell
from padsketch.model.grooves import Accent, Feel, feel_of_places

HATS = sketch(hat="x" * 16)
CELLS = [Cell("hat", at) for at in range(16)]
SWUNG = Feel(name="58", timing=(0.0, 0.16))


def nudges(project, count=4):
    return [step(project, at, "hat").nudge for at in range(count)]


def velocities(project, count=4):
    return [step(project, at, "hat").velocity for at in range(count)]


def test_a_feel_makes_the_second_step_late():
    assert nudges(ed.apply_feel(HATS, "A1", CELLS, SWUNG)) == [0, 38, 0, 38]


def test_half_the_strength_goes_half_the_way():
    assert nudges(ed.apply_feel(HATS, "A1", CELLS, SWUNG, 50)) == [0, 19, 0, 19]
    assert ed.apply_feel(HATS, "A1", CELLS, SWUNG, 0) is HATS


def test_a_feel_sounds_the_same_whatever_the_swing():
    swung = ed.set_pattern_swing(HATS, "A1", 58)
    assert nudges(ed.apply_feel(swung, "A1", CELLS, SWUNG)) == [0, 0, 0, 0]
    more = ed.set_pattern_swing(HATS, "A1", 66)
    assert nudges(ed.apply_feel(more, "A1", CELLS, SWUNG)) == [0, -38, 0, -38]


def test_steps_between_the_places_lie_between():
    fine = sketch(step="1/32", hat="x" * 16)
    assert nudges(ed.apply_feel(fine, "A1", CELLS, SWUNG)) == [0, 19, 38, 19]


def test_a_feel_without_timing_leaves_the_time_alone():
    nudged = ed.set_details(HATS, "A1", CELLS[1], nudge=33)
    felt = ed.apply_feel(nudged, "A1", CELLS, Feel(name="soft", velocity=(1.0, 0.5)))
    assert nudges(felt) == [0, 33, 0, 0]
    assert velocities(felt) == [100, 50, 100, 50]


offsets = st.lists(st.integers(-230, 230), min_size=16, max_size=16)


@given(offsets, st.sampled_from([50.0, 54.0, 62.5, 75.0]))
def test_an_extracted_feel_put_back_changes_no_time(ticks, swing):
    project = ed.set_swing(HATS, swing)
    for cell, nudge in zip(CELLS, ticks, strict=True):
        late = 240 * (2 * swing / 100 - 1) * (cell.step % 2)
        fitting = round(min(max(nudge, -220 - late), 220 - late))
        project = ed.set_details(project, "A1", cell, nudge=fitting)
    feel = ed.extract_feel(project, "A1", ["hat"], "mine")
    assert ed.apply_feel(project, "A1", CELLS, feel, velocity=0) == project
    straight = ed.humanise(project, "A1", CELLS, ticks=100)
    assert ed.apply_feel(straight, "A1", CELLS, feel, velocity=0) == project


def test_accents_are_extracted_and_put_on_another_lane():
    accented = ed.set_velocity(HATS, "A1", CELLS[::4], 127)
    feel = ed.extract_feel(accented, "A1", ["hat"], "mine")
    assert velocities(ed.apply_feel(HATS, "A1", CELLS, feel)) == [119, 94, 94, 94]


def test_louder_lanes_say_more_about_the_time():
    both = sketch(length=1, kick="X", hat="1")
    late = ed.set_details(both, "A1", Cell("kick", 0), nudge=24)
    feel = ed.extract_feel(late, "A1", ["kick", "hat"], "mine")
    assert feel.timing[0] == pytest.approx(0.1 * 127 / (127 + 14), abs=1e-4)


def test_silence_has_no_feel():
    with pytest.raises(UsageError):
        ed.extract_feel(Project(), "A1", ["kick"], "mine")


def test_the_average_of_what_was_played_is_neither_hard_nor_soft():
    feel = feel_of_places("mine", "1/16", [[(0.1, 100), (-0.1, 100)], [(0.2, 50)], []])
    assert feel.timing == pytest.approx((0.0, 0.2, 0.0))
    assert feel.velocity == pytest.approx((1.2, 0.6, 1.0))


def test_accents_pull_velocities_as_far_as_they_may():
    beat = Accent(name="beat", levels=(1.0, 0.0, 0.5, 0.0))
    assert velocities(ed.set_accents(HATS, "A1", CELLS, beat, 60, 120)) == [120, 60, 90, 60]
    assert velocities(ed.set_accents(HATS, "A1", CELLS, beat, 60, 120, 50)) == [110, 80, 95, 80]
    assert ed.set_accents(HATS, "A1", CELLS, beat, 60, 120, 0) is HATS


def test_a_lane_that_is_rotated_or_fast_is_accented_where_it_is_heard():
    beat = Accent(name="beat", levels=(1.0, 0.0, 0.0, 0.0))
    rotated = ed.set_lane_options(HATS, "A1", "hat", rotation=1)
    assert velocities(ed.set_accents(rotated, "A1", CELLS, beat, 60, 120)) == [60, 60, 60, 120]
    fast = ed.set_lane_options(HATS, "A1", "hat", speed="2")
    assert velocities(ed.set_accents(fast, "A1", CELLS, beat, 60, 120), 9) == [
        120, 120, 60, 60, 60, 60, 60, 60, 120,
    ]  # fmt: skip
    backward = ed.set_lane_options(HATS, "A1", "hat", direction="backward")
    assert velocities(ed.set_accents(backward, "A1", CELLS, beat, 60, 120)) == [60, 60, 60, 120]


def test_the_feel_of_a_short_lane_is_heard_over_the_whole_pattern():
    project = ed.set_lane_options(sketch(length=8, hat="X.x."), "A1", "hat", length=4, rotation=1)
    late = ed.set_details(project, "A1", CELLS[0], nudge=48)
    feel = ed.extract_feel(late, "A1", ["hat"], "mine")
    assert feel.timing == (0.0, 0.2, 0.0, 0.0, 0.0, 0.2, 0.0, 0.0)

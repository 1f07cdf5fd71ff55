from grids import grid, sketch, step
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model import edits as ed
from padsketch.model.edits import Cell

BEAT = ed.set_details(sketch(kick="X..x..x.........o", hat="x.x"), "A1", Cell("kick", 3), nudge=30)
KICK = [Cell("kick", at) for at in range(16)]


def test_a_lane_turns_and_its_details_go_along():
    turned = ed.rotate_steps(BEAT, "A1", KICK, 1)
    assert grid(turned) == ".X..x..x........o"
    assert step(turned, 4).nudge == 30
    assert grid(ed.rotate_steps(BEAT, "A1", KICK, -1)) == "..x..x.........Xo"
    assert grid(turned, "hat") == grid(BEAT, "hat")


@given(st.integers(-300, 300))
def test_a_lane_that_is_turned_back_is_as_it_was(by):
    assert ed.rotate_steps(ed.rotate_steps(BEAT, "A1", KICK, by), "A1", KICK, -by) == BEAT
    assert ed.rotate_steps(BEAT, "A1", KICK, 16) is BEAT


def test_a_lane_backwards():
    back = ed.reverse_steps(BEAT, "A1", KICK)
    assert grid(back) == ".........x..x..Xo"
    assert step(back, 12).nudge == 30
    assert ed.reverse_steps(back, "A1", KICK) == BEAT


def test_a_part_of_a_lane_backwards():
    assert grid(ed.reverse_steps(BEAT, "A1", KICK[:4])) == "x..X..x.........o"

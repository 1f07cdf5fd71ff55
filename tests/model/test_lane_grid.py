"""Where a hit lands: on the step that its lane plays nearest to it, and how far from it."""

import pytest
from grids import sketch

from padsketch.errors import UsageError
from padsketch.model import Lane, Pattern
from padsketch.model.lane_grid import Spot, lane_grid

STEP = 240_000


def grid(swing=50.0, length=16, step="1/16", **options):
    pattern = Pattern(length=length, step=step, lanes={"kick": Lane(**options)})
    return lane_grid(pattern, "kick", swing)


def test_a_hit_just_before_the_one_lands_on_the_one():
    assert grid().quantised(16 * STEP - STEP // 3, 100) == Spot(16, 0)
    assert grid().written(16) == 0
    assert grid().cycle(16) == 1


def test_a_late_hit_of_the_count_in_lands_on_the_one():
    assert grid().quantised(-STEP // 3, 100) == Spot(0, 0)
    assert grid().quantised(-STEP // 3, 0) == Spot(0, -80)


@pytest.mark.parametrize(("strength", "nudge"), [(0, 40), (25, 30), (50, 20), (100, 0)])
def test_strength_takes_its_share_of_the_way(strength, nudge):
    assert grid().quantised(3 * STEP + 40_000, strength) == Spot(3, nudge)


def test_the_grid_is_swung():
    swung = grid(swing=66.0)
    assert swung.position(1) == STEP * 132 // 100
    assert swung.quantised(STEP, 0) == Spot(1, -77)
    assert swung.quantised(STEP * 132 // 100, 0) == Spot(1, 0)
    assert swung.quantised(STEP // 2, 100) == Spot(0, 0)


def test_the_lanes_own_swing_counts():
    own = Pattern(swing=60.0, lanes={"kick": Lane(swing=75.0)})
    assert lane_grid(own, "kick", 50.0).position(1) == STEP * 3 // 2
    assert lane_grid(own, "snare", 50.0).position(1) == STEP * 6 // 5


@pytest.mark.parametrize("step", ["1/8T", "1/16T", "1/32T"])
def test_triplets_have_their_own_grid(step):
    found = grid(step=step, length=12)
    places = [found.quantised(found.position(n) + 5_000, 100).place for n in range(24)]
    assert places == list(range(24))


def test_five_four_begins_anew_after_its_twenty_steps():
    five = grid(length=20)
    assert five.quantised(20 * STEP - 1, 100).place == 20
    assert (five.written(20), five.cycle(20)) == (0, 1)


def test_a_lane_of_its_own_length_runs_on_over_the_pattern():
    assert [grid(length=16, rotation=0).written(n) for n in (15, 16, 17)] == [15, 0, 1]
    own = lane_grid(Pattern(lanes={"kick": Lane(length=12)}), "kick", 50.0)
    assert [own.written(n) for n in (11, 12, 16)] == [11, 0, 4]


def test_a_hit_is_written_where_its_lane_is_heard_then():
    assert grid(rotation=3).written(3) == 0
    assert grid(direction="backward").written(0) == 15
    assert [grid(direction="ping-pong").written(n) for n in (0, 15, 16, 31)] == [0, 15, 15, 0]
    assert grid(speed="2").quantised(STEP // 2, 100) == Spot(1, 0)
    assert grid(speed="1/2").quantised(3 * STEP, 0) == Spot(2, -230)


def test_a_lane_that_plays_at_random_says_why_it_cannot():
    with pytest.raises(UsageError, match="at random"):
        grid(direction="random").written(0)


def test_the_first_place_of_a_pass_is_not_before_it():
    odd = grid(length=5, speed="3/4")
    starts = [odd.first_place(cycle) for cycle in range(4)]
    assert starts == [0, 4, 8, 12]
    assert [odd.cycle(place) for place in starts] == [0, 1, 2, 3]
    assert [odd.cycle(place - 1) for place in starts[1:]] == [0, 1, 2]


def test_what_has_been_passed_ends_behind_what_is_heard():
    swung = grid(swing=75.0)
    assert [swung.end(at) for at in (-1, 0, STEP, STEP * 3 // 2, 2 * STEP)] == [0, 1, 1, 2, 3]


def test_the_default_is_the_grid_that_is_seen():
    assert lane_grid(sketch(kick="x").pattern("A1"), "kick", 50.0) == grid()

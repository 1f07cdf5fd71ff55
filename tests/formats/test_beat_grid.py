from hypothesis import given
from hypothesis import strategies as st

from padsketch.formats.beats.beat_draft import Grid
from padsketch.formats.beats.grid import SPEEDS, Ruler, fit
from padsketch.model import Lane, Pattern
from padsketch.model.lane_grid import lane_grid
from padsketch.model.pattern import STEP_TICKS
from strategies import swings


@given(st.sampled_from(sorted(STEP_TICKS)), swings, st.sampled_from(SPEEDS), st.integers(1, 32))
def test_places_are_where_the_engine_plays_them(step, swing, speed, length):
    ruler = Ruler.of(Grid(step, swing), length * STEP_TICKS[step], speed)
    if ruler is None:
        return
    lane = Lane(speed=speed, length=ruler.places, swing=swing if speed == "1" else 50.0)
    grid = lane_grid(Pattern(length=length, step=step, lanes={"a": lane}), "a", 50.0)
    heard = [(2 * grid.position(place) + 1000) // 2000 for place in range(ruler.places)]
    assert [ruler.tick(place) for place in range(ruler.places)] == heard
    assert [ruler.nearest(tick) for tick in heard] == list(range(ruler.places))


@given(st.sets(st.integers(-50, 3839), max_size=24), swings)
def test_every_note_has_its_place_and_keeps_its_time(ticks, swing):
    rising = sorted(ticks)
    found = fit(rising, 3840, Grid("1/16", swing))
    kept = [(tick, placed) for tick, placed in zip(rising, found.places, strict=True) if placed]
    assert [found.ruler.tick(placed.place) + placed.nudge for _, placed in kept] == [
        tick for tick, _ in kept
    ]
    assert all(abs(placed.nudge) <= 230 for _, placed in kept)
    places = [placed.place for _, placed in kept]
    assert places == sorted(set(places))
    assert found.lost == len(rising) - len(kept)


def test_a_lane_is_no_faster_than_it_must_be():
    grid = Grid("1/16", 50.0)
    assert fit([0, 240, 720], 3840, grid).speed == "1"
    assert fit([0, 259, 720], 3840, grid).speed == "1"
    assert fit([0, 160, 320], 3840, grid).speed == "3/2"
    assert fit([0, 120, 240], 3840, grid).speed == "2"
    assert fit([0, 60, 120, 180], 3840, grid).speed == "4"
    assert fit([0, 30, 60, 90], 3840, grid).speed == "8"


def test_two_notes_near_one_step_take_its_neighbours():
    found = fit([230, 250], 3840, Grid("1/16", 50.0))
    assert [placed for placed in found.places if placed] == [(0, 230), (1, 10)]


def test_notes_for_which_there_is_no_room_are_counted():
    assert fit(list(range(0, 3840, 20)), 3840, Grid("1/16", 50.0)).lost == 192 - 128

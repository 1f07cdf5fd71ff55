from grids import grid, sketch, step
from hypothesis import given
from hypothesis import strategies as st

from padsketch.model import REST, Project
from padsketch.model import edits as ed
from padsketch.model.edits import Cell, Weights
from padsketch.model.grooves import Accent, Feel
from strategies import patterns

GROOVE = sketch(kick="X..x..x...X..x..", snare="..o.X..o..o.X..o", hat="x3x3x3x3x3x3x3x3")
ALL = [Cell(pad, at) for pad in ("kick", "snare", "hat") for at in range(16)]
takes = st.integers(1, 500)
percents = st.floats(0, 100)


def each(project):
    return {
        (pad, at): step(project, at, pad) for pad in ("kick", "snare", "hat") for at in range(16)
    }


def hits(project):
    return {place: found for place, found in each(project).items() if found.plays}


@given(st.integers(0, 60), st.integers(0, 200), takes)
def test_what_is_humanised_stays_near_what_was_written(velocity, ticks, take):
    before, after = each(GROOVE), each(ed.humanise(GROOVE, "A1", ALL, velocity, ticks, take))
    for place, found in after.items():
        written = before[place]
        assert found.plays == written.plays
        assert abs(found.velocity - written.velocity) <= velocity
        assert abs(found.nudge) <= ticks


def test_humanising_moves_both_ways_and_every_hit_on_its_own():
    nudges = [found.nudge for found in hits(ed.humanise(GROOVE, "A1", ALL, 0, 40)).values()]
    assert min(nudges) < -10 < 10 < max(nudges)
    assert len(set(nudges)) > len(nudges) // 2


def test_humanising_by_nothing_is_no_edit():
    assert ed.humanise(GROOVE, "A1", ALL, 0, 0) is GROOVE


@given(percents, takes)
def test_anchors_stay_whatever_is_varied(amount, take):
    varied = each(ed.vary(GROOVE, "A1", ALL, amount, take))
    before = each(GROOVE)
    anchors = [(pad, at) for pad, at in hits(GROOVE) if at % 4 == 0]
    loud = [("kick", 10), ("snare", 4), *(("hat", at) for at in range(0, 16, 2))]
    for place in (*anchors, *loud):
        assert varied[place] == before[place]


@given(percents, takes)
def test_a_varied_lane_depends_on_no_other(amount, take):
    kick = [cell for cell in ALL if cell.pad == "kick"]
    alone = ed.vary(GROOVE, "A1", kick, amount, take)
    together = ed.vary(GROOVE, "A1", ALL, amount, take)
    assert grid(alone) == grid(together)
    assert grid(alone, "hat") == grid(GROOVE, "hat")


def test_varying_drops_moves_rolls_and_adds_ghosts():
    takes = [each(ed.vary(GROOVE, "A1", ALL, 100, take)) for take in range(1, 30)]
    kick = [{at for at in range(16) if take["kick", at].plays} for take in takes]
    assert any(3 not in places and {2, 4} & places for places in kick)
    assert any(not {2, 3, 4} & places for places in kick)
    assert any(take["kick", 6].rolls > 1 for take in takes)
    assert any(0 < take["snare", 1].velocity <= 45 for take in takes)
    assert any(take["snare", 2] == REST for take in takes)


def test_nothing_varies_by_nothing_and_silence_stays():
    assert ed.vary(GROOVE, "A1", ALL, 0) is GROOVE
    empty = sketch(kick="....")
    assert ed.vary(empty, "A1", [Cell("kick", at) for at in range(16)], 100) is empty


def test_a_take_can_be_had_again():
    assert ed.vary(GROOVE, "A1", ALL, 60, 5) == ed.vary(GROOVE, "A1", ALL, 60, 5)
    takes = {grid(ed.vary(GROOVE, "A1", ALL, 60, take), "snare") for take in range(1, 20)}
    assert len(takes) > 10


@st.composite
def edited(draw):
    pattern = draw(patterns())
    cells = [
        Cell(pad, at) for pad in pattern.lanes for at in range(min(pattern.lane_length(pad), 16))
    ]
    project = Project(patterns={"A1": pattern}, meter=draw(st.sampled_from(["4/4", "7/8", "12/8"])))
    return project, cells, draw(takes)


def check(project):
    """Every step is one that a file can hold."""
    assert (
        ed.put_steps(
            project,
            "A1",
            {
                Cell(pad, at): found
                for pad, lane in project.pattern("A1").lanes.items()
                for at, found in enumerate(lane.steps)
            },
        )
        is project
    )


@given(edited(), percents, st.integers(0, 127))
def test_whatever_is_written_can_be_kept_in_a_file(found, percent, number):
    project, cells, take = found
    offset = percent / 105
    feel = Feel(name="any", timing=(0.0, offset, -offset), velocity=(0.0, 2.0))
    writings = [
        (ed.fill_euclid, number % 9, number % 8 + 1, number, number),
        (ed.randomise, percent, Weights(), number, number, take),
        (ed.thin_out, percent, take),
        (ed.humanise, number, 10 * number, take),
        (ed.vary, percent, take),
        (ed.reverse_steps,),
        (ed.rotate_steps, number),
        (ed.set_accents, Accent(name="any", levels=(1.0, 0.0)), 1, number, percent),
        (ed.apply_feel, feel, percent, percent),
    ]
    for write, *args in writings:
        check(write(project, "A1", cells, *args))

import pytest
from grids import grid, sketch, step
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import UsageError
from padsketch.model import REST, Project, Step
from padsketch.model import edits as ed
from padsketch.model.edits import Cell
from padsketch.model.step import GLYPH_STEPS
from padsketch.storage import project_from_text, project_to_text
from strategies import PADS, projects, steps


def test_a_step_can_be_drawn_on_an_empty_page():
    project = ed.put_step(Project(), "A1", Cell("kick", 4), GLYPH_STEPS["X"])

    assert grid(project) == "....X..........."


def test_an_edit_changes_no_value_that_was_there_before():
    before = sketch(kick="X...", snare="..X.")
    text = project_to_text(before)
    after = ed.toggle_step(before, "A1", Cell("kick", 0))

    assert project_to_text(before) == text
    assert after.pattern("A1").lane("snare") is before.pattern("A1").lane("snare")


def test_toggling_twice_is_as_if_nothing_had_happened():
    before = sketch(kick="X...")
    once = ed.toggle_step(before, "A1", Cell("kick", 3))

    assert step(once, 3) == Step(velocity=100)
    assert ed.toggle_step(once, "A1", Cell("kick", 3)) == before


def test_a_rest_with_details_keeps_them_when_it_begins_to_play():
    resting = ed.set_details(sketch(kick="X..."), "A1", Cell("kick", 2), chance=30)
    playing = ed.toggle_step(resting, "A1", Cell("kick", 2), velocity=80)

    assert not step(resting, 2).plays
    assert step(playing, 2) == Step(velocity=80, chance=30)


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: ed.put_step(p, "A1", Cell("kick", 0), GLYPH_STEPS["X"]),
        lambda p: ed.put_steps(p, "A1", {}),
        lambda p: ed.put_step(p, "A1", Cell("tom", 3), REST),
        lambda p: ed.clear_steps(p, "A1", [Cell("kick", 1), Cell("tom", 1)]),
        lambda p: ed.change_velocity(p, "A1", [Cell("kick", 1), Cell("kick", 0)], 5),
        lambda p: ed.set_velocity(p, "A1", [Cell("kick", 0)], 127),
        lambda p: ed.set_details(p, "A1", Cell("kick", 0), chance=100),
        lambda p: ed.set_lock(p, "A1", Cell("kick", 0), "tune", None),
        lambda p: ed.clear_lane(p, "A1", "tom"),
        lambda p: ed.clear_lane(p, "B1", "tom"),
        lambda p: ed.set_lane_length(p, "A1", "tom", None),
        lambda p: ed.set_pattern_length(p, "A1", 16),
        lambda p: ed.set_step_size(p, "A1", "1/16"),
        lambda p: ed.paste_clip(p, "A1", Cell("kick", 0), ed.Clip(), ["kick"]),
        lambda p: ed.paste_pattern(p, "A1", p.pattern("A1")),
        lambda p: ed.set_bpm(p, 120),
        lambda p: ed.set_swing(p, 50),
        lambda p: ed.set_kit(p, "eight"),
        lambda p: ed.set_title(p, "Untitled"),
        lambda p: ed.set_song(p, ()),
        lambda p: ed.set_bus(p, "master", level_db=0),
        lambda p: ed.set_channel(p, "kick", pan=0),
        ed.clear_mutes,
        ed.clear_solos,
    ],
)
def test_an_edit_without_effect_gives_the_same_object_and_no_undo_entry(edit):
    project = sketch(kick="X")

    assert edit(project) is project


def test_velocities_stop_at_the_ends_and_rests_stay_rests():
    cells = [Cell("kick", at) for at in range(3)]
    project = sketch(kick="Xo.")

    louder = ed.change_velocity(project, "A1", cells, 100)
    softer = ed.change_velocity(project, "A1", cells, -200)
    assert [step(louder, at).velocity for at in range(3)] == [127, 127, 0]
    assert [step(softer, at).velocity for at in range(3)] == [1, 1, 0]
    assert [step(ed.set_velocity(project, "A1", cells, 64), at).velocity for at in range(3)] == [
        *(64, 64, 0),
    ]


def test_clearing_takes_the_details_too():
    detailed = ed.set_details(sketch(kick="X..."), "A1", Cell("kick", 0), rolls=3)

    assert step(ed.clear_steps(detailed, "A1", [Cell("kick", 0)]), 0) is REST


def test_an_emptied_lane_stays_in_its_place():
    emptied = ed.clear_steps(sketch(kick="X", snare="X"), "A1", [Cell("kick", 0)])

    assert list(emptied.pattern("A1").lanes) == ["kick", "snare"]


def test_details_out_of_range_come_to_the_nearest_end():
    project = ed.set_details(
        sketch(kick="X"),
        "A1",
        Cell("kick", 0),
        chance=900,
        nudge=-999,
        rolls=0,
        ramp=101,
        length=500,
    )

    assert step(project, 0) == Step(
        velocity=127, chance=100, nudge=-230, rolls=1, ramp=100, length=128.0
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"when": "5:4"},
        {"when": "maybe"},
        {"roll_rate": "1/64"},
        {"length": float("nan")},
        {"chance": "often"},
        {"chance": 50.5},
        {"colour": 1},
        {"locks": ()},
    ],
)
def test_details_that_make_no_sense_are_refused(changes):
    with pytest.raises(UsageError) as caught:
        ed.set_details(sketch(kick="X"), "A1", Cell("kick", 0), **changes)

    assert caught.value.hint


def test_locks_are_clamped_sorted_and_freed():
    project = sketch(kick="X")
    for name, value in (("tune", -99), ("cutoff", 800), ("pan", 0.5), ("pan", -0.5)):
        project = ed.set_lock(project, "A1", Cell("kick", 0), name, value)

    assert step(project, 0).locks == (("cutoff", 800.0), ("pan", -0.5), ("tune", -48.0))
    freed = ed.set_lock(project, "A1", Cell("kick", 0), "pan", None)
    assert step(freed, 0).locks == (("cutoff", 800.0), ("tune", -48.0))
    with pytest.raises(UsageError):
        ed.set_lock(project, "A1", Cell("kick", 0), "tuna", 1)


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        ("Z1", Cell("kick", 0)),
        ("A17", Cell("kick", 0)),
        ("A1", Cell("kick", -1)),
        ("A1", Cell("kick", 128)),
        ("A1", Cell("Kick!", 0)),
        ("A1", Cell("", 0)),
    ],
)
def test_a_place_that_no_file_could_name_is_refused(pattern, cell):
    with pytest.raises(UsageError):
        ed.toggle_step(Project(), pattern, cell)


@pytest.mark.parametrize(
    ("start", "every", "expected"),
    [
        (0, 4, "x...x...x...x..."),
        (2, 3, "XXx..x..x..x..x."),
        (15, 9, "XXXXXXXXXXXXXXXx"),
        (0, 1, "xxxxxxxxxxxxxxxx"),
        (16, 2, "XXXXXXXXXXXXXXXX"),
    ],
)
def test_a_hit_every_n_steps_begins_at_the_cursor_and_spares_what_is_before(start, every, expected):
    project = ed.fill_every(sketch(kick="X" * 16), "A1", "kick", start, every, 100)

    assert grid(project) == expected


def test_filling_ends_where_the_lane_ends():
    short = ed.set_lane_length(Project(), "A1", "hat", 5)

    assert grid(ed.fill_every(short, "A1", "hat", 0, 2), "hat") == "x.x.x"


def test_a_hit_every_zero_steps_is_refused():
    with pytest.raises(UsageError):
        ed.fill_every(Project(), "A1", "kick", 0, 0)


@given(projects(), st.sampled_from(PADS), st.integers(0, 127), steps(max_nudge=999))
def test_whatever_is_edited_can_be_saved_and_read_again(project, pad, at, step):
    cell = Cell(pad, at)
    project = ed.put_step(project, "A1", cell, step)
    project = ed.change_velocity(project, "A1", [cell], 7)
    project = ed.double_pattern(project, "A1")
    project = ed.set_step_size(project, "A1", "1/32T")
    project = ed.toggle_mute(ed.toggle_solo(project, pad), pad)
    project = ed.set_lane_options(project, "A1", pad, rotation=-3, speed="3/4", swing=61.239)

    assert project_from_text(project_to_text(project)) == project

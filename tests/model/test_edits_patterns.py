import pytest
from grids import grid, sketch, step

from padsketch.errors import UsageError
from padsketch.model import Channel, Project, Section
from padsketch.model import edits as ed
from padsketch.model.edits import Cell

PADS = ["kick", "snare", "hat"]


def test_a_doubled_pattern_plays_the_same_twice():
    doubled = ed.double_pattern(sketch(length=4, kick="X..x"), "A1")

    assert doubled.pattern("A1").length == 8
    assert grid(doubled) == "X..xX..x"


def test_doubling_stops_at_128_steps():
    doubled = ed.double_pattern(sketch(length=100, kick="X" + "." * 98 + "o"), "A1")

    assert doubled.pattern("A1").length == 128
    assert grid(doubled) == "X" + "." * 98 + "oX" + "." * 27
    assert ed.double_pattern(doubled, "A1") is doubled


def test_doubling_leaves_a_lane_with_its_own_length_alone():
    project = ed.set_lane_length(sketch(length=4, hat="x.o"), "A1", "hat", 3)
    doubled = ed.double_pattern(project, "A1")

    assert doubled.pattern("A1").lane("hat") == project.pattern("A1").lane("hat")


def test_a_shorter_pattern_remembers_what_was_behind_its_end():
    project = sketch(kick="X" * 16)
    back = ed.set_pattern_length(ed.set_pattern_length(project, "A1", 4), "A1", 16)

    assert back == project


@pytest.mark.parametrize(("asked", "length"), [(0, 1), (-5, 1), (64, 64), (500, 128)])
def test_a_pattern_has_1_to_128_steps(asked, length):
    assert ed.set_pattern_length(Project(), "A1", asked).pattern("A1").length == length


def test_a_finer_grid_brings_nudges_into_its_steps():
    nudged = ed.set_details(sketch(kick="X"), "A1", Cell("kick", 0), nudge=200)

    assert step(ed.set_step_size(nudged, "A1", "1/32"), 0).nudge == 115
    with pytest.raises(UsageError):
        ed.set_step_size(nudged, "A1", "1/5")


def test_lane_options_out_of_range_are_clamped_or_refused():
    project = ed.set_lane_options(
        sketch(kick="X"), "A1", "kick", length=999, swing=10, rotation=-999, direction="ping-pong"
    )
    lane = project.pattern("A1").lane("kick")

    assert (lane.length, lane.swing, lane.rotation, lane.direction) == (
        128,
        50.0,
        -127,
        "ping-pong",
    )
    for changes in ({"speed": "5"}, {"direction": "up"}, {"steps": ()}):
        with pytest.raises(UsageError):
            ed.set_lane_options(project, "A1", "kick", **changes)


def test_a_cleared_lane_keeps_its_options():
    project = ed.set_lane_length(sketch(kick="X"), "A1", "kick", 12)
    cleared = ed.clear_lane(project, "A1", "kick")

    assert grid(cleared) == "." * 12


def rectangle(pads, start, end):
    return [Cell(pad, at) for pad in pads for at in range(start, end)]


def test_a_copied_rectangle_is_pasted_with_its_rests():
    project = sketch(kick="X.x.", snare=".o..")
    clip = ed.copy_cells(project, "A1", rectangle(["kick", "snare"], 0, 3))
    pasted = ed.paste_clip(sketch(snare="X" * 16), "A1", Cell("snare", 4), clip, PADS)

    assert grid(pasted, "snare") == "XXXXX.xXXXXXXXXX"
    assert grid(pasted, "hat") == ".....o.........."


def test_a_clip_is_cut_at_the_edges_of_the_grid():
    clip = ed.copy_cells(sketch(kick="XXXX", snare="XXXX"), "A1", rectangle(PADS[:2], 0, 4))
    pasted = ed.paste_clip(sketch(), "A1", Cell("hat", 14), clip, PADS)

    assert list(pasted.pattern("A1").lanes) == ["hat"]
    assert grid(pasted, "hat") == "..............XX"


def test_cells_that_were_not_copied_are_not_pasted():
    clip = ed.copy_cells(sketch(kick="X.X"), "A1", [Cell("kick", 0), Cell("kick", 2)])

    assert grid(ed.paste_clip(sketch(kick="oooo"), "A1", Cell("kick", 0), clip, PADS)) == (
        "XoX" + "o" + "." * 12
    )


def test_a_clip_keeps_what_it_held_when_its_source_changes():
    project = sketch(kick="X")
    clip = ed.copy_cells(project, "A1", [Cell("kick", 0)])
    emptied = ed.clear_lane(project, "A1", "kick")

    assert ed.paste_clip(emptied, "A1", Cell("kick", 0), clip, PADS) == project


def test_pasting_on_a_lane_that_is_not_shown_is_refused():
    with pytest.raises(UsageError):
        ed.paste_clip(Project(), "A1", Cell("tom", 0), ed.Clip(), PADS)


def test_a_pattern_is_copied_with_everything():
    project = ed.set_pattern_name(sketch(length=7, step="1/8T", kick="X"), "A1", "verse")
    pasted = ed.paste_pattern(project, "C3", ed.copy_pattern(project, "A1"))

    assert pasted.pattern("C3") == project.pattern("A1")
    with pytest.raises(UsageError):
        ed.paste_pattern(project, "Q1", project.pattern("A1"))


def test_mute_and_solo_toggle_and_clear():
    project = ed.toggle_mute(ed.toggle_solo(Project(), "kick"), "snare")

    assert project.mixer == {"kick": Channel(solo=True), "snare": Channel(mute=True)}
    assert ed.clear_mutes(ed.clear_solos(project)) == Project()
    assert ed.toggle_solo(ed.toggle_mute(project, "snare"), "kick") == Project()


def test_the_mixer_stays_in_its_range():
    project = ed.set_channel(Project(), "kick", level_db=99, pan=-7)

    assert project.channel("kick") == Channel(level_db=12.0, pan=-1.0)
    assert ed.set_bus(project, "master", level_db=-999).master.level_db == -96.0
    for changes in ({"mute": 1}, {"pan": "left"}, {"gain": 1.0}, {"level_db": float("nan")}):
        with pytest.raises(UsageError):
            ed.set_channel(project, "kick", **changes)


def test_tempo_and_swing_stay_in_their_range_and_grain():
    project = ed.set_swing(ed.set_bpm(Project(), 97.12349), 54.126)

    assert (project.bpm, project.swing) == (97.123, 54.13)
    assert ed.set_bpm(project, 1e9).bpm == 400.0
    assert ed.set_swing(project, 0).swing == 50.0
    assert ed.set_seed(project, -1).seed == 0
    with pytest.raises(UsageError):
        ed.set_bpm(project, float("nan"))


def test_names_that_no_file_can_hold_are_refused_at_once():
    for edit in (ed.set_title, ed.set_kit):
        with pytest.raises(UsageError):
            edit(Project(), "caf\udce9")
    for kit in ("", "a\0b"):
        with pytest.raises(UsageError):
            ed.set_kit(Project(), kit)


def test_a_song_names_patterns_that_can_be():
    intro = Section(section="Intro", pattern="A1", repeats=5000, transpose=99.0, bpm=5.0)
    project = ed.set_song(Project(), [intro])

    assert project.song == (
        Section(section="Intro", pattern="A1", repeats=999, transpose=48.0, bpm=20.0),
    )
    for wrong in (
        Section(section="", pattern="Q1"),
        Section(section="", pattern="A1", mute=("!",)),
    ):
        with pytest.raises(UsageError):
            ed.set_song(Project(), [wrong])


def test_a_blended_paste_gets_both_steps_and_stays_within_the_lane():
    clip = ed.copy_cells(sketch(kick="oXo"), "A1", [Cell("kick", at) for at in range(3)])
    seen = []

    def blend(there, copied):
        seen.append((there.velocity, copied.velocity))
        return there

    target = sketch(length=16, hat="." * 14 + "xx")
    pasted = ed.paste_clip(target, "A1", Cell("hat", 14), clip, PADS, blend)
    assert seen == [(100, 50), (100, 127)]
    assert pasted is target


def test_a_meter_is_kept_within_what_a_file_can_hold():
    assert ed.set_meter(Project(), 7, 8).meter == "7/8"
    assert ed.set_meter(Project(), 0, 16).meter == "1/16"
    assert ed.set_meter(Project(), 1000, 2).meter == "99/2"
    project = Project()
    assert ed.set_meter(project, 4, 4) is project
    with pytest.raises(UsageError):
        ed.set_meter(project, 4, 5)

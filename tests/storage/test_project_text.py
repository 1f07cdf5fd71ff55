from datetime import UTC, datetime
from textwrap import dedent

import pytest
from hypothesis import given

from padsketch.errors import InvalidFile, UsageError
from padsketch.model import REST, Channel, Lane, Master, Pattern, Project, Section, Step
from padsketch.model.step import GLYPH_STEPS
from padsketch.storage import project_from_text, project_to_text
from strategies import brought, projects

HEAD = 'format = "padsketch-project"\nversion = 1\n'

NIGHT_BUS = dedent("""\
    format = "padsketch-project"
    version = 1
    title = "Night Bus"
    bpm = 92.0
    meter = "4/4"
    key = "C minor"
    swing = 54.0
    seed = 7
    kit = "dust"

    [patterns.A1]
    length = 16
    step = "1/16"

    [patterns.A1.lanes]
    kick  = "X..x..x...X....."
    snare = "....X.......X..3"
    hat   = "xoxoxoxoxoxo"

    [[patterns.A1.locks]]
    lane = "snare"
    step = 16
    velocity = 43
    chance = 60
    when = "2:4"
    nudge = -20
    rolls = 3
    tune = -2.0

    [patterns.A1.lane_options.hat]
    length = 12

    [[song]]
    section = "Intro"
    pattern = "A1"
    repeats = 4
    mute = ["snare"]

    [mute_groups]
    1 = ["hat", "snare"]

    [mixer.kick]
    level_db = -3.0

    [master]
    level_db = -1.5
    """)


def project(text=""):
    return project_from_text(HEAD + dedent(text))


def a1(text=""):
    return project(text).patterns["A1"]


@given(projects(brought()))
def test_saving_loses_nothing(sketch):
    assert project_from_text(project_to_text(sketch)) == sketch


@given(projects(brought()))
def test_a_project_that_is_saved_again_does_not_change_its_text(sketch):
    text = project_to_text(sketch)

    assert project_to_text(project_from_text(text)) == text


def test_the_text_is_read_as_the_music_that_it_says():
    sketch = project_from_text(NIGHT_BUS)
    pattern = sketch.patterns["A1"]

    assert (sketch.title, sketch.bpm, sketch.swing, sketch.seed) == ("Night Bus", 92.0, 54.0, 7)
    assert [step.velocity for step in pattern.lane("kick").steps] == [
        *(127, 0, 0, 100, 0, 0, 100, 0, 0, 0, 127),
    ]
    assert pattern.lane("snare").step(15) == Step(
        velocity=43, chance=60, when="2:4", nudge=-20, rolls=3, locks=(("tune", -2.0),)
    )
    assert pattern.lane_length("hat") == 12
    assert sketch.song == (Section(section="Intro", pattern="A1", repeats=4, mute=("snare",)),)
    assert sketch.mixer == {"kick": Channel(level_db=-3.0)}
    assert sketch.master == Master(level_db=-1.5)


def test_the_text_is_written_as_a_person_would_write_it():
    assert project_to_text(project_from_text(NIGHT_BUS)) == NIGHT_BUS


def test_moving_one_hit_is_one_line_of_a_diff():
    sketch = project_from_text(NIGHT_BUS)
    pattern = sketch.patterns["A1"]
    kick = Lane(steps=pattern.lane("kick").steps[:6])
    lanes = {**pattern.lanes, "kick": kick}
    moved = Project(
        **{name: getattr(sketch, name) for name in sketch.__struct_fields__ if name != "patterns"},
        patterns={"A1": Pattern(lanes=lanes)},
    )
    before, after = NIGHT_BUS.splitlines(), project_to_text(moved).splitlines()

    assert [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]] == [
        ('kick  = "X..x..x...X....."', 'kick  = "X..x............"'),
    ]


def test_blanks_and_bars_are_only_for_the_eye():
    spaced = a1('[patterns.A1.lanes]\nkick = "X... |.... | x... |..X."')
    plain = a1('[patterns.A1.lanes]\nkick = "X.......x.....X."')

    assert spaced == plain


def test_plain_steps_are_shared_and_not_made_anew():
    steps = a1('[patterns.A1.lanes]\nkick = "X.x.o.1."').lane("kick").steps

    assert all(any(step is shared for shared in GLYPH_STEPS.values()) for step in steps)


def test_an_empty_lane_is_still_there_and_an_absent_one_still_absent():
    empty = Project(patterns={"A1": Pattern(lanes={"kick": Lane()})})
    text = project_to_text(empty)

    assert 'kick = "................"' in text
    assert "snare" not in text
    assert project_from_text(text).patterns["A1"].lanes == {"kick": Lane()}


def test_steps_behind_the_end_of_a_pattern_are_kept():
    text = '[patterns.A1]\nlength = 4\n[patterns.A1.lanes]\nkick = "X...x"'

    assert 'kick = "X...x"' in project_to_text(project(text))


def test_lanes_keep_their_order_and_patterns_stand_in_theirs():
    lanes = {name: Lane() for name in ("snare", "kick", "hat")}
    sketch = Project(patterns={name: Pattern(lanes=lanes) for name in ("B1", "A10", "A2")})
    read = project_from_text(project_to_text(sketch))

    assert list(read.patterns) == ["A2", "A10", "B1"]
    assert list(read.patterns["A2"].lanes) == ["snare", "kick", "hat"]


def test_a_lock_on_a_rest_keeps_its_details_but_plays_nothing():
    step = a1('[[patterns.A1.locks]]\nlane = "kick"\nstep = 3\nchance = 20').lane("kick").step(2)

    assert step == Step(chance=20)
    assert not step.plays


def test_a_lock_with_a_velocity_makes_a_rest_play():
    lane = a1('[[patterns.A1.locks]]\nlane = "kick"\nstep = 3\nvelocity = 9').lane("kick")

    assert lane.steps == (REST, REST, Step(velocity=9))


def test_whole_numbers_may_stand_where_a_fraction_could():
    sketch = project("bpm = 92\nswing = 54\n[mixer.kick]\nlevel_db = -3")

    assert (sketch.bpm, sketch.swing, sketch.channel("kick").level_db) == (92.0, 54.0, -3.0)


def test_tempo_and_swing_are_kept_as_finely_as_they_are_played():
    sketch = project("bpm = 92.12349\nswing = 54.126")

    assert (sketch.bpm, sketch.swing) == (92.123, 54.13)


def test_unknown_things_under_x_are_kept_as_they_are():
    sketch = project("""
        [x]
        colour = "red"
        when = 2024-02-29T12:30:00Z
        [x.other.tool]
        list = [1, [2.5, "a"], { b = true }]
    """)

    assert sketch.x == {
        "colour": "red",
        "when": datetime(2024, 2, 29, 12, 30, tzinfo=UTC),
        "other": {"tool": {"list": [1, [2.5, "a"], {"b": True}]}},
    }
    assert project_from_text(project_to_text(sketch)) == sketch


def test_a_number_with_more_digits_than_python_prints_is_kept():
    sketch = project("x.big = 0x" + "f" * 5000)

    assert project_from_text(project_to_text(sketch)).x == {"big": 16**5000 - 1}


@pytest.mark.parametrize("title", ['"', "\\", "a\nb", "\x00\x1b[31m\x7f", "[x]", "\u2028", "🥁"])
def test_no_title_can_break_the_file(title):
    assert project_from_text(project_to_text(Project(title=title))).title == title


def test_what_cannot_be_seen_is_written_so_that_a_diff_shows_it():
    text = project_to_text(Project(title="a\u202eb\x9b\U000e0041 \u2028é🥁"))

    assert r'title = "a\u202eb\u009b\U000e0041 \u2028é🥁"' in text


def test_a_name_that_no_file_can_hold_is_refused_in_words():
    with pytest.raises(UsageError, match="cannot be written"):
        project_to_text(Project(title="caf\udce9"))


def test_a_newer_version_is_read_as_far_as_it_is_understood():
    newer = project_from_text(
        'format = "padsketch-project"\nversion = 7\ntitle = "Later"\nbpm = "fast"\nnews = 1\n'
        '[patterns.A1.lanes]\nkick = "X?.."\nsnare = "..X."'
    )

    assert (newer.version, newer.title, newer.bpm) == (7, "Later", 120.0)
    assert list(newer.patterns["A1"].lanes) == ["snare"]


def test_another_file_of_a_newer_version_is_still_no_project():
    with pytest.raises(InvalidFile, match="format"):
        project_from_text('format = "padsketch-kit"\nversion = 7')

"""Compiling: what the engine is given is what the project says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle import name_key
from padsketch.model import (
    PATTERN_NAMES,
    Channel,
    Kit,
    Lane,
    Layer,
    Master,
    Pad,
    Pattern,
    Project,
    Section,
    Step,
)
from padsketch.model.chance import lane_key
from padsketch.model.parameters import LOCKS, MASTER, TRACK
from padsketch.score import Compiler, bar_positions, compile_score
from strategies import PADS, projects

TABLES = ("patterns", "lanes", "steps", "locks", "sections", "pads", "layers", "tracks")
NUMBERS = ("seed", "millibpm", "delay", "reverb", "master")


def kit_of(*names):
    return Kit(name="test", pads=tuple(Pad(id=n, name=n, layers=(Layer(file=n),)) for n in names))


KIT = kit_of(*PADS)


def assert_same(score, other):
    for table in TABLES:
        np.testing.assert_array_equal(getattr(score, table), getattr(other, table), table)
    for number in NUMBERS:
        assert getattr(score, number) == getattr(other, number)


def lanes_of(score, name):
    row = score.patterns[PATTERN_NAMES.index(name)]
    return score.lanes[row["first_lane"] : row["first_lane"] + row["n_lanes"]]


def steps_of(score, lane):
    return score.steps[lane["first_step"] : lane["first_step"] + lane["n_steps"]]


def locks_of(score, step):
    rows = score.locks[step["first_lock"] : step["first_lock"] + step["n_locks"]]
    return [(list(LOCKS)[row["parameter"]], float(row["value"])) for row in rows]


@given(st.lists(st.tuples(projects(), st.sampled_from((KIT, kit_of("snare", "kick")))), max_size=5))
@settings(max_examples=30)
def test_what_was_compiled_before_does_not_shine_through(edits):
    compiler = Compiler()
    for project, kit in edits:
        assert_same(compiler.compile(project, kit), compile_score(project, kit))


@given(projects())
@settings(max_examples=40)
def test_every_step_is_found_where_its_lane_says(project):
    score = compile_score(project, KIT)
    for name, pattern in project.patterns.items():
        played = [pad for pad in PADS if pad in pattern.lanes]
        lanes = lanes_of(score, name)
        assert [PADS[row["pad"]] for row in lanes] == played
        for pad, row in zip(played, lanes, strict=True):
            rows = steps_of(score, row)
            assert len(rows) == pattern.lane_length(pad)
            written = [pattern.lane(pad).step(n).velocity for n in range(len(rows))]
            assert rows["velocity"].tolist() == written


@given(projects())
@settings(max_examples=40)
def test_no_lock_is_given_to_another_step(project):
    score = compile_score(project, KIT)
    for name, pattern in project.patterns.items():
        for row in lanes_of(score, name):
            lane = pattern.lane(PADS[row["pad"]])
            for n, step in enumerate(steps_of(score, row)):
                wanted = [key for key, _ in lane.step(n).locks]
                assert [key for key, _ in locks_of(score, step)] == wanted


def test_locks_go_in_in_their_own_units():
    step = Step(velocity=1, locks=(("cutoff", 500.0), ("level_db", -20.0), ("tune", -2.5)))
    project = Project(patterns={"B3": Pattern(lanes={"kick": Lane(steps=(step,))})})
    score = compile_score(project, KIT)
    locks = locks_of(score, steps_of(score, lanes_of(score, "B3")[0])[0])
    assert locks == [("cutoff", 500.0), ("level_db", -20.0), ("tune", -2.5)]


def test_a_lane_without_a_pad_is_left_out():
    pattern = Pattern(lanes={"kick": Lane(), "theremin": Lane(steps=(Step(velocity=1),))})
    score = compile_score(Project(patterns={"A1": pattern}), KIT)
    assert len(lanes_of(score, "A1")) == 1


def test_a_condition_is_given_with_its_numbers_and_its_negation():
    steps = (Step(velocity=1, when="!2:3"), Step(velocity=1, when="fill"), Step(velocity=1))
    project = Project(patterns={"A1": Pattern(lanes={"kick": Lane(steps=steps)})})
    rows = compile_score(project, KIT).steps[:3]
    kinds = [tuple(int(row[f]) for f in ("condition", "negated", "a", "b")) for row in rows]
    assert kinds == [(1, 1, 2, 3), (2, 0, 0, 0), (0, 0, 0, 0)]


def test_a_solo_of_a_pad_that_the_kit_has_not_silences_nobody():
    project = Project(mixer={"theremin": Channel(solo=True)})
    assert compile_score(project, KIT).tracks["audible"].all()


def test_levels_go_in_as_decibels():
    project = Project(mixer={"kick": Channel(level_db=-96.0)}, master=Master(level_db=-96.0))
    score = compile_score(project, KIT)
    level = list(TRACK).index("level_db")
    assert score.tracks["values"][:, level].tolist() == [-96, 0, 0, 0, 0]
    assert score.master[list(MASTER).index("level_db")] == -96


def test_a_section_mutes_its_own_pads():
    song = (
        Section(section="", pattern="A2", mute=("snare", "open", "theremin"), bpm=90.5),
        Section(section="", pattern="H16", repeats=7),
    )
    sections = compile_score(Project(song=song), KIT).sections
    assert sections["mute"].tolist() == [0b1010, 0]
    assert sections["pattern"].tolist() == [1, 127]
    assert sections["millibpm"].tolist() == [90_500, 0]
    assert sections["repeats"].tolist() == [1, 7]


def test_pads_that_share_a_file_share_its_sample():
    layers = (Layer(file="a", velocity=(1, 60)), Layer(file="b", velocity=(61, 127)))
    kit = Kit(
        name="test",
        pads=(
            Pad(id="p", name="p", layers=layers),
            Pad(id="q", name="q", layers=layers[1:], mode="gate", choke=3),
        ),
    )
    score = compile_score(Project(), kit)
    assert score.layers["sample"].tolist() == [0, 1, 1]
    assert score.pads["first_layer"].tolist() == [0, 2]
    assert score.pads["mode"].tolist() == [0, 1]
    assert kit.files == ("a", "b")


@pytest.mark.parametrize(
    ("meter", "quarters"), [("4/4", 4), ("6/8", 3), ("7/16", 1.75), ("1/1", 4)]
)
def test_a_bar_is_as_long_as_its_meter(meter, quarters):
    assert bar_positions(meter) == quarters * 960_000


def test_the_chance_of_a_lane_hangs_on_its_name():
    assert [lane_key(pad) for pad in PADS] == [name_key(pad) for pad in PADS]
    assert lane_key("a") == 0xE40C292C  # the published test vector of FNV-1a

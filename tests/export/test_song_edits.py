"""Edits play what the song plays, hit by hit, and end at bar lines."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.engine.player import SONG_ONCE
from padsketch.export.foresight import song_hits
from padsketch.export.length import song_frames
from padsketch.export.pack.edits import (
    cut_song,
    edits_of,
    first_bar,
    first_hit,
    from_section,
    fullest_section,
)
from padsketch.model import Channel, Kit, Lane, Layer, Pad, Pattern, Project, Section, Step
from padsketch.model.pattern import DIRECTIONS, SPEEDS
from padsketch.score import compile_score
from padsketch.units import POSITIONS_PER_QUARTER

RATE = 8_000
BAR = 4 * POSITIONS_PER_QUARTER
PADS = ("kick", "snare", "hat")
KIT = Kit(name="k", pads=tuple(Pad(id=p, name=p, layers=(Layer(file=p),)) for p in PADS))


def hits(project, frames):
    """What is played before a frame, in order: when, on which pad, how loud."""
    tables = song_hits(compile_score(project, KIT), RATE, SONG_ONCE, frames)
    return [
        (int(row["frame"]), int(row["pad"]), int(row["velocity"]))
        for table in tables
        for row in table
    ]


def steps():
    return st.builds(
        Step,
        velocity=st.sampled_from((0, 60, 127)),
        chance=st.sampled_from((40, 100)),
        when=st.sampled_from(("", "1:2", "!first", "prev", "neighbour", "2:3")),
    )


def lanes():
    return st.builds(
        Lane,
        steps=st.lists(steps(), min_size=1, max_size=16).map(tuple),
        length=st.none() | st.integers(1, 20),
        speed=st.sampled_from(SPEEDS),
        rotation=st.integers(-3, 3),
        direction=st.sampled_from(DIRECTIONS),
    )


def songs():
    patterns = st.builds(
        Pattern,
        length=st.sampled_from((8, 12, 15, 16, 24, 32, 48, 64)),
        lanes=st.dictionaries(st.sampled_from(PADS), lanes(), min_size=1),
    )
    sections = st.builds(
        Section,
        section=st.just(""),
        pattern=st.sampled_from(("A1", "A2")),
        repeats=st.integers(1, 5),
        bpm=st.none() | st.just(171.0),
        fill=st.booleans(),
    )
    return st.builds(
        Project,
        swing=st.sampled_from((50.0, 61.0)),
        patterns=st.fixed_dictionaries({"A1": patterns, "A2": patterns}),
        song=st.lists(sections, min_size=1, max_size=3).map(tuple),
    )


@given(songs())
def test_an_edit_plays_what_the_song_plays_up_to_its_end(project):
    for edit in list(edits_of(project, RATE, song_frames(project, RATE)))[:12]:
        assert hits(edit.project, edit.frames) == hits(project, edit.frames)


def song(*sections, **patterns):
    made = [Section(section=name, pattern=name, repeats=repeats) for name, repeats in sections]
    return Project(song=tuple(made), patterns=patterns)


def pattern(length=16, **lanes):
    return Pattern(
        length=length,
        lanes={
            pad: Lane(steps=tuple(Step(velocity=100 * (sign == "x")) for sign in text))
            for pad, text in lanes.items()
        },
    )


def test_edits_end_at_every_bar_line_that_is_short_enough():
    project = song(("A1", 3), ("A2", 2), A1=pattern(), A2=pattern(32))
    bar = song_frames(project, RATE) // 7
    edits = list(edits_of(project, RATE, 5 * bar))
    assert [edit.bars for edit in edits] == [1, 2, 3, 4, 5]
    assert [edit.frames for edit in edits] == [bar * n for n in range(1, 6)]
    assert [edit.ends_phrase for edit in edits] == [False, False, False, True, False]


def test_the_last_edit_is_the_song_itself():
    project = song(("A1", 3), ("A2", 2), A1=pattern(), A2=pattern(32))
    *_, last = edits_of(project, RATE, song_frames(project, RATE))
    assert last.project == project


def test_a_pattern_that_was_heard_whole_is_never_made_shorter():
    """It stands in the project once: what is cut at the end would be cut before as well."""
    project = song(("A1", 1), ("A1", 1), A1=pattern(32))
    assert [edit.bars for edit in edits_of(project, RATE, 10**9)] == [1, 2, 4]
    assert cut_song(project, 3 * BAR) is None


def test_a_pattern_that_would_be_too_long_is_cut_between_its_passes():
    project = song(("A1", 4), A1=pattern(64))
    bars = [edit.bars for edit in edits_of(project, RATE, 10**9)]
    assert bars == [1, 2, 3, 4, 5, 6, 7, 8, 12, 16]


def test_the_fullest_section_is_the_one_in_which_most_is_heard():
    project = song(
        ("A1", 1),
        ("A2", 1),
        ("A3", 1),
        A1=pattern(kick="x...x...", snare="....x", hat="x"),
        A2=pattern(kick="x...x...x...x...", hat="xxxxxxxxxxxxxxxx"),
        A3=pattern(32, kick="x...x...x...x...x...x...x", hat="x.x.x"),
    )
    assert fullest_section(project) == 1
    muted = msgspec.structs.replace(project, mixer={"hat": Channel(mute=True)})
    assert fullest_section(muted) == 1
    alone = msgspec.structs.replace(project, mixer={"snare": Channel(solo=True)})
    assert fullest_section(alone) == 0
    assert [section.pattern for section in from_section(project, 1).song] == ["A2", "A3"]


@pytest.mark.parametrize(
    "fuller",
    [
        pytest.param({"step": "1/32"}, id="in shorter steps"),
        pytest.param({"length": 4}, id="in a shorter pattern"),
    ],
)
def test_a_section_is_fuller_when_the_same_comes_faster(fuller):
    plain = pattern(8, kick="x...")
    faster = msgspec.structs.replace(plain, **fuller)
    assert fullest_section(song(("A1", 1), ("A2", 1), A1=plain, A2=faster)) == 1


def test_a_sting_is_the_first_bar_or_the_first_hit_of_a_section():
    project = song(("A1", 1), ("A2", 4), A1=pattern(), A2=pattern(32, hat="..x.x", snare="..x"))
    bar = first_bar(project, 1)
    assert song_frames(bar, RATE) == song_frames(project, RATE) // 9
    assert [hit[1] for hit in hits(bar, 100_000)] == [1, 2, 2]
    hit = first_hit(project, 1)
    assert hits(hit, 100_000) == [(0, 1, 100), (0, 2, 100)]


@pytest.mark.parametrize("details", [{"chance": 0}, {"when": "2:2"}, {"nudge": 30}, {"rolls": 4}])
def test_a_sting_is_certain_and_single(details):
    lane = Lane(steps=(Step(velocity=90, **details),))
    project = song(("A1", 1), A1=Pattern(lanes={"kick": lane}))
    assert hits(first_hit(project, 0), 100_000) == [(0, 0, 90)]


def test_a_section_without_a_hit_has_no_sting():
    assert first_hit(song(("A1", 1), A1=pattern(kick="....")), 0) is None

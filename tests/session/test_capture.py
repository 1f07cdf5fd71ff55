"""What is captured of a performance plays it again: nothing lost, nothing twice."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from padsketch.engine.player import AT_BAR, AT_ONCE
from padsketch.export.course import song_course
from padsketch.model import PATTERN_NAMES, Lane, Pattern, Project, Section, Step, edits
from padsketch.session import Session
from padsketch.session.capture import Capture, Glance, Scene, Span, captured

BAR = 16 * 240 * 1000
RATE = 48_000
BLOCK = 1600
"""Frames of a thirtieth of a second: what passes between two looks of the screen."""
HIT = Lane(steps=(Step(velocity=100),))
LANES = {"kick": HIT, "snare": HIT, "hat": Lane()}
PROJECT = Project(
    bpm=120.0,
    kit="eight",
    patterns={
        "A1": Pattern(lanes=LANES, name="Beat"),
        "A2": Pattern(length=8, lanes=LANES),
        "A3": Pattern(length=32, lanes=LANES),
    },
)


@dataclass
class Stage:
    """A session whose engine is driven block by block, the screen looking after each."""

    session: Session

    def play(self, bars: float) -> None:
        """Let so many bars of 4/4 at 120 pass."""
        for _ in range(round(bars * 2 * RATE / BLOCK)):
            self.session.player.render(BLOCK)
            self.session.tick()

    def captured(self) -> list[tuple[str, int, tuple[str, ...], bool]]:
        """End the capture; what it has added to the song."""
        before = len(self.session.project.song)
        self.session.arranging.end_capture()
        song = self.session.project.song[before:]
        return [(s.pattern, s.repeats, s.mute, s.fill) for s in song]


@pytest.fixture
def stage() -> Iterator[Stage]:
    session = Session(PROJECT, rate=RATE)
    session.load_kit()
    session.arranging.capture()
    yield Stage(session)
    session.close()


def test_a_pattern_that_played_four_times_is_one_section(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(4)
    assert stage.captured() == [("A1", 4, (), False)]
    assert stage.session.project.song[-1].section == "Beat"


def test_a_queued_pattern_is_a_section_of_its_own(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1.5)
    stage.session.player.queue(PATTERN_NAMES.index("A3"))
    stage.play(2.3)
    stage.session.player.queue(PATTERN_NAMES.index("A1"), AT_BAR)
    stage.play(1.2)
    assert stage.captured() == [("A1", 2, (), False), ("A3", 1, (), False), ("A1", 1, (), False)]


def test_a_pattern_that_was_jumped_to_counts_by_the_passes_that_it_played(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1.25)
    stage.session.player.queue(PATTERN_NAMES.index("A2"), AT_ONCE)
    stage.play(1.75)
    # A quarter of the second pass is no pass; of A2, which was entered in its middle, half is one.
    assert stage.captured() == [("A1", 1, (), False), ("A2", 4, (), False)]


def test_a_mute_splits_the_section_where_a_pass_begins(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1.9)
    stage.session.edit("mute", edits.toggle_mute, "snare")
    stage.play(2.2)
    stage.session.edit("mute", edits.toggle_mute, "snare")
    stage.play(0.9)
    assert stage.captured() == [
        ("A1", 2, (), False),
        ("A1", 2, ("snare",), False),
        ("A1", 1, (), False),
    ]


def test_a_solo_mutes_the_others_and_a_pad_that_rests_is_no_mute(stage: Stage) -> None:
    stage.session.edit("solo", edits.toggle_solo, "kick")
    stage.session.edit("mute", edits.toggle_mute, "hat")
    stage.session.play_pattern()
    stage.play(1)
    assert stage.captured() == [("A1", 1, ("snare",), False)]


def test_a_fill_makes_its_pass_a_fill_and_a_slip_of_the_finger_does_not(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1.7)
    stage.session.performing.hold_fill(True)
    stage.play(0.35)
    stage.session.performing.hold_fill(False)
    stage.play(0.95)
    assert stage.captured() == [("A1", 1, (), False), ("A1", 1, (), True), ("A1", 1, (), False)]


def test_sections_of_a_song_come_back_as_they_were(stage: Stage) -> None:
    song = (
        Section(section="In", pattern="A1", mute=("kick",), transpose=3.0),
        Section(section="Up", pattern="A2", repeats=2, bpm=240.0, fill=True),
    )
    stage.session.edit("song", edits.set_song, song)
    stage.session.play_song()
    stage.play(1.5)
    stage.session.stop()
    stage.session.arranging.end_capture()
    assert stage.session.project.song == (*song, *song)


def test_a_captured_song_has_the_hits_that_were_heard(stage: Stage) -> None:
    session = stage.session
    session.play_pattern()
    stage.play(2)
    before = session.tick().track_hits[1]
    session.edit("mute", edits.toggle_mute, "snare")
    stage.play(1)
    unheard = session.tick().track_hits[1] - before
    session.edit("mute", edits.toggle_mute, "snare")
    session.player.queue(PATTERN_NAMES.index("A2"))
    stage.play(2.5)
    session.stop()
    kick, snare, *_ = session.tick().track_hits
    session.arranging.end_capture()
    assert session.kit is not None
    written = song_course(session.project, session.kit, {}).hits.sum(axis=0)
    assert unheard == 1
    assert written[:2].tolist() == [kick, snare - unheard]


def test_a_capture_is_undone_as_one(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1)
    stage.session.player.queue(PATTERN_NAMES.index("A2"))
    stage.play(2)
    assert len(stage.captured()) == 2
    assert stage.session.undo() == "capture"
    assert stage.session.project == PROJECT


def test_what_was_stopped_and_played_again_is_two_sections(stage: Stage) -> None:
    stage.session.play_pattern()
    stage.play(1)
    stage.session.stop()
    stage.play(3)
    stage.session.play_pattern()
    stage.play(2)
    assert stage.captured() == [("A1", 1, (), False), ("A1", 2, (), False)]


def test_silence_and_less_than_half_a_pass_leave_the_song_alone(stage: Stage) -> None:
    stage.play(1)
    stage.session.play_pattern()
    stage.play(0.4)
    assert stage.captured() == []
    assert stage.session.undo() is None


SCENE = Scene("A1", -1, (), False)


def test_looks_may_lie_far_apart_without_losing_a_pass() -> None:
    capture = Capture(RATE)
    bar_frames = 2 * RATE
    capture.look(Glance(SCENE, 0, 0, 120_000))
    capture.look(Glance(SCENE._replace(pattern="A3"), BAR, 6 * bar_frames, 120_000))
    capture.look(None)
    sections = captured(PROJECT, capture.spans)
    assert [(s.pattern, s.repeats) for s in sections] == [("A1", 5), ("A3", 1)]


def test_more_passes_than_a_section_can_have_make_more_sections() -> None:
    sections = captured(PROJECT, [Span(SCENE, 0, 2000 * BAR, True)])
    assert [s.repeats for s in sections] == [999, 999, 2]

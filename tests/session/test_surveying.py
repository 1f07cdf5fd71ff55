"""The course of the song that is being edited: never that of another song, never in the way."""

import threading
from collections.abc import Iterator

import pytest

from padsketch.model import Pattern, Project, Section, edits
from padsketch.model.edits import Cell
from padsketch.session import Session

SONG = tuple(Section(section=name, pattern="A1") for name in ("In", "Out"))


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Project(kit="eight", patterns={"A1": Pattern()}, song=SONG))
    opened.load_kit()
    yield opened
    opened.close()


def hits(session: Session) -> list[int]:
    session.course()
    session.surveying.finish()
    course = session.course()
    assert course is not None
    return [int(passage.hits.sum()) for passage in course.passages]


def test_nothing_is_surveyed_before_somebody_looks(session: Session) -> None:
    session.edit_pattern("hit", edits.toggle_step, Cell("kick", 0))
    assert "survey" not in {thread.name for thread in threading.enumerate()}
    assert hits(session) == [1, 1]


def test_an_edit_is_seen_in_the_course(session: Session) -> None:
    assert hits(session) == [0, 0]
    session.edit_pattern("hit", edits.toggle_step, Cell("kick", 0))
    assert hits(session) == [1, 1]
    session.edit("mute", edits.toggle_section_mute, 1, "kick")
    assert hits(session) == [1, 0]
    session.undo()
    assert hits(session) == [1, 1]


def test_a_song_of_other_sections_never_has_the_course_of_the_one_before(session: Session) -> None:
    hits(session)
    session.edit("more", edits.duplicate_section, 0)
    course = session.course()
    assert course is None or len(course.passages) == 3
    assert hits(session) == [0, 0, 0]


def test_the_pads_of_another_kit_are_not_taken_for_those_of_this_one(session: Session) -> None:
    session.edit_pattern("hit", edits.toggle_step, Cell("crackle", 0))
    assert hits(session) == [0, 0]
    session.change_kit("dust")
    course = session.course()
    assert course is None or course.passages[0].hits.any()
    assert hits(session) == [1, 1]


def test_energy_is_there_once_the_samples_are(session: Session) -> None:
    session.edit_pattern("hit", edits.toggle_step, Cell("kick", 0))
    hits(session)
    course = session.course()
    assert course is not None
    assert course.passages[0].energy.all()


def test_a_sketch_without_a_kit_has_no_course_yet() -> None:
    assert Session(Project(song=SONG)).course() is None

"""Staying in a section and going on: where the song was left it goes on."""

from collections.abc import Iterator

import pytest

from padsketch.engine.snapshot import Snapshot
from padsketch.errors import UsageError
from padsketch.model import Pattern, Project, Section, edits
from padsketch.session import Session

RATE = 48_000
BAR = 2 * RATE
SONG = tuple(Section(section=name, pattern="A1") for name in "abc")


@pytest.fixture
def session() -> Iterator[Session]:
    opened = Session(Project(bpm=120.0, kit="eight", patterns={"A1": Pattern()}, song=SONG))
    opened.load_kit()
    yield opened
    opened.close()


def play(session: Session, bars: float) -> Snapshot:
    for _ in range(round(bars * BAR / 480)):
        session.player.render(480)
    return session.tick()


def test_a_section_that_is_stayed_in_plays_until_it_is_left(session: Session) -> None:
    session.play_song()
    play(session, 1.5)
    assert session.arranging.stay(0) == 1
    assert play(session, 4).section == 1
    assert session.arranging.go_on() == 2
    assert play(session, 1).section == 2
    assert play(session, 1).section == 0


def test_staying_can_be_taken_back_before_it_begins(session: Session) -> None:
    session.play_song()
    play(session, 0.5)
    session.arranging.stay(0)
    play(session, 0.1)
    assert session.arranging.is_staying
    assert session.arranging.go_on() == 1
    assert not play(session, 0.1).scene
    assert not session.arranging.is_staying
    assert play(session, 0.5).section == 1


def test_while_a_pattern_plays_the_section_in_front_is_stayed_in(session: Session) -> None:
    session.play_pattern()
    play(session, 0.5)
    assert session.arranging.stay(2) == 2
    assert play(session, 1).scene
    assert session.arranging.go_on() == 0


def test_a_scene_that_waits_behind_a_pattern_becomes_the_song(session: Session) -> None:
    session.play_pattern()
    play(session, 0.5)
    session.arranging.stay(1)
    play(session, 0.1)
    assert session.arranging.go_on() == 1
    assert play(session, 0.6).section == 1
    assert play(session, 1).section == 2


def test_staying_while_nothing_plays_begins_there(session: Session) -> None:
    play(session, 0.1)
    assert session.arranging.stay(1) == 1
    heard = play(session, 3)
    assert (heard.section, heard.scene) == (1, True)


def test_a_section_that_was_removed_while_it_sounds_is_not_stayed_in(session: Session) -> None:
    session.play_song()
    play(session, 2.5)
    session.edit("remove", edits.remove_section, 2)
    assert session.arranging.stay(1) == 1


def test_a_song_that_was_emptied_is_not_gone_on_with(session: Session) -> None:
    session.play_song()
    play(session, 0.5)
    session.edit("empty", edits.set_song, ())
    with pytest.raises(UsageError, match="empty"):
        session.arranging.go_on()

"""What takes long to know of a sound is found out behind the screen, once."""

import pytest

from padsketch.errors import UsageError
from padsketch.session import Session
from padsketch.session.sounds.looking import MOST_CHOPS
from padsketch.session.sounds.waves import Wave


@pytest.fixture
def session(small_project):
    session = Session.open(small_project)
    session.load_kit()
    yield session
    session.close()


def wave(session, file="kick.wav"):
    session.looking.wave(file)
    session.looking.waves.finish()
    return session.looking.wave(file)


def test_without_a_kit_nothing_can_be_looked_at(small_project):
    with pytest.raises(UsageError, match="not loaded"):
        Session.open(small_project).looking.wave("kick.wav")


def test_tempo_and_onsets_come_behind_the_screen(session):
    chop = session.looking.chop("kick.wav", wave(session))
    session.looking.finish()
    assert session.looking.is_known(chop)
    assert "heard" in vars(chop)
    assert session.looking.chop("kick.wav", wave(session)) is chop


def test_a_tempo_that_was_said_is_remembered_on_the_way_to_other_sounds(session):
    kick, snare = wave(session), wave(session, "snare.wav")
    session.looking.chop("kick.wav", kick).set_tempo(97.0)
    session.looking.chop("snare.wav", snare)
    assert session.looking.chop("kick.wav", kick).tempo.bpm == 97.0


def test_sounds_of_long_ago_are_let_go(session):
    found = wave(session)
    first = session.looking.chop("kick.wav", found)
    for _ in range(MOST_CHOPS):
        other = Wave(found.path, found.frames, found.rate, found.peaks, found.heard)
        session.looking.chop("kick.wav", other)
    session.looking.finish()
    assert session.looking.chop("kick.wav", found) is not first
    session.looking.finish()

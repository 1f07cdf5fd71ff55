"""Playing live: a fill that hangs, a pattern that lands elsewhere than was said."""

from contextlib import suppress

import pytest

from padsketch.engine.player import AT_BAR, AT_END, AT_ONCE
from padsketch.errors import RingFull, UsageError
from padsketch.session import Session
from padsketch.session.performing import LANDINGS
from padsketch.storage import project_from_text

BLOCK = 256
PROJECT = """\
format = "padsketch-project"
version = 1
bpm = 120.0
kit = "eight"

[patterns.A1]
length = 32
step = "1/16"

[patterns.A1.lanes]
kick = "x..............................."
snare = "....x...x...x...x...x...x...x..."

[[patterns.A1.locks]]
lane = "snare"
step = 5
when = "fill"

[patterns.A2]
length = 16
step = "1/16"

[patterns.A2.lanes]
kick = "x..............."

[[song]]
section = "Verse"
pattern = "A1"
"""
BAR = 2.0
"""Seconds of a bar at 120 BPM."""


@pytest.fixture
def session():
    opened = Session(project_from_text(PROJECT))
    opened.load_kit()
    yield opened
    opened.close()


def render(session, seconds):
    for _ in range(round(seconds * session.player.rate / BLOCK)):
        session.player.render(BLOCK)


def hits(session, pad="snare"):
    return session.player.snapshot().track_hits[session.kit.index(pad)]


def leave_no_room(session):
    """Send commands until the engine takes none."""
    with suppress(RingFull):
        while True:
            session.panic()


def only_the_fifth_step(session):
    """Play until behind the step that waits for a fill."""
    session.play_pattern()
    render(session, 0.75)
    return hits(session)


def test_a_fill_is_heard_while_it_is_held_and_not_after(session):
    assert only_the_fifth_step(session) == 0
    session.performing.hold_fill(True)
    assert only_the_fifth_step(session) == 1
    session.performing.hold_fill(False)
    assert only_the_fifth_step(session) == 1


def test_a_latched_fill_outlives_a_held_one(session):
    session.performing.latch_fill(True)
    session.performing.hold_fill(True)
    session.performing.hold_fill(False)
    assert session.performing.is_filling
    assert only_the_fifth_step(session) == 1
    session.performing.latch_fill(False)
    assert only_the_fifth_step(session) == 1


def test_a_fill_that_is_let_go_while_the_engine_takes_nothing_does_not_hang(session):
    session.performing.hold_fill(True)
    session.player.render(BLOCK)
    leave_no_room(session)
    with pytest.raises(RingFull):
        session.performing.hold_fill(False)
    session.player.render(BLOCK)
    session.tick()
    assert only_the_fifth_step(session) == 0


@pytest.mark.parametrize(("landing", "lands"), [("end", 2 * BAR), ("bar", BAR), ("once", 0.25)])
def test_a_queued_pattern_lands_where_it_was_told(session, landing, lands):
    session.performing.landing = landing
    session.play_pattern()
    render(session, 0.25)
    session.go_to_pattern("A2")
    while session.pattern == "A1":
        session.player.render(BLOCK)
        session.tick()
    seconds = session.player.snapshot().frame / session.player.rate
    assert seconds == pytest.approx(lands, abs=0.015)


def test_a_landing_that_is_chosen_later_does_not_change_what_is_said_of_the_queued_one(session):
    session.performing.landing = "bar"
    session.play_pattern()
    render(session, 0.1)
    session.go_to_pattern("A2")
    session.performing.landing = "end"
    assert session.performing.queued_landing == "bar"


def test_every_landing_of_the_engine_can_be_chosen():
    assert set(LANDINGS.values()) == {AT_END, AT_BAR, AT_ONCE}


def test_queueing_a_pattern_leaves_the_song(session):
    session.play_song()
    render(session, 0.1)
    session.go_to_pattern("A2")
    assert not session.song_mode


def test_a_scene_plays_over_and_over_once_it_has_landed(session):
    session.performing.landing = "bar"
    session.play_pattern()
    render(session, 0.5)
    session.performing.launch(0)
    render(session, 0.5)
    assert session.tick().queued_section == 0
    render(session, 5 * BAR)
    assert (session.tick().playing, session.tick().section) == (True, 0)


def test_a_scene_begins_at_once_while_nothing_plays(session):
    session.performing.launch(0)
    render(session, 0.1)
    assert (session.tick().playing, session.tick().section) == (True, 0)


def test_a_scene_that_is_not_in_the_song_is_refused(session):
    with pytest.raises(UsageError, match="no section 2"):
        session.performing.launch(1)


def test_note_repeat_that_is_switched_while_the_engine_takes_nothing_is_not_forgotten(session):
    session.player.render(BLOCK)
    leave_no_room(session)
    with pytest.raises(RingFull):
        session.performing.repeat(True)
    session.player.render(BLOCK)
    session.tick()
    session.play_pattern()
    session.player.hold(session.kit.index("snare"))
    render(session, 0.45)
    assert hits(session) == 4

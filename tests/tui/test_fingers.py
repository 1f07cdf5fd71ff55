import pytest

from padsketch.errors import RingFull
from padsketch.session import Session
from padsketch.tui.fingers import GATE_SECONDS, REPEAT_SECONDS, Fingers


class Player:
    """Writes down what it is told, in place of an engine."""

    def __init__(self):
        self.log = []

    def trigger(self, pad, velocity):
        self.log.append(("on", pad, velocity))

    def release(self, pad):
        self.log.append(("off", pad))


@pytest.fixture
def hands(small_project):
    """Fingers on the small kit (pads: four one-shots, organ a gate, drone a loop) and a clock."""
    session = Session.open(small_project)
    session.load_kit()
    session.player = Player()
    now = [100.0]
    fingers = Fingers(session, lambda: now[0])

    def later(seconds):
        now[0] += seconds
        fingers.tick()

    return fingers, session.player.log, later


def test_the_block_of_keys_is_the_block_of_pads(hands):
    fingers, log, _ = hands
    assert all(fingers.type(key) for key in "zxcva")
    assert [(pad, velocity) for _, pad, velocity in log] == [(pad, 100) for pad in range(5)]


def test_shift_is_an_accent(hands):
    fingers, log, _ = hands
    assert fingers.type("X")
    assert log == [("on", 1, 127)]


def test_a_key_without_a_pad_is_not_swallowed(hands):
    fingers, log, _ = hands
    assert not fingers.type("4")
    assert not fingers.type("j")
    fingers.bank = 1
    assert not fingers.type("z")
    assert log == []


def test_a_held_key_does_not_retrigger(hands):
    fingers, log, later = hands
    for _ in range(30):
        assert fingers.type("z")
        later(REPEAT_SECONDS / 2)
    assert log == [("on", 0, 100)]


def test_two_fast_hits_are_two_hits(hands):
    fingers, log, later = hands
    fingers.type("z")
    later(REPEAT_SECONDS * 1.5)
    fingers.type("z")
    assert len(log) == 2


def test_a_gate_ends_although_the_terminal_is_silent_about_keys(hands):
    fingers, log, later = hands
    fingers.type("a")
    later(GATE_SECONDS / 2)
    assert log == [("on", 4, 100)]
    later(GATE_SECONDS)
    assert log == [("on", 4, 100), ("off", 4)]


def test_a_gate_lasts_as_long_as_its_key_repeats(hands):
    fingers, log, later = hands
    for _ in range(100):
        fingers.type("a")
        later(REPEAT_SECONDS / 2)
    assert log == [("on", 4, 100)]
    later(GATE_SECONDS)
    assert log[-1] == ("off", 4)


def test_a_gate_ends_with_its_key_where_the_terminal_tells(hands):
    fingers, log, later = hands
    fingers.hears_releases = True
    fingers.type("a")
    later(60.0)
    assert log == [("on", 4, 100)]
    fingers.lift("a")
    assert log[-1] == ("off", 4)


def test_a_loop_ends_with_the_next_press(hands):
    fingers, log, later = hands
    fingers.type("s")
    later(60.0)
    fingers.type("s")
    assert log == [("on", 5, 100), ("off", 5)]


def test_nothing_hangs_when_the_terminal_loses_focus(hands):
    fingers, log, _ = hands
    fingers.hears_releases = True
    fingers.type("a")
    fingers.type("s")
    fingers.let_all_go()
    assert {("off", 4), ("off", 5)} <= set(log)


def test_a_key_after_an_opener_is_no_pad_until_the_screen_has_seen_it(hands):
    fingers, log, _ = hands
    fingers.openers = frozenset("n")
    fingers.hold_back("n")
    assert not fingers.type("z")
    fingers.dealt_with("n")
    assert fingers.type("z")
    assert log == [("on", 0, 100)]


def test_two_openers_need_two_answers(hands):
    fingers, _, _ = hands
    fingers.openers = frozenset("n")
    fingers.hold_back("n")
    fingers.hold_back("n")
    fingers.dealt_with("n")
    assert not fingers.type("z")


def test_a_full_ring_does_not_end_the_thread_that_reads_keys(hands):
    fingers, _, _ = hands

    def full(pad, velocity):
        raise RingFull("The engine takes no commands")

    fingers._session.player.trigger = full
    assert fingers.type("z")
    assert fingers.refusal.title == "The engine takes no commands"

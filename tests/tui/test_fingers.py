"""Sixteen keys: what they play, that nothing hangs, and that no key plays by itself."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from padsketch.errors import RingFull
from padsketch.model import edits
from padsketch.session import Session
from padsketch.tui.editing.rows import CAPS
from padsketch.tui.keyboard.fingers import (
    DELAY_SECONDS,
    GATE_SECONDS,
    MOUSE,
    REPEAT_SECONDS,
    ROLL_SECONDS,
    Fingers,
)
from padsketch.tui.keyboard.spread import SPREADS, Spread

BLOCK = 256
FIRST_REPEAT, NEXT_REPEAT = 0.5, 0.033
"""Seconds until a terminal repeats a key, and between repetitions."""
SIXTEENTH = 240_000
KICK, SNARE, ORGAN, DRONE = 0, 1, 4, 5
"""Pads of the small kit: two of its four one-shots, a gate, a loop."""


class Hands:
    """Fingers on a session whose engine is pulled by hand, with a clock of their own."""

    def __init__(self, session):
        self.session = session
        self.now = 100.0
        self.fingers = Fingers(session, lambda: self.now)
        self._played = []
        session.listeners.append(self._played.append)

    def later(self, seconds):
        """Time goes by on the screen."""
        self.now += seconds
        self.fingers.tick()

    def render(self, seconds):
        """Time goes by on the screen and in the engine."""
        for _ in range(round(seconds * self.session.player.rate / BLOCK)):
            self.session.player.render(BLOCK)
            self.later(BLOCK / self.session.player.rate)

    def keep_down(self, key, seconds):
        """A key is held on a terminal that repeats it, as terminals do: late, then fast."""
        self.fingers.type(key)
        self.render(FIRST_REPEAT)
        for _ in range(round((seconds - FIRST_REPEAT) / NEXT_REPEAT)):
            self.fingers.type(key)
            self.render(NEXT_REPEAT)

    @property
    def played(self):
        """What the engine told so far."""
        self.session.player.render(BLOCK)
        self.session.tick()
        return self._played

    @property
    def log(self):
        """What was played, as (pad, velocity) or (pad, "off")."""
        return [(p.pad, "off" if p.is_release else p.velocity) for p in self.played]

    @property
    def sounding(self):
        """What was played and never let go of."""
        lasts = {(p.pad, p.transpose): p.is_release for p in self.played}
        return {sound for sound, is_release in lasts.items() if not is_release}

    @property
    def positions(self):
        """Where the pads were hit, in thousandths of a tick of the pattern."""
        return [p.position for p in self.played if not p.is_release]

    @property
    def notes(self):
        """What was played, as (semitones, is a release)."""
        return [(p.transpose, p.is_release) for p in self.played]


@pytest.fixture
def hands(small_project):
    session = Session.open(small_project)
    session.load_kit()
    yield Hands(session)
    session.close()


def test_the_block_of_keys_is_the_block_of_pads(hands):
    assert all(hands.fingers.type(key) for key in "zxcva")
    assert hands.log == [(pad, 100) for pad in range(5)]


def test_shift_is_an_accent(hands):
    assert hands.fingers.type("X")
    assert hands.log == [(SNARE, 127)]


def test_a_key_without_a_pad_is_not_swallowed(hands):
    assert not hands.fingers.type("4")
    assert not hands.fingers.type("j")
    hands.fingers.bank = 1
    assert not hands.fingers.type("z")
    assert hands.log == []


def test_a_held_key_does_not_retrigger(hands):
    for _ in range(30):
        assert hands.fingers.type("z")
        hands.later(REPEAT_SECONDS / 2)
    assert hands.log == [(KICK, 100)]


def test_two_fast_hits_are_two_hits(hands):
    hands.fingers.type("z")
    hands.later(REPEAT_SECONDS * 1.5)
    hands.fingers.type("z")
    assert len(hands.log) == 2


def test_a_gate_ends_although_the_terminal_is_silent_about_keys(hands):
    hands.fingers.type("a")
    hands.later(GATE_SECONDS / 2)
    assert hands.log == [(ORGAN, 100)]
    hands.later(GATE_SECONDS)
    assert hands.log == [(ORGAN, 100), (ORGAN, "off")]


def test_a_gate_lasts_as_long_as_its_key_repeats(hands):
    for _ in range(100):
        hands.fingers.type("a")
        hands.later(REPEAT_SECONDS / 2)
    assert hands.log == [(ORGAN, 100)]
    hands.later(GATE_SECONDS)
    assert hands.log[-1] == (ORGAN, "off")


def test_a_gate_ends_with_its_key_where_the_terminal_tells(hands):
    hands.fingers.hears_releases = True
    hands.fingers.type("a")
    hands.later(60.0)
    assert hands.log == [(ORGAN, 100)]
    hands.fingers.lift("a")
    assert hands.log[-1] == (ORGAN, "off")


def test_a_pad_that_the_project_made_a_gate_is_one(hands):
    hands.session.edit("gate", edits.set_pad_mode, "kick", "gate")
    hands.fingers.type("z")
    hands.later(GATE_SECONDS)
    assert hands.log == [(KICK, 100), (KICK, "off")]


def test_a_loop_ends_with_the_next_press(hands):
    hands.fingers.type("s")
    hands.later(60.0)
    hands.fingers.type("s")
    assert hands.log == [(DRONE, 100), (DRONE, "off")]


def test_a_key_that_begins_to_repeat_does_not_end_its_own_loop(hands):
    hands.fingers.type("s")
    hands.later(DELAY_SECONDS * 0.9)
    for _ in range(10):
        hands.fingers.type("s")
        hands.later(REPEAT_SECONDS / 2)
    assert hands.log == [(DRONE, 100)]
    hands.later(REPEAT_SECONDS)
    hands.fingers.type("s")
    assert hands.log[-1] == (DRONE, "off")


def test_nothing_hangs_when_the_terminal_loses_focus(hands):
    hands.fingers.hears_releases = True
    hands.fingers.type("a")
    hands.fingers.type("s")
    hands.fingers.let_all_go()
    assert {(ORGAN, "off"), (DRONE, "off")} <= set(hands.log)


def test_a_key_lets_go_of_what_it_played_and_not_of_what_it_would_play_now(hands):
    hands.fingers.hears_releases = True
    hands.fingers.type("a")
    hands.fingers.spread, hands.fingers.in_front = Spread("notes"), DRONE
    hands.fingers.lift("a")
    assert hands.log == [(ORGAN, 100), (ORGAN, "off")]


def test_a_chord_lets_go_of_each_note(hands):
    hands.fingers.hears_releases = True
    hands.fingers.spread, hands.fingers.in_front = Spread("notes"), ORGAN
    for key in "zvd":
        hands.fingers.type(key)
    assert hands.notes == [(0.0, False), (3.0, False), (6.0, False)]
    hands.fingers.lift("v")
    assert hands.notes[3:] == [(3.0, True)]
    hands.fingers.lift("d")
    hands.fingers.lift("z")
    assert hands.notes[4:] == [(6.0, True), (0.0, True)]


def test_two_keys_of_one_sound_hold_it_until_both_are_up(hands):
    hands.fingers.hears_releases = True
    hands.fingers.spread, hands.fingers.in_front = Spread("velocities"), ORGAN
    hands.fingers.type("z")
    hands.fingers.type("4")
    hands.fingers.lift("4")
    assert hands.log == [(ORGAN, 8), (ORGAN, 127)]
    hands.fingers.lift("z")
    assert hands.log[-1] == (ORGAN, "off")


def test_sixteen_levels_need_no_accent_to_be_heard_at_full(hands):
    hands.fingers.spread, hands.fingers.in_front = Spread("velocities"), SNARE
    hands.fingers.type("z")
    hands.fingers.type("X")
    assert hands.log == [(SNARE, 8), (SNARE, 127)]


def test_keys_without_a_pad_in_front_are_not_swallowed(hands):
    hands.fingers.spread, hands.fingers.in_front = Spread("notes"), -1
    assert not hands.fingers.type("z")


def test_a_key_after_an_opener_is_no_pad_until_the_screen_has_seen_it(hands):
    hands.fingers.openers = frozenset("n")
    hands.fingers.read("n", "n")
    assert not hands.fingers.type("z")
    hands.fingers.dealt_with("n")
    assert hands.fingers.type("z")
    assert hands.log == [(KICK, 100)]


def test_two_openers_need_two_answers(hands):
    hands.fingers.openers = frozenset("n")
    hands.fingers.read("n", "n")
    hands.fingers.read("n", "n")
    hands.fingers.dealt_with("n")
    assert not hands.fingers.type("z")


def test_panic_does_not_wait_for_a_screen_that_hangs(hands):
    hands.fingers.openers, hands.fingers.panic_keys = frozenset(","), frozenset([", x"])
    hands.fingers.hold(DRONE)
    hands.session.player.render(BLOCK)
    assert hands.session.player.snapshot().voices == 1
    assert not hands.fingers.read(",", ",")
    assert not hands.fingers.read("x", "x")
    hands.render(0.1)
    assert hands.session.player.snapshot().voices == 0


def test_a_letter_of_the_panic_chord_alone_silences_nothing(hands):
    hands.fingers.panic_keys = frozenset([", x"])
    hands.fingers.hold(DRONE)
    hands.fingers.read("x", "x")
    hands.fingers.read(",", ",")
    hands.render(0.1)
    assert hands.session.player.snapshot().voices == 1


def test_a_full_ring_does_not_end_the_thread_that_reads_keys(hands):
    hands.session.player.render(BLOCK)
    with suppress(RingFull):
        while True:
            hands.session.trigger(KICK)
    assert hands.fingers.type("z")
    assert hands.fingers.refusal.title == "The engine takes no commands"


moves = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(("press", "lift")), st.sampled_from((*"zxcvas4", MOUSE))),
        st.tuples(st.just("spread"), st.sampled_from(SPREADS)),
        st.tuples(st.just("in_front"), st.integers(-1, 5)),
        st.tuples(st.just("bank"), st.integers(0, 1)),
        st.tuples(st.just("repeat"), st.booleans()),
        st.just(("let_all_go", None)),
    ),
    max_size=30,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves)
def test_nothing_hangs_once_every_key_is_up(hands, moves):
    fingers = hands.fingers
    fingers.hears_releases = True
    for move, value in moves:
        match move:
            case "press":
                fingers.hold_key("z") if value == MOUSE else fingers.press(value)
            case "lift":
                fingers.lift(value)
            case "spread":
                fingers.spread = Spread(value)
            case "repeat":
                hands.session.performing.repeat(value)
            case "let_all_go":
                fingers.let_all_go()
            case _:
                setattr(fingers, move, value)
    for cap in (*CAPS, MOUSE):
        fingers.lift(cap)
    assert not hands.sounding


@pytest.fixture
def repeating(hands):
    """Hands with note repeat on, while a pattern plays."""
    hands.session.performing.repeat(True)
    hands.session.play_pattern()
    hands.render(0.05)
    return hands


def test_a_held_key_is_a_roll_on_the_swung_grid(repeating):
    repeating.fingers.hears_releases = True
    repeating.fingers.type("z")
    repeating.render(1.5)
    repeating.fingers.lift("z")
    late = round(2 * SIXTEENTH * repeating.session.project.swing / 100)
    places = [position // (2 * SIXTEENTH) for position in repeating.positions]
    assert [position % (2 * SIXTEENTH) for position in repeating.positions[:4]] == [late, 0] * 2
    assert places == sorted(places)
    before = len(repeating.positions)
    repeating.render(1.0)
    assert len(repeating.positions) == before


def test_the_velocity_of_a_roll_is_that_of_the_last_hit(repeating):
    repeating.fingers.hears_releases = True
    repeating.fingers.spread, repeating.fingers.in_front = Spread("velocities"), SNARE
    repeating.fingers.type("z")
    repeating.render(0.5)
    assert {velocity for _, velocity in repeating.log} == {8}
    repeating.fingers.type("v")
    repeating.fingers.lift("v")
    count = len(repeating.log)
    repeating.render(0.5)
    assert {velocity for _, velocity in repeating.log[count:]} == {32}


def test_an_accent_makes_a_roll_louder(repeating):
    repeating.fingers.type("z")
    repeating.render(0.3)
    repeating.fingers.type("Z")
    repeating.render(0.3)
    velocities = [velocity for _, velocity in repeating.log]
    assert velocities == sorted(velocities)
    assert set(velocities) == {100, 127}


def test_a_key_that_the_terminal_repeats_is_one_roll_without_a_hole(repeating):
    repeating.keep_down("z", 2.0)
    steps = [position // SIXTEENTH for position in repeating.positions]
    assert steps == list(range(steps[0], steps[0] + len(steps)))
    assert len(steps) > 14
    repeating.render(ROLL_SECONDS)
    before = len(repeating.positions)
    repeating.render(1.0)
    assert len(repeating.positions) == before


def test_a_roll_ends_by_itself_where_nobody_says_that_its_key_is_up(repeating):
    repeating.fingers.type("z")
    repeating.render(DELAY_SECONDS + 0.1)
    before = len(repeating.positions)
    repeating.render(1.0)
    assert len(repeating.positions) == before


def test_a_roll_ends_with_the_focus(repeating):
    repeating.fingers.hears_releases = True
    repeating.fingers.type("z")
    repeating.render(0.3)
    repeating.fingers.let_all_go()
    before = len(repeating.positions)
    repeating.render(1.0)
    assert len(repeating.positions) == before


def test_a_held_key_plays_once_without_note_repeat(repeating):
    repeating.session.performing.repeat(False)
    repeating.fingers.hears_releases = True
    repeating.fingers.type("z")
    repeating.render(1.0)
    assert repeating.log == [(KICK, 100)]


def test_a_key_lets_go_of_a_roll_that_was_switched_off_under_it(repeating):
    repeating.fingers.hears_releases = True
    repeating.fingers.type("z")
    repeating.session.performing.repeat(False)
    repeating.fingers.lift("z")
    repeating.session.performing.repeat(True)
    before = len(repeating.positions)
    repeating.render(1.0)
    assert len(repeating.positions) == before


@pytest.fixture
def filling(hands):
    """Hands on a terminal that tells releases, with `/` for the fill."""
    hands.fingers.hears_releases = True
    hands.fingers.fill_keys = frozenset("/")
    return hands.fingers, hands.session.performing


def test_a_fill_lasts_as_long_as_its_key(filling):
    fingers, performing = filling
    assert fingers.read("/", "7")
    assert fingers.read("/", "7")
    assert performing.is_filling
    fingers.lift("a")
    assert performing.is_filling
    fingers.lift("7")
    assert not performing.is_filling


def test_a_fill_lets_go_with_the_focus_and_a_latched_one_stays(filling):
    fingers, performing = filling
    fingers.read("/", "/")
    fingers.let_all_go()
    assert not performing.is_filling
    performing.latch_fill(True)
    fingers.read("/", "/")
    fingers.let_all_go()
    assert performing.is_filling


def test_a_fill_key_is_a_key_for_the_screen_where_it_could_not_be_let_go(filling):
    fingers, performing = filling
    fingers.hears_releases = False
    assert not fingers.read("/", "/")
    assert not performing.is_filling


def test_a_fill_key_in_a_chord_is_no_fill(filling):
    fingers, performing = filling
    fingers.openers = frozenset(",")
    assert not fingers.read(",", ",")
    assert not fingers.read("/", "/")
    assert not performing.is_filling

"""Recording with a real session, driven frame by frame: what a hand plays is what is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from padsketch.engine.played import Played
from padsketch.engine.player import Player
from padsketch.model import Lane, Pattern, Project, Section, edits
from padsketch.model.edits import Cell
from padsketch.model.pattern import STEP_TICKS
from padsketch.model.recording import Take
from padsketch.model.step import GLYPH_STEPS
from padsketch.score import compile_score
from padsketch.session import Session
from padsketch.storage.project_writing import lane_text
from padsketch.units import POSITIONS_PER_TICK, position_to_frame

RATE = 48_000
TICK = 256
"""Frames between two looks of the session at the engine."""
STEP = STEP_TICKS["1/16"] * POSITIONS_PER_TICK
FRAMES_PER_STEP = 6000
"""Of a sixteenth at 120 beats per minute."""


def sketch(length: int = 16, step: str = "1/16", swing: float = 50.0, **lanes: str) -> Project:
    rows = {pad: Lane(steps=tuple(GLYPH_STEPS[g] for g in text)) for pad, text in lanes.items()}
    pattern = Pattern(length=length, step=step, lanes=rows)
    return Project(kit="eight", swing=swing, patterns={"A1": pattern})


class Hand:
    """A hand at a session whose time goes on only when the hand lets it; times in positions."""

    def __init__(self, project: Project) -> None:
        self.session = Session(project, rate=RATE)
        self.session.load_kit()
        self.session.recorder.set(count_in=0)
        self.frame = 0
        self.is_playing = False

    def play(self, count_in: int = 0, armed: bool = True) -> None:
        self.session.recorder.set(count_in=count_in)
        if armed != self.session.recorder.is_armed:
            self.session.recorder.arm(armed)
        self.session.restart()
        self.is_playing = True
        bar = 16 * STEP
        self.frame = -position_to_frame(count_in * bar, RATE, 120_000)

    def wait(self, position: int) -> None:
        """Let time go on to a position since the start."""
        end = position_to_frame(position, RATE, 120_000)
        while self.frame < end:
            frames = min(TICK, end - self.frame)
            self.session.player.render(frames)
            self.session.tick()
            self.frame += frames

    def hit(self, pad: str, position: int, velocity: int = 100, transpose: float = 0.0) -> None:
        self.wait(position)
        self.session.trigger(self.index(pad), velocity, transpose)

    def let_go(self, pad: str, position: int, transpose: float = 0.0) -> None:
        self.wait(position)
        self.session.release(self.index(pad), transpose)

    def stop(self, position: int) -> None:
        self.wait(position)
        self.session.stop()
        self.is_playing = False
        self.session.player.render(TICK)
        self.session.tick()

    @property
    def now(self) -> int:
        """The last position that is over."""
        return self.frame * STEP // FRAMES_PER_STEP

    @property
    def step(self) -> int:
        """The step that is nearest to now."""
        nearest = (2 * self.frame + FRAMES_PER_STEP) // (2 * FRAMES_PER_STEP)
        return nearest % self.session.current_pattern.length

    def index(self, pad: str) -> int:
        assert self.session.kit is not None
        place = self.session.kit.index(pad)
        assert place is not None
        return place

    def lane(self, pad: str = "kick", pattern: str = "A1") -> str:
        found = self.session.project.pattern(pattern)
        return lane_text(found.lane(pad), found.lane_length(pad))

    def takes(self, pad: str = "kick") -> list[str]:
        kept = self.session.takes.of("A1")
        return [lane_text(t.played.lane(pad), t.played.length) for t in kept]


@pytest.fixture
def hand() -> Iterator[Hand]:
    opened = Hand(sketch())
    yield opened
    opened.session.close()


def at(steps: float) -> int:
    return round(steps * STEP)


def test_what_is_played_is_written(hand: Hand) -> None:
    hand.play()
    for steps in (0.1, 3.9, 8.0):
        hand.hit("kick", at(steps), velocity=127)
    hand.stop(at(10))
    assert hand.lane() == "X...X...X......."
    assert hand.takes() == ["X...X...X......."]


def test_nothing_is_written_unless_recording_is_armed(hand: Hand) -> None:
    hand.play(armed=False)
    hand.hit("kick", at(1))
    hand.stop(at(4))
    hand.session.recorder.arm(True)
    hand.session.trigger(0)
    hand.session.player.render(TICK)
    hand.session.tick()
    assert "kick" not in hand.session.current_pattern.lanes
    assert hand.session.takes.all == ()


def test_a_hit_just_before_the_one_is_not_lost(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(15.7))
    hand.stop(at(15.9))
    assert hand.lane() == "x..............."


def test_a_hit_is_written_where_it_was_heard_and_not_where_it_sounded(hand: Hand) -> None:
    hand.play()
    hand.wait(at(16.4))
    heard = hand.frame - FRAMES_PER_STEP
    hand.session.player.trigger(hand.index("kick"), 100, 0.0, heard)
    hand.stop(at(17))
    assert hand.lane() == "...............x"
    assert hand.session.takes.all[0].at == 1


def test_a_late_hit_of_the_count_in_lands_on_the_one(hand: Hand) -> None:
    hand.play(count_in=1)
    hand.hit("snare", at(-3))
    hand.hit("kick", at(-0.3))
    hand.hit("kick", at(4))
    hand.stop(at(8))
    assert hand.lane() == "x...x..........."
    assert "snare" not in hand.session.current_pattern.lanes
    assert hand.takes() == ["x...x..........."]


def test_every_pass_is_a_take_of_what_it_played_and_one_undo(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(0))
    hand.hit("kick", at(4))
    hand.hit("kick", at(16 + 8))
    hand.hit("snare", at(48 + 1))
    hand.stop(at(60))
    assert hand.lane() == "x...x...x......."
    assert hand.takes() == ["x...x...........", "........x.......", "................"]
    assert [take.at for take in hand.session.takes.all] == [1, 2, 4]
    assert [hand.session.undo() for _ in range(4)] == ["take 3", "take 2", "take 1", None]
    assert hand.session.project.pattern("A1").lanes == {}


def test_a_take_is_never_overwritten_by_undo_redo_and_new_edits(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(0))
    hand.wait(at(17))
    first = hand.session.takes.all
    hand.session.undo()
    hand.session.redo()
    hand.session.undo()
    hand.session.edit_pattern("toggle", edits.toggle_step, Cell("snare", 3))
    hand.hit("kick", at(20))
    hand.stop(at(24))
    assert hand.session.takes.all[:1] == first
    assert hand.takes() == ["x...............", "....x..........."]


def test_what_a_pass_played_outlives_its_undo_in_the_middle(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(0))
    hand.wait(at(2))
    hand.session.undo()
    hand.hit("kick", at(4))
    hand.stop(at(8))
    assert hand.lane() == "....x..........."
    assert hand.takes() == ["x...x..........."]


def test_replacing_clears_only_what_was_passed_in_lanes_that_are_played() -> None:
    hand = Hand(sketch(kick="XXXXXXXXXXXXXXXX", snare="X.X.X.X.X.X.X.X."))
    hand.session.recorder.set(replaces=True)
    hand.play()
    hand.hit("kick", at(4), velocity=50)
    hand.stop(at(8.5))
    assert hand.lane() == "....o....XXXXXXX"
    assert hand.lane("snare") == "X.X.X.X.X.X.X.X."
    assert hand.session.undo() == "take 1"
    assert hand.lane() == "XXXXXXXXXXXXXXXX"
    hand.session.close()


def test_replacing_spares_a_hit_that_came_early_for_the_next_pass() -> None:
    hand = Hand(sketch(kick="X..............."))
    hand.session.recorder.set(replaces=True)
    hand.play()
    hand.hit("kick", at(12), velocity=50)
    hand.hit("kick", at(15.8), velocity=50)
    hand.stop(at(16.2))
    assert hand.lane() == "o...........o..."
    hand.session.close()


def test_recording_that_begins_in_the_middle_replaces_from_there() -> None:
    hand = Hand(sketch(kick="XXXXXXXXXXXXXXXX"))
    hand.session.recorder.set(replaces=True)
    hand.play(armed=False)
    hand.wait(at(6))
    hand.session.recorder.arm(True)
    hand.hit("kick", at(8), velocity=50)
    hand.stop(at(10.5))
    assert hand.lane() == "XXXXXX..o..XXXXX"
    hand.session.close()


def test_a_pass_without_a_hit_clears_nothing_and_is_no_take() -> None:
    hand = Hand(sketch(kick="XXXXXXXXXXXXXXXX"))
    hand.session.recorder.set(replaces=True)
    before = hand.session.project
    hand.play()
    hand.stop(at(40))
    assert hand.session.project is before
    assert hand.session.takes.all == ()
    hand.session.close()


@pytest.mark.parametrize(("strength", "nudge"), [(100, 0), (50, 30), (0, 60)])
def test_strength_is_how_far_a_hit_is_moved(hand: Hand, strength: int, nudge: int) -> None:
    hand.session.recorder.set(strength=strength)
    hand.play()
    hand.hit("kick", at(3.25))
    hand.stop(at(5))
    assert hand.session.current_pattern.lane("kick").step(3).nudge == nudge


@pytest.mark.parametrize(
    ("length", "step"), [(20, "1/16"), (12, "1/8T"), (24, "1/16T"), (7, "1/8"), (1, "1/4")]
)
def test_any_grid_can_be_recorded(length: int, step: str) -> None:
    hand = Hand(sketch(length=length, step=step))
    ticks = STEP_TICKS[step] * POSITIONS_PER_TICK
    hand.play()
    for place in range(0, 2 * length, 2):
        hand.hit("kick", place * ticks + ticks // 5)
    hand.stop(2 * length * ticks - ticks // 4)
    expected = [0] * length
    for place in range(0, 2 * length, 2):
        expected[place % length] = 100
    steps = hand.session.current_pattern.lane("kick").steps
    assert [step.velocity for step in steps] == expected[: len(steps)]
    assert sum(expected) == sum(step.velocity for step in steps)
    hand.session.close()


def test_the_grid_is_swung() -> None:
    hand = Hand(sketch(swing=75.0))
    hand.session.recorder.set(strength=0)
    hand.play()
    hand.hit("snare", at(0.7))
    hand.hit("kick", at(1.5))
    hand.stop(at(4))
    assert hand.session.current_pattern.lane("kick").step(1).nudge == 0
    assert hand.session.current_pattern.lane("snare").step(0).nudge == 168
    hand.session.close()


def test_a_gate_is_as_long_as_it_was_held() -> None:
    hand = Hand(edits.set_pad_mode(sketch(), "kick", "gate"))
    hand.play()
    hand.hit("kick", at(2))
    hand.let_go("kick", at(4.5))
    hand.hit("kick", at(14))
    hand.let_go("kick", at(18))
    hand.stop(at(20))
    lane = hand.session.current_pattern.lane("kick")
    assert [lane.step(2).length, lane.step(14).length] == [2.5, 4.0]
    assert [take.played for take in hand.session.takes.all] == [
        Pattern(lanes={"kick": Lane(steps=lane.steps)})
    ]
    hand.session.close()


def test_a_repeated_gate_is_as_long_as_its_rate() -> None:
    hand = Hand(edits.set_pad_mode(sketch(), "kick", "gate"))
    hand.session.player.set_repeat(2 * STEP)
    hand.play()
    hand.wait(at(0.5))
    hand.session.hold(hand.index("kick"))
    hand.let_go("kick", at(7))
    hand.stop(at(10))
    lane = hand.session.current_pattern.lane("kick")
    lengths = {n: step.length for n, step in enumerate(lane.steps) if step.plays}
    assert lengths == {2: 2.0, 4: 2.0, 6: 1.0}
    hand.session.close()


def test_letting_go_does_not_bring_back_what_was_undone() -> None:
    hand = Hand(edits.set_pad_mode(sketch(), "kick", "gate"))
    before = hand.session.project
    hand.play()
    hand.hit("kick", at(2))
    hand.wait(at(3))
    hand.session.undo()
    hand.let_go("kick", at(4))
    hand.stop(at(6))
    assert hand.session.project is before
    assert hand.session.takes.all[0].played.lane("kick").step(2).length == 2.0
    hand.session.close()


def test_a_gate_that_is_held_at_the_end_ends_with_it() -> None:
    hand = Hand(edits.set_pad_mode(sketch(), "kick", "gate"))
    hand.play()
    hand.hit("kick", at(2))
    hand.stop(at(6))
    length = hand.session.takes.all[0].played.lane("kick").step(2).length
    assert length == pytest.approx(4.0, abs=0.1)
    hand.session.close()


def test_notes_of_one_pad_keep_their_tune(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(0), transpose=7.0)
    hand.hit("kick", at(4), transpose=-5.0)
    hand.hit("kick", at(8))
    hand.stop(at(12))
    lane = hand.session.current_pattern.lane("kick")
    assert [lane.step(n).locks for n in (0, 4, 8)] == [(("tune", 7.0),), (("tune", -5.0),), ()]


def test_of_two_hits_on_one_step_the_later_counts(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(3.8), velocity=127)
    hand.hit("kick", at(4.2), velocity=50)
    hand.stop(at(8))
    assert hand.lane() == "....o..........."


def test_a_lane_that_plays_at_random_says_why_it_is_not_recorded(hand: Hand) -> None:
    hand.session.edit_pattern("lane", edits.set_lane_options, "kick", direction="random")
    before = hand.session.project
    hand.play()
    hand.hit("kick", at(1))
    hand.stop(at(2))
    assert hand.session.project is before
    assert "at random" in str(hand.session.recorder.refusal)


def test_a_lane_turned_random_while_it_is_replaced_keeps_its_hits_and_the_screen() -> None:
    hand = Hand(sketch(kick="XXXXXXXXXXXXXXXX"))
    hand.session.recorder.set(replaces=True)
    hand.play()
    hand.hit("kick", at(4), velocity=50)
    hand.wait(at(6.5))
    hand.session.edit_pattern("lane", edits.set_lane_options, "kick", direction="random")
    hand.stop(at(10))
    assert hand.lane() == "....o..XXXXXXXXX"
    assert len(hand.takes()) == 1
    hand.session.close()


def test_a_hit_of_a_pad_that_went_with_its_kit_is_told(hand: Hand) -> None:
    hand.play()
    hand.wait(at(1))
    hit = Played(0, 16, 100, 0.0, 0, -1, at(1), False)
    hand.session.recorder.take_in(hit)
    assert "went with its kit" in str(hand.session.recorder.refusal)
    assert hand.session.project.pattern("A1").lanes == {}


def test_the_number_of_a_deleted_take_is_not_used_again(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(0))
    hand.stop(at(4))
    hand.session.takes.remove(hand.session.takes.take("A1", 1))
    hand.play()
    hand.hit("kick", at(0))
    hand.stop(at(4))
    assert [take.number for take in hand.session.takes.all] == [2]


def test_hits_that_were_lost_are_told(hand: Hand) -> None:
    hand.play()
    for _ in range(10):
        for _ in range(500):
            hand.session.trigger(0, 1)
        hand.session.player.render(1)
    hand.session.tick()
    assert "904 hits are lost" in str(hand.session.recorder.refusal)


def test_arming_ends_listening(hand: Hand) -> None:
    hand.session.audition(sketch(kick="x"))
    hand.session.recorder.arm(True)
    assert not hand.session.is_auditioning


def test_the_metronome_clicks_while_recording_only(hand: Hand) -> None:
    def clicks(armed: bool) -> bool:
        hand.play(armed=armed)
        heard = np.concatenate([hand.session.player.render(TICK) for _ in range(20)])
        hand.session.stop()
        hand.session.player.render(TICK)
        hand.session.tick()
        return bool(heard.any())

    assert [clicks(False), clicks(True), clicks(False)] == [False, True, False]
    hand.session.recorder.set_metronome(True)
    assert clicks(False)
    hand.session.recorder.set_metronome(False)
    hand.session.recorder.set(clicks=False)
    assert not clicks(True)


def test_playing_again_from_bar_one_is_another_take(hand: Hand) -> None:
    hand.play()
    hand.hit("kick", at(4))
    hand.wait(at(8))
    hand.play()
    hand.hit("kick", at(6))
    hand.stop(at(8))
    assert hand.takes() == ["....x...........", "......x........."]


def test_a_section_of_a_song_is_recorded_into_its_pattern() -> None:
    project = sketch(length=4)
    project = edits.put_step(project, "A2", Cell("hat", 0), GLYPH_STEPS["x"])
    project = edits.set_pattern_length(project, "A2", 8)
    song = (Section(section="a", pattern="A1"), Section(section="b", pattern="A2"))
    hand = Hand(edits.set_song(project, song))
    hand.session.song_mode = True
    hand.play()
    hand.hit("kick", at(1))
    hand.hit("kick", at(4 + 3))
    hand.stop(at(4 + 6))
    assert hand.lane(pattern="A1") == ".x.."
    assert hand.lane(pattern="A2") == "...x...."
    assert [(take.pattern, take.number) for take in hand.session.takes.all] == [
        ("A1", 1),
        ("A2", 1),
    ]
    hand.session.close()


def two_patterns(song: tuple[Section, ...] = ()) -> Hand:
    project = edits.set_pattern_length(sketch(length=4), "A2", 8)
    return Hand(edits.set_song(edits.set_pad_mode(project, "snare", "gate"), song))


def test_a_hit_just_before_a_queued_pattern_lands_on_its_one() -> None:
    hand = two_patterns()
    hand.play()
    hand.hit("kick", at(1))
    hand.session.go_to_pattern("A2")
    hand.hit("kick", at(3.7))
    hand.hit("kick", at(4 + 2))
    hand.stop(at(4 + 4))
    assert hand.lane(pattern="A1") == ".x.."
    assert hand.lane(pattern="A2") == "x.x....."
    assert [(take.pattern, take.at) for take in hand.session.takes.all] == [("A1", 1), ("A2", 1)]
    hand.session.close()


def test_a_hit_just_before_a_section_lands_on_its_one() -> None:
    section = Section(section="a", pattern="A1", repeats=2)
    hand = two_patterns((section, Section(section="b", pattern="A2")))
    hand.session.song_mode = True
    hand.play()
    hand.hit("kick", at(3.7))
    hand.hit("kick", at(7.7))
    hand.hit("kick", at(8 + 7.7))
    hand.stop(at(8 + 9))
    assert hand.lane(pattern="A1") == "x..."
    assert hand.lane(pattern="A2") == "x......."
    assert [len(hand.session.takes.of(pattern)) for pattern in ("A1", "A2")] == [2, 1]
    hand.session.close()


@pytest.mark.parametrize(("until", "length"), [(3.9, 0.2), (4.7, 1.0)])
def test_a_gate_before_a_turn_is_as_long_as_it_was_held(until: float, length: float) -> None:
    hand = two_patterns()
    hand.play()
    hand.wait(at(1))
    hand.session.go_to_pattern("A2")
    hand.hit("snare", at(3.7))
    hand.let_go("snare", at(until))
    hand.stop(at(6))
    assert hand.session.project.pattern("A2").lane("snare").step(0).length == length
    hand.session.close()


@settings(max_examples=40)
@given(
    place=st.integers(0, 40),
    off=st.integers(-90, 90),
    swing=st.sampled_from((50.0, 58.0, 66.67)),
    options=st.fixed_dictionaries(
        {},
        optional={
            "length": st.integers(1, 20),
            "speed": st.sampled_from(("3/4", "3/2", "2", "4")),
            "rotation": st.integers(-15, 15),
            "direction": st.sampled_from(("forward", "backward", "ping-pong")),
        },
    ),
    length=st.integers(5, 20),
)
def test_what_was_recorded_sounds_again_when_it_was_played(
    place: int, off: int, swing: float, options: dict[str, object], length: int
) -> None:
    project = edits.set_lane_options(sketch(length=length, swing=swing), "A1", "kick", **options)
    position = abs(place * STEP + off * POSITIONS_PER_TICK)
    hand = Hand(project)
    hand.session.recorder.set(strength=0)
    hand.play()
    hand.hit("kick", position)
    hand.stop(position + STEP // 8)
    heard = positions_heard(hand, position + 2 * STEP)
    hand.session.close()
    assert min(abs(heard - position)) <= POSITIONS_PER_TICK


def positions_heard(hand: Hand, until: int) -> np.ndarray:
    """Where the engine plays the pattern's hits from its start on."""
    assert hand.session.loaded is not None
    player = Player(RATE)
    player.publish(
        compile_score(hand.session.project, hand.session.loaded.kit), hand.session.loaded.bank
    )
    player.play_pattern(0)
    found: np.ndarray = player.hits(position_to_frame(until, RATE, 120_000))["position"]
    return found


def change_mode(hand: Hand, _: int) -> None:
    recorder = hand.session.recorder
    recorder.set(replaces=not recorder.settings.replaces)


def arm_or_not(hand: Hand, _: int) -> None:
    hand.wait(hand.now + 2 * STEP // 3)
    hand.session.recorder.arm(not hand.session.recorder.is_armed)


ACTS: dict[str, Callable[[Hand, int], object]] = {
    "wait": lambda hand, n: hand.wait(hand.now + n * STEP // 3),
    "hit": lambda hand, n: hand.hit("kick", hand.now + n * STEP // 6),
    "undo": lambda hand, _: hand.session.undo(),
    "redo": lambda hand, _: hand.session.redo(),
    "edit": lambda hand, n: hand.session.edit_pattern(
        "toggle", edits.toggle_step, Cell("kick", n % 16)
    ),
    "mode": change_mode,
    "arm": arm_or_not,
    "play": lambda hand, _: hand.play(armed=hand.session.recorder.is_armed),
    "stop": lambda hand, _: hand.stop(hand.now),
}


@settings(max_examples=40)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from((*ACTS, "hit", "hit")), st.integers(1, 30)), max_size=25
    ),
    mode=st.sampled_from(("one-shot", "gate")),
)
def test_whatever_is_done_no_hit_is_lost_and_no_take_changes(
    acts: list[tuple[str, int]], mode: str
) -> None:
    hand = Hand(edits.set_pad_mode(sketch(kick="x.x.x.x.x"), "kick", mode))
    hand.play()
    played, kept = set[int](), hand.session.takes.all
    for name, amount in acts:
        ACTS[name](hand, amount)
        if name == "hit" and hand.is_playing and hand.session.recorder.is_armed:
            played.add(hand.step)
        assert hand.session.takes.all[: len(kept)] == kept
        kept = hand.session.takes.all
    hand.stop(hand.now + STEP)
    assert {n for take in hand.session.takes.all for n in steps_played(take)} == played
    hand.session.close()


def steps_played(take: Take) -> set[int]:
    return {n for n, step in enumerate(take.played.lane("kick").steps) if step.plays}

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.demo import demo_project
from padsketch.errors import UsageError
from padsketch.model import PATTERN_NAMES, Step
from padsketch.model.parameters import LOCKS
from padsketch.plain.talk import Talk
from padsketch.plain.words import WORDS, obey
from padsketch.session import Session


@pytest.fixture
def talk():
    """A silent sketch of the demo; `said` has its answers."""
    session = Session(demo_project())
    session.load_kit()
    said = []
    yield Talk(session, said.append), said
    session.close()


def steps_of(talk, pad):
    return talk[0].session.current_pattern.lane(pad).steps


def plain(lines, *words, **environment):
    program = Path(sys.executable).with_name("padsketch")
    return subprocess.run(
        [program, "--plain", "--silent", *words],
        input=lines,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_lane_is_written_as_it_is_typed(talk):
    obey(talk[0], "kick X.o.|x..9")
    assert [step.velocity for step in steps_of(talk, "kick")] == [127, 0, 50, 0, 100, 0, 0, 127]
    assert talk[1] == ["kick X.o.x..X........................"]


def test_a_star_repeats_rests_as_well(talk):
    obey(talk[0], "kick x... *")
    assert talk[1] == ["kick " + "x..." * 8]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kick x?", r"step 2: '\?' is not a step"),
        ("kick " + "x" * 33, "33 steps are more than the 32"),
        ("kick 5 chance", "a name and a value"),
        ("kick 5 chance many", "not a whole number"),
        ("kick 5 luck 3", "'luck' is no detail"),
        ("kick 5 when 9:9", "not a condition"),
        ("kick every", "needs a number"),
        ("kikc x", "did you mean 'kick'"),
        ("bpm", "bpm needs more"),
        ("bpm fast", "not a number"),
        ("hit kick 200", "no velocity"),
        ("pattern Z9", "no pattern"),
        ("undoo", "did you mean 'undo'"),
    ],
)
def test_what_cannot_be_understood_changes_nothing(talk, line, words):
    before = talk[0].session.project
    with pytest.raises(UsageError, match=words):
        obey(talk[0], line)
    assert talk[0].session.project is before


def test_details_and_locks_are_one_edit(talk):
    before = talk[0].session.project
    obey(talk[0], "kick 5 velocity 90 chance 50 when !2:4 slide on tune -3 filter band")
    step = steps_of(talk, "kick")[4]
    assert (step.velocity, step.chance, step.when, step.slide) == (90, 50, "!2:4", True)
    assert dict(step.locks) == {
        "tune": -3.0,
        "filter": float(LOCKS["filter"].choices.index("band")),
    }
    obey(talk[0], "undo")
    assert talk[0].session.project == before


def test_a_line_with_one_bad_value_changes_nothing_of_its_step(talk):
    before = talk[0].session.project
    for line in ("kick 5 chance 50 tune nan", "kick 0 chance 50", "kick 5 chance 50 when 9:9"):
        with pytest.raises(UsageError):
            obey(talk[0], line)
        assert talk[0].session.project is before


def test_a_lock_is_freed_by_its_name(talk):
    obey(talk[0], "kick 1 tune -3 cutoff 800")
    obey(talk[0], "kick 1 tune free")
    assert steps_of(talk, "kick")[0].locks == (("cutoff", 800.0),)


def test_what_is_shown_can_be_typed_again(talk):
    obey(talk[0], "show")
    first = [line for line in talk[1] if not line.startswith("A1")]
    lanes = {pad: steps_of(talk, pad) for pad in talk[0].session.current_pattern.lanes}
    for pad in lanes:
        obey(talk[0], f"{pad} clear")
    for line in first:
        obey(talk[0], line.strip().replace(": ", " ").replace(",", ""))
    assert {pad: steps_of(talk, pad) for pad in lanes} == lanes


def test_every_word_is_told_by_help(talk):
    obey(talk[0], "help")
    assert [line.split()[0].rstrip(":") for line in talk[1][: len(WORDS)]] == list(WORDS)


def test_a_lane_can_be_cleared_muted_and_turned(talk):
    for line in ("kick clear", "kick mute", "kick level_db -3", "hat every 4"):
        obey(talk[0], line)
    session = talk[0].session
    assert steps_of(talk, "kick") == ()
    assert (session.project.channel("kick").mute, session.project.channel("kick").level_db) == (
        True,
        -3.0,
    )
    assert [s.plays for s in steps_of(talk, "hat")[:5]] == [True, False, False, False, True]
    assert Step(velocity=100) in steps_of(talk, "hat")


def test_another_pattern_plays_at_once_though_one_plays(talk):
    session = talk[0].session
    obey(talk[0], "play a1")
    session.player.render(256)
    obey(talk[0], "play a2")
    session.player.render(256)
    assert (session.tick().pattern, session.pattern) == (PATTERN_NAMES.index("A2"), "A2")


def test_a_script_makes_a_beat_and_its_sound(tmp_path):
    lines = f"""\
# a comment
kick x...x...x...x... *
play
wait 0.2
status
save {tmp_path}/beat
export {tmp_path}/beat.wav a1
pack {tmp_path}/pack a1
"""
    done = plain(lines)
    assert (done.returncode, done.stderr) == (0, "")
    assert "playing A1, bar 1" in done.stdout
    assert (tmp_path / "beat.wav").stat().st_size > 100_000
    assert "/pack: a pack with " in done.stdout
    assert "stems" in (tmp_path / "pack" / "README.txt").read_text()
    assert "x...x...x...x..." in (tmp_path / "beat" / "project.toml").read_text()


def test_a_script_stops_at_the_line_that_is_refused(tmp_path):
    done = plain(f"bpm 93\nkick x?\nsave {tmp_path}/beat\n")
    assert done.returncode == 2
    assert "Line 2: kick: step 2" in done.stderr
    assert not (tmp_path / "beat").exists()


def test_unsaved_edits_are_not_dropped_in_silence():
    assert "not saved" in plain("bpm 93\n").stderr


def test_a_person_goes_on_after_a_refusal_and_is_asked_before_edits_are_lost(tmp_path):
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "dumb"
        os.execv(sys.executable, [sys.executable, "-m", "padsketch", "--plain", "--silent"])
    heard = _read_until(terminal, b"help tells")
    for line, answer in (
        (b"nonsense\n", b"no word and no pad"),
        (b"bpm 93\n", b"93 BPM"),
        (b"quit\n", b"quit again"),
    ):
        os.write(terminal, line)
        heard += _read_until(terminal, answer)
    os.write(terminal, b"quit\n")
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert b"\x1b[2J" not in heard, "the screen is left as it is"
    assert b"\x1b[H" not in heard


def _read_until(terminal, words):
    heard = b""
    while words not in heard:
        part = os.read(terminal, 4096)
        assert part, f"{words!r} was not said: {heard!r}"
        heard += part
    return heard

"""What is typed about samples that are missing, unused, or elsewhere."""

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.errors import SampleError, UsageError
from padsketch.model import Layer, edits
from padsketch.plain.talk import Talk
from padsketch.plain.words import obey
from padsketch.session import Session
from padsketch.storage import load_project, save_project
from padsketch.storage.safety.identities import identified

ORGAN = "samples/organ.wav"


@pytest.fixture
def beat(small_project):
    (small_project / "samples").mkdir()
    sound = (small_project / "kit" / "open.wav").read_bytes()
    (small_project / ORGAN).write_bytes(sound[:-4] + bytes(4))
    project = edits.set_layers(load_project(small_project), "organ", (Layer(file=ORGAN),))
    save_project(small_project, identified(project, small_project))
    return small_project


@pytest.fixture
def typed(beat):
    """Types a line into the sketch, opened with the first one; what it answers."""
    sessions = []

    def answers(line):
        if not sessions:
            sessions.append(Session.open(beat))
            try:
                sessions[0].load_kit()
            except SampleError:
                assert sessions[0].kit is not None
        said = []
        obey(Talk(sessions[0], said.append), line)
        return said

    yield answers
    for session in sessions:
        session.close()


def test_a_whole_project_misses_nothing(typed):
    assert typed("samples") == ["no sample is missing"]
    assert typed("samples unused") == ["every sample of the project is played"]


def test_a_missing_sample_is_searched_and_brought_back(typed, beat, tmp_path):
    (tmp_path / "my disk").mkdir()
    (beat / ORGAN).rename(tmp_path / "my disk" / "o.wav")
    assert typed("samples") == [f"{ORGAN} is missing"]
    with pytest.raises(UsageError, match="No missing sample"):
        typed("samples back")
    (found,) = typed(f"samples search {tmp_path}/my disk")
    assert found.endswith("o.wav")
    assert typed("samples back") == ["1 sample brought back"]
    assert (beat / ORGAN).is_file()


def test_what_is_unused_is_named_and_what_is_played_collected(typed, beat):
    (beat / "samples" / "old.wav").write_bytes((beat / ORGAN).read_bytes())
    (line,) = typed("samples unused")
    assert "old.wav" in line
    typed("kit dust")
    assert typed("samples collect") == ["copied into the project: kit_2"]


@pytest.mark.parametrize("line", ["samples burn", "samples search"])
def test_what_cannot_be_done_is_said(typed, line):
    with pytest.raises(UsageError):
        typed(line)


def script(beat, lines):
    program = Path(sys.executable).with_name("padsketch")
    command = [program, "--plain", "--silent", beat]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def test_a_script_tells_what_is_missing(beat):
    (beat / ORGAN).rename(beat / "samples" / "gate.wav")
    done = script(beat, "samples\n")
    assert "1 sample is missing: organ.wav" in done.stderr
    assert done.returncode == 0


def test_a_script_brings_samples_back(beat):
    (beat / ORGAN).rename(beat / "samples" / "gate.wav")
    assert script(beat, "samples back\nsave\n").returncode == 0
    assert load_project(beat).pads["organ"].layers[0].file == "samples/gate.wav"


def test_a_person_whose_kit_is_gone_may_choose_another(beat):
    shutil.rmtree(beat / "kit")
    child, terminal = pty.fork()
    if child == 0:
        os.environ["TERM"] = "dumb"
        words = ["-m", "padsketch", "--plain", "--silent", str(beat)]
        os.execv(sys.executable, [sys.executable, *words])
    lines = ((b"", b"help tells"), (b"kick x\n", b"no kit yet"), (b"kit eight\n", b"16 pads"))
    heard = b""
    for line, answer in (*lines, (b"save\n", b"saved in"), (b"quit\n", b"")):
        os.write(terminal, line)
        while answer not in heard:
            part = os.read(terminal, 4096)
            assert part, f"{answer!r} was not said: {heard!r}"
            heard += part
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    os.close(terminal)
    assert b"There is no kit 'kit'" in heard
    assert load_project(beat).kit == "eight"


def test_a_script_without_its_kit_does_not_go_on(beat):
    shutil.rmtree(beat / "kit")
    done = script(beat, "save\n")
    assert done.returncode == 4
    assert "There is no kit 'kit'" in done.stderr

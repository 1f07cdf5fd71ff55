"""What is typed about edits that were not saved."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.errors import UsageError
from padsketch.model import Pattern, Project, edits
from padsketch.plain.recovering import offer_lines
from padsketch.plain.talk import Talk
from padsketch.plain.words import obey
from padsketch.session import Session
from padsketch.storage import save_project
from padsketch.storage.safety.recovery import found, sketches

PROGRAM = Path(sys.executable).with_name("padsketch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with an edit that was never saved."""
    save_project(tmp_path / "beat", Project(title="Small", patterns={"A1": Pattern()}))
    session = Session.open(tmp_path / "beat")
    session.edit("tempo", edits.set_bpm, 99.0)
    session.close()
    return tmp_path / "beat"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def talk(folder: Path, said: list[str]) -> Talk:
    session = Session.open(folder)
    session.load_kit()
    return Talk(session, said.append)


def plain(lines: str, *words: object) -> subprocess.CompletedProcess[str]:
    command = [PROGRAM, "--plain", "--silent", *map(str, words)]
    return subprocess.run(command, input=lines, capture_output=True, text=True, check=False)


def test_what_is_left_is_offered_and_comes_back(talk: Talk, said: list[str]) -> None:
    first, _ = offer_lines(talk.session)
    assert first.startswith("not saved before: Small, 99 BPM: 1 edit after the last save")
    obey(talk, "recover")
    assert talk.session.project.bpm == 99
    assert list(offer_lines(talk.session)) == []
    obey(talk, "undo")
    assert said[-1] == "undone: recovered edits"
    talk.session.close()


def test_later_keeps_it(talk: Talk, said: list[str], folder: Path) -> None:
    obey(talk, "later")
    obey(talk, "recover")
    assert said[1].startswith("1 Small, 99 BPM: 1 edit")
    obey(talk, "recover 1")
    assert talk.session.project.bpm == 99
    talk.session.close()


def test_what_is_thrown_away_lies_where_it_is_said(
    talk: Talk, said: list[str], folder: Path
) -> None:
    obey(talk, "throw-away")
    assert found(folder) is None
    assert len(list(Path(said[-1].rpartition(" in ")[2]).iterdir())) == 1
    with pytest.raises(UsageError, match="no 1 to recover"):
        obey(talk, "throw-away 1")
    talk.session.close()


def test_a_script_that_is_killed_leaves_its_edits(tmp_path: Path, folder: Path) -> None:
    process = subprocess.Popen(
        [PROGRAM, "--plain", "--silent", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("recover\nkick X..x\nwait 1\nstatus\n")
    process.stdin.flush()
    while "stopped" not in process.stdout.readline():
        pass
    process.send_signal(signal.SIGKILL)
    process.communicate()
    state = found(folder)
    assert state is not None
    lane = state.project().pattern("A1").lane("kick")
    assert (state.edits, [step.velocity for step in lane.steps][:4]) == (2, [127, 0, 0, 100])
    again = plain("recover\nshow\nsave\n", folder)
    assert "kick X..x" in again.stdout
    assert found(folder) is None


def test_a_script_that_did_not_save_is_not_asked_about(folder: Path) -> None:
    result = plain("throw-away\nbpm 77\nquit\n", folder)
    assert "edits were not saved" in result.stderr
    assert found(folder) is None


def test_a_sketch_without_a_name_says_where_it_stays() -> None:
    result = plain("bpm 77\n")
    assert "`padsketch recover` lists it" in result.stderr
    assert [state.project().bpm for state in sketches()] == [77]
    assert plain("recover 1\nstatus\n").stdout.count("77 BPM") == 2


def test_a_look_at_the_demo_leaves_nothing() -> None:
    assert plain("show\n").returncode == 0
    assert sketches() == []
    assert list(Path(os.environ["XDG_DATA_HOME"]).rglob("*.jsonl")) == []

"""Versions are compared as text, and come back without anything being lost."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.model import Project, edits
from padsketch.model.edits import Cell
from padsketch.session import Session
from padsketch.storage import load_project, save_project
from padsketch.storage.safety.lock import Lock


@pytest.fixture
def folder(tmp_path):
    """A project with two versions: its first text, and one that is called `slow`."""
    folder = tmp_path / "beat"
    save_project(folder, Project(title="Beat", bpm=90.0))
    session = Session.open(folder)
    session.edit("tempo", edits.set_bpm, 80.0)
    session.safety.files.keep("slow")
    session.edit("toggle", edits.toggle_step, "A1", Cell("kick", 0))
    session.save()
    session.close()
    return folder


def test_the_newest_version_is_compared_with_the_project(padsketch, folder):
    code, out, _ = padsketch("diff", folder)

    assert code == 0
    assert "--- slow" in out
    assert '+kick = "x' in out
    assert "bpm" not in [line[1:4] for line in out.splitlines() if line[0] in "+-"]


def test_two_versions_are_compared(padsketch, folder):
    code, out, _ = padsketch("diff", folder, "2", "slow")

    assert code == 0
    assert [line for line in out.splitlines() if "bpm" in line] == ["-bpm = 90.0", "+bpm = 80.0"]


def test_projects_are_compared(padsketch, folder, tmp_path):
    save_project(tmp_path / "other", Project(title="Other", bpm=90.0))
    code, out, _ = padsketch("diff", folder, tmp_path / "other")

    assert code == 0
    assert '-title = "Other"' in out


def test_what_is_the_same_is_said_to_be(padsketch, folder):
    code, out, err = padsketch("diff", folder, "slow", "1")

    assert (code, out) == (0, "")
    assert "the same" in err


def test_the_list_says_what_was_changed_after_each(padsketch, padsketch_json, folder):
    _, out, _ = padsketch("diff", folder, "--list")
    _, told = padsketch_json("diff", folder, "--list")

    first, second = out.splitlines()
    assert "'slow'" in first
    assert first.endswith("A1, A1 length, A1 step, A1 lanes and 1 more")
    assert second.endswith("saved                 bpm")
    assert [row["name"] for row in told["versions"]] == ["slow", ""]
    assert told["versions"][1]["changed_after"] == ["bpm"]


def test_a_version_is_brought_back_and_what_was_there_becomes_one(padsketch, folder):
    before = (folder / "project.toml").read_bytes()
    code, _, _ = padsketch("diff", folder, "--restore", "slow")

    assert code == 0
    assert load_project(folder) == Project(title="Beat", bpm=80.0)
    versions = [path.read_bytes() for path in (folder / ".padsketch/versions").iterdir()]
    assert before in versions
    assert not (folder / ".padsketch" / "lock").exists()


def test_nothing_is_brought_back_into_a_project_that_is_open(padsketch, folder):
    lock = folder / ".padsketch" / "lock"
    lock.write_text(json.dumps({"pid": 1, "host": "elsewhere", "started": ""}))
    before = (folder / "project.toml").read_bytes()
    code, _, err = padsketch("diff", folder, "--restore", "slow")

    assert code == 1
    assert "open in another padsketch" in err
    assert (folder / "project.toml").read_bytes() == before
    assert Lock(folder).take() is not None


def test_a_version_that_cannot_be_read_is_not_brought_back(padsketch, folder):
    (version,) = (folder / ".padsketch/versions").glob("*slow*")
    version.write_text("bpm = ")
    before = (folder / "project.toml").read_bytes()
    code, _, err = padsketch("diff", folder, "--restore", "slow")

    assert code == 4
    assert "line 1" in err
    assert (folder / "project.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("nowhere",), 4, "There is no project"),
        (("beat", "7"), 2, "no version and no project"),
        (("beat", "--restore", "7"), 2, "There is no version"),
        (("empty",), 2, "no versions yet"),
    ],
)
def test_what_is_not_there_is_told(padsketch, folder, monkeypatch, words, code, said):
    monkeypatch.chdir(folder.parent)
    save_project(Path("empty"), Project())
    found, _, err = padsketch("diff", *words)

    assert found == code
    assert said in err


def test_differences_have_colours_on_a_terminal_only(folder):
    ours, theirs = pty.openpty()
    environment = {**os.environ, "NO_COLOR": ""}
    words = [sys.executable, "-m", "padsketch", "diff", str(folder)]
    subprocess.run(words, stdout=theirs, env=environment, check=True)
    on_terminal = os.read(ours, 100_000)
    os.close(ours)
    os.close(theirs)
    piped = subprocess.run(words, capture_output=True, env=environment, check=True).stdout

    assert b"\x1b[32m+kick" in on_terminal
    assert b"\x1b" not in piped


def test_a_hostile_project_says_nothing_to_the_terminal(padsketch, folder):
    (folder / "project.toml").write_text("# \x1b]0;pwned\x07\n")
    _, out, _ = padsketch("diff", folder)

    assert "\x1b" not in out

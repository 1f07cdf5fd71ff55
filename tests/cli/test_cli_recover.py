"""`padsketch recover`: what was never saved is found, told and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from padsketch.model import Pattern, Project, edits
from padsketch.session import Session
from padsketch.storage import load_project, save_project
from padsketch.storage.safety.recovered import Recovered
from padsketch.storage.safety.texts import Files


@pytest.fixture
def folder(tmp_path):
    """A project with an edit that was never saved."""
    save_project(tmp_path / "beat", Project(title="Small\x1b[2J", patterns={"A1": Pattern()}))
    edited(Session.open(tmp_path / "beat"), 99.0)
    return tmp_path / "beat"


def edited(session, bpm):
    session.edit("tempo", edits.set_bpm, bpm)
    session.close()


def test_all_that_was_not_saved_is_told(padsketch, padsketch_json, folder):
    edited(Session.open(None), 77.0)
    code, out, err = padsketch("recover")
    assert code == 0
    sketch, project = out.splitlines()
    assert "77 BPM: 1 edit, the last at" in sketch
    assert project.startswith(f"{folder}: Small\ufffd, 99 BPM: 1 edit after the last save, the ")
    assert "-o DIR" in err
    rows = padsketch_json("recover")[1]["recoverable"]
    assert [row["project"] for row in rows] == [None, str(folder)]


def test_where_all_is_saved_nothing_is_told(padsketch):
    assert padsketch("recover") == (0, "", "There is nothing to recover.\n")


def test_edits_of_a_project_become_one_of_their_own(padsketch, folder, tmp_path):
    assert padsketch("recover", folder, "-o", tmp_path / "other")[0] == 0
    assert load_project(tmp_path / "other").bpm == 99
    assert load_project(folder).bpm == 120
    assert len(padsketch("recover", folder)[1].splitlines()) == 1
    code, _, err = padsketch("recover", folder, "-o", tmp_path / "other")
    assert (code, "already" in err) == (1, True)


def test_a_sketch_that_gets_a_name_is_listed_no_more(padsketch, padsketch_json, tmp_path):
    edited(Session.open(None), 77.0)
    (row,) = padsketch_json("recover")[1]["recoverable"]
    assert padsketch("recover", row["name"], "-o", tmp_path / "mine")[0] == 0
    assert load_project(tmp_path / "mine").bpm == 77
    assert padsketch("recover")[1] == ""


def test_what_is_thrown_away_can_be_fetched_back(padsketch, folder, tmp_path):
    out = padsketch("recover", folder, "--throw-away")[1]
    (aside,) = Path(out.rstrip().rpartition(" in ")[2]).iterdir()
    assert padsketch("recover")[1] == ""
    assert padsketch("recover", aside, "-o", tmp_path / "back")[0] == 0
    assert load_project(tmp_path / "back").bpm == 99


def test_a_kit_of_the_project_is_found_from_elsewhere(padsketch, small_project, tmp_path):
    edited(Session.open(small_project), 99.0)
    (tmp_path / "far").mkdir()
    assert padsketch("recover", small_project, "-o", tmp_path / "far" / "copy")[0] == 0
    output = tmp_path / "loop.wav"
    assert padsketch("render", tmp_path / "far" / "copy", "-o", output, "--pattern", "A1")[0] == 0


@pytest.mark.parametrize(
    ("words", "code"), [(("nowhere",), 4), (("--throw-away",), 2), (("-o", "x"), 2)]
)
def test_words_that_mean_nothing_are_refused(padsketch, words, code):
    assert padsketch("recover", *words)[0] == code


def test_a_project_that_is_open_loses_no_journal(padsketch, folder):
    lock = folder / ".padsketch" / "lock"
    lock.write_text('{"pid": 1, "host": "far-away", "started": ""}')
    code, _, err = padsketch("recover", folder, "--throw-away")
    assert (code, "far-away" in err) == (1, True)
    assert padsketch("recover")[1] == ""
    lock.unlink()
    assert len(padsketch("recover")[1].splitlines()) == 1


def test_old_edits_tell_their_day(tmp_path):
    path = tmp_path / "journal.jsonl"
    state = Recovered(path, None, Files(), 2, 1_000_000_000.0, False, False, False)
    assert "on 2001-09-0" in state.words

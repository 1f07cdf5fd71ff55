"""Many projects at once: the same bytes, one failure stops no other, and nothing half is left."""

import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from padsketch.cli.jobs.hand import Hand
from padsketch.cli.jobs.projects import Shard, jobs_of, matches_of
from padsketch.errors import UsageError
from padsketch.model import edits
from padsketch.storage import load_project, save_project

PADSKETCH = [sys.executable, "-m", "padsketch"]
LONG_SONG = 999
"""Repeats that take longer than any test waits."""


@pytest.fixture
def songs(small_project, tmp_path):
    """Four projects in two folders; two have the same name."""
    for number, name in enumerate(("one/beat", "one/Tune", "two/beat", "two/last")):
        shutil.copytree(small_project, tmp_path / "songs" / name)
        project = load_project(tmp_path / "songs" / name)
        save_project(tmp_path / "songs" / name, edits.set_bpm(project, 140.0 + number))
    return tmp_path / "songs"


@contextmanager
def busy(songs, out, *options):
    """A batch of songs that take minutes, once all its workers write."""
    for folder in songs.glob("*/*"):
        make_endless(folder)
    words = ["batch", f"{songs}/*/*", "-o", str(out), "--jobs", "2", *options]
    process = subprocess.Popen(
        [*PADSKETCH, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        while len(list(out.glob(".padsketch-*"))) < 2:
            assert process.poll() is None, process.communicate()
        yield process
    finally:
        process.kill()
        process.communicate()


def make_endless(folder):
    save_project(folder, edits.set_section(load_project(folder), 0, repeats=LONG_SONG))


def children_of(pid):
    """What its threads have started and not buried yet."""
    started = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with suppress(OSError):
            started += (thread / "children").read_text().split()
    return sorted(map(int, started))


def wait_until_gone(pids):
    """The children of another process cannot be waited for, but watched."""
    for pid in pids:
        try:
            handle = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        with os.fdopen(handle) as watched:
            assert select.select([watched], [], [], 30)[0], f"{pid} lives on"


def rendered_alone(padsketch, command, project, output):
    assert padsketch(command, project, "-o", output)[0] == 0


def content_of(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in files}


@pytest.mark.parametrize("kind", ["render", "stems", "export"])
def test_a_batch_writes_the_same_bytes_as_single_commands(padsketch, songs, tmp_path, kind):
    alone = tmp_path / "alone"
    alone.mkdir()
    suffix = ".wav" if kind == "render" else ""
    named = {"one/Tune": "Tune", "one/beat": "beat", "two/beat": "beat_2", "two/last": "last"}
    for project, name in named.items():
        rendered_alone(padsketch, kind, songs / project, alone / f"{name}{suffix}")
    code, out, err = padsketch(
        *("batch", f"{songs}/*/*", "-o", tmp_path / "out", "--as", kind, "--jobs", "2")
    )
    assert code == 0
    assert content_of(tmp_path / "out") == content_of(alone)
    assert [line.split()[0] for line in out.splitlines()] == ["done"] * 4
    assert "4 projects done, 0 failed" in err


def test_a_batch_goes_to_a_folder_called_exports_unless_told(padsketch, songs, monkeypatch):
    monkeypatch.chdir(songs)
    assert padsketch("batch", "one/*")[0] == 0
    assert {path.name for path in Path("exports").iterdir()} == {"Tune.wav", "beat.wav"}
    assert "default exports" in padsketch("batch", "--help")[1]


def test_a_failed_project_stops_no_other_and_is_named(padsketch, padsketch_json, songs, tmp_path):
    (songs / "one" / "beat" / "kit" / "kick.wav").unlink()
    (songs / "two" / "beat" / "project.toml").write_text("title = \x1b[2J")
    code, out, _ = padsketch("batch", f"{songs}/*/*", "-o", tmp_path / "out", "--jobs", "2")
    assert code == 1
    words = [line.split(maxsplit=1) for line in out.splitlines()]
    assert [state for state, _ in words] == ["done", "failed", "failed", "done"]
    assert "kick.wav" in words[1][1]
    assert "\x1b" not in out
    code, answer = padsketch_json("batch", f"{songs}/*/*", "-o", tmp_path / "out", "--force")
    assert (code, answer["done"], answer["failed"]) == (1, 2, 2)
    assert [row["code"] for row in answer["projects"]] == [0, 4, 4, 0]
    assert answer["projects"][0]["answer"]["files"]
    assert answer["projects"][1]["answer"]["error"]["faults"]


def test_the_report_is_in_the_order_of_the_projects(padsketch_json, songs, tmp_path):
    _, answer = padsketch_json("batch", f"{songs}/**", "-o", tmp_path / "out", "--jobs", "4")
    projects = [Path(row["project"]).relative_to(songs).as_posix() for row in answer["projects"]]
    assert projects == sorted(projects) == ["one/Tune", "one/beat", "two/beat", "two/last"]


def test_what_is_there_is_kept_unless_forced(padsketch, songs, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "last.wav").write_bytes(b"mine")
    assert padsketch("batch", songs / "two" / "*", "-o", out)[0] == 1
    assert (out / "last.wav").read_bytes() == b"mine"
    assert padsketch("batch", songs / "two" / "*", "-o", out, "--force")[0] == 0
    assert len((out / "last.wav").read_bytes()) > 1000


def test_options_reach_the_single_commands(padsketch, songs, tmp_path):
    words = ("--rate", "44100", "--format", "flac", "--bits", "16")
    assert padsketch("batch", songs / "two" / "last", "-o", tmp_path / "out", *words)[0] == 0
    alone = tmp_path / "last.flac"
    assert padsketch("render", songs / "two" / "last", "-o", alone, *words)[0] == 0
    assert (tmp_path / "out" / "last.flac").read_bytes() == alone.read_bytes()


def test_shares_are_all_projects_once_and_are_named_alike(songs, tmp_path):
    projects = matches_of([f"{songs}/*/*"]).projects
    jobs = jobs_of(projects, tmp_path, "render", ".wav", ())
    shares = [Shard(number, 3).of(jobs) for number in (1, 2, 3)]
    assert sorted(job for share in shares for job in share) == sorted(jobs)
    assert [len(share) for share in shares] == [2, 1, 1]
    assert len({job.output for job in jobs}) == len(jobs)


def test_a_share_may_be_empty(padsketch, songs, tmp_path):
    words = ("batch", songs / "two" / "last", "-o", tmp_path / "out", "--shard", "2/2")
    code, out, err = padsketch(*words)
    assert (code, out) == (0, "")
    assert "0 projects done" in err


@pytest.mark.parametrize("share", ["0/2", "3/2", "1", "a/b", "-1/2", "1/0"])
def test_an_impossible_share_is_a_usage_error(padsketch, songs, tmp_path, share):
    words = ("batch", songs / "one" / "*", "-o", tmp_path / "out", f"--shard={share}")
    assert padsketch(*words)[0] == 2
    assert not (tmp_path / "out").exists()


def test_a_project_is_done_once_however_it_is_named(songs, tmp_path):
    (tmp_path / "link").symlink_to(songs / "one")
    last = songs / "one" / "beat"
    found = matches_of([str(last), str(last / "project.toml"), f"{tmp_path}/link/be*"])
    assert len(found.projects) == 1


def test_what_is_no_project_is_passed_over_and_said(padsketch, songs, tmp_path):
    (songs / "one" / "notes.txt").write_text("later")
    code, out, err = padsketch("batch", f"{songs}/one/*", "-o", tmp_path / "out")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert "notes.txt is no project" in err


def test_a_pattern_does_not_look_into_hidden_folders(songs):
    (songs / "one").rename(songs / ".one")
    assert {path.parent.name for path in matches_of([f"{songs}/**"]).projects} == {"two"}
    assert len(matches_of([f"{songs}/.one/*"]).projects) == 2


@pytest.mark.parametrize("pattern", ["no*thing", "a**b/*", "[z]"])
def test_a_pattern_without_a_match_is_a_usage_error(padsketch, tmp_path, pattern):
    with pytest.raises(UsageError):
        matches_of([f"{tmp_path}/{pattern}"])
    assert padsketch("batch", f"{tmp_path}/{pattern}", "-o", tmp_path / "out")[0] == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_with_brackets_in_its_name_is_a_folder(songs):
    (songs / "one").rename(songs / "[x] one*")
    assert len(matches_of([str(songs / "[x] one*" / "beat")]).projects) == 1


def test_an_interrupt_stops_all_workers_and_leaves_nothing_half(songs, tmp_path):
    out = tmp_path / "out"
    with busy(songs, out) as process:
        workers = children_of(process.pid)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
    assert len(workers) == 2
    assert re.search("Stopped: 0 of 4 projects are done", err)
    assert list(out.iterdir()) == []
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)


def test_workers_end_with_a_master_that_was_killed_and_leave_nothing_half(songs, tmp_path):
    out = tmp_path / "out"
    with busy(songs, out, "--as", "stems") as process:
        workers = children_of(process.pid)
        process.kill()
        process.wait()
        wait_until_gone(workers)
    assert list(out.iterdir()) == []


def test_a_worker_that_is_killed_is_one_failure_and_the_next_job_is_done(songs, tmp_path):
    out, before = tmp_path / "out", children_of(os.getpid())
    out.mkdir()
    make_endless(songs / "one" / "beat")
    projects = [songs / "one" / "beat", songs / "two" / "last"]
    endless, good = jobs_of(projects, out, "render", ".wav", ())
    with Hand() as hand, ThreadPoolExecutor(1) as pool:
        outcome = pool.submit(hand.perform, endless)
        while not list(out.glob(".padsketch-*")):
            assert not outcome.done(), outcome.result()
        (worker,) = set(children_of(os.getpid())) - set(before)
        os.kill(worker, signal.SIGKILL)
        assert outcome.result().code == 1
        assert "SIGKILL" in outcome.result().error
        assert hand.perform(good).code == 0
    assert good.output.is_file()
    assert not endless.output.exists()


def test_a_worker_needs_no_screen_and_no_arrays_before_it_works():
    program = (
        "import sys, padsketch.cli.jobs.worker\n"
        "sys.exit(bool({'textual', 'numpy', 'distributed'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_answer_for_programs_is_one_document(padsketch, songs, tmp_path):
    out = padsketch("batch", songs / "one" / "*", "-o", tmp_path / "out", "--json")[1]
    assert set(json.loads(out)) == {
        *("as", "shard", "done", "failed", "seconds_taken", "passed_over", "projects"),
    }

"""The same batch by a cluster: a real scheduler and a real worker of dask.distributed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.model import edits
from padsketch.storage import load_project, save_project

PADSKETCH = [sys.executable, "-m", "padsketch"]
ENDLESS = 999


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """The address of a scheduler with one worker of two threads; both end with the tests."""
    home = tmp_path_factory.mktemp("cluster")
    asked = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with dask(home, *asked) as scheduler:
        address = told(scheduler, "Scheduler at:").split()[-1]
        words = ("--nthreads", "2", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1")
        with dask(home, "worker", address, *words) as worker:
            told(worker, "Registered to")
            try:
                yield address
            finally:
                end(worker)
        end(scheduler)


def dask(home, *words):
    environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        cwd=home,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process, words):
    """The first line on stderr that holds the words."""
    line = next((line for line in process.stderr if words in line), None)
    assert line is not None, f"it ended before it said '{words}'"
    return line


def end(process):
    process.kill()
    process.stderr.close()


@pytest.fixture
def songs(small_project, tmp_path):
    for name in ("a", "b", "c"):
        shutil.copytree(small_project, tmp_path / "songs" / name)
    return tmp_path / "songs"


def batch(*words):
    command = [*PADSKETCH, "batch", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_cluster_writes_the_same_bytes(songs, tmp_path, cluster):
    (songs / "b" / "kit" / "kick.wav").unlink()
    here = batch(f"{songs}/*", "-o", tmp_path / "here")
    there = batch(f"{songs}/*", "-o", tmp_path / "there", "--cluster", cluster, "--json")
    assert (here.returncode, there.returncode) == (1, 1), there.stderr
    answer = json.loads(there.stdout)
    assert [row["code"] for row in answer["projects"]] == [0, 4, 0]
    for name in ("a.wav", "c.wav"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


def test_an_interrupt_stops_what_a_cluster_does(songs, tmp_path, cluster):
    out = tmp_path / "out"
    for folder in songs.iterdir():
        save_project(folder, edits.set_section(load_project(folder), 0, repeats=ENDLESS))
    words = ["batch", f"{songs}/*", "-o", str(out), "--cluster", cluster]
    with subprocess.Popen(
        [*PADSKETCH, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        while len(list(out.glob(".padsketch-*"))) < 2:
            assert process.poll() is None, process.communicate()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Stopped: 0 of 3" in err
    assert list(out.iterdir()) == []
    # The worker is free again.
    save_project(songs / "a", edits.set_section(load_project(songs / "a"), 0, repeats=1))
    assert batch(songs / "a", "-o", out, "--cluster", cluster).returncode == 0


def test_where_no_scheduler_answers_it_is_said(songs, tmp_path):
    for address in ("tcp://127.0.0.1:9", "nonsense://x", ""):
        tried = batch(f"{songs}/*", "-o", tmp_path / "out", "--cluster", address)
        assert tried.returncode == 1
        assert "No scheduler answers" in tried.stderr
        assert "Traceback" not in tried.stderr


def test_without_the_extra_it_is_said_what_to_install(songs, tmp_path):
    (tmp_path / "distributed.py").write_text("raise ImportError('not installed')")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    words = ["batch", str(songs / "a"), "-o", str(tmp_path / "out"), "--cluster", "tcp://x:1"]
    tried = subprocess.run(
        [*PADSKETCH, *words], env=environment, capture_output=True, text=True, check=False
    )
    assert tried.returncode == 2
    assert "padsketch[cluster]" in tried.stderr
    assert Path(tmp_path / "out").is_dir()

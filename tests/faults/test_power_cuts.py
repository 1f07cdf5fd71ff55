"""A power cut leaves the old state or the new one, and what was done stays done.

A sample of what `python tests/faults/power_cuts.py` looks at.
"""

import subprocess
import sys
from pathlib import Path
from random import Random

import power_cuts
import pytest
from calls import OPTIONS, calls
from disk import Disk
from doing import SCENES
from injecting import Stage
from scenes import seen

SAMPLE = ("new", "save elsewhere", "midi again", "render", "beat again", "record")


@pytest.mark.parametrize("name", SAMPLE)
def test_a_power_cut_leaves_the_old_or_the_new(stage: Stage, name: str) -> None:
    counts = power_cuts.run(stage, SCENES[name])
    assert min(counts.values()) > 50


NEW = """
import os
here = os.getcwd()
handle = os.open(f"{here}/half", os.O_CREAT | os.O_WRONLY)
os.write(handle, b"new\\n")
"""
SYNC = "os.fsync(handle)\n"
RENAME = "os.rename(f'{here}/half', f'{here}/song')\n"
MORE = """
os.fsync(os.open(here, os.O_RDONLY))
os.mkdir(f"{here}/a")
os.link(f"{here}/song", f"{here}/b")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "music").mkdir()
    (tmp_path / "music" / "song").write_text("old\n")
    return tmp_path / "music"


def disk_after(folder: Path, script: str) -> Disk:
    """What a disk knows of a script that works in a folder."""
    disk, log = Disk(folder), folder.with_name("log")
    command = ["strace", *OPTIONS, "-o", str(log), sys.executable, "-c", script]
    subprocess.run(command, cwd=folder, check=True)
    for call in calls(log):
        disk.follow(call)
    return disk


def what_may_be(disk: Disk, rule: str) -> list[dict[str, str]]:
    """All states after the script has ended."""
    return list(disk.states(disk.n_calls, rule, Random(1)))


@pytest.mark.parametrize("rule", power_cuts.RULES)
def test_a_disk_that_is_not_cut_holds_what_was_written(folder: Path, rule: str) -> None:
    disk = disk_after(folder, NEW + SYNC + RENAME + MORE)
    assert seen(folder) in what_may_be(disk, rule)


def test_a_name_before_its_data_may_stand_for_nothing(folder: Path) -> None:
    disk = disk_after(folder, NEW + RENAME)
    states = what_may_be(disk, "in order")
    (folder / "song").write_text("")
    assert seen(folder) in states


@pytest.mark.parametrize(("rule", "may_be_old"), [("in order", False), ("harsh", True)])
def test_a_sync_of_a_file_brings_its_name_where_names_go_in_order(
    folder: Path, rule: str, may_be_old: bool
) -> None:
    old = seen(folder)
    disk = disk_after(folder, NEW + RENAME + SYNC)
    assert (old in what_may_be(disk, rule)) is may_be_old

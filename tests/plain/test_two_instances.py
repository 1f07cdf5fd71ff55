"""Two programs on one project must never overwrite each other's work."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from padsketch.model import Project
from padsketch.storage import load_project, save_project

PROGRAM = [str(Path(sys.executable).with_name("padsketch")), "--plain", "--silent"]


class Instance:
    """The real program, talked to line by line."""

    def __init__(self, folder: Path) -> None:
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            [*PROGRAM, str(folder)], stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    def ask(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(line, file=self._process.stdin, flush=True)
        return self._process.stdout.readline().strip()

    def tell(self, lines: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(lines)
        self._process.stdin.flush()

    def end(self) -> tuple[int, str]:
        _, said = self._process.communicate()
        return self._process.returncode, said

    def kill(self) -> None:
        self._process.send_signal(signal.SIGKILL)
        self._process.communicate()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_project(tmp_path / "beat", Project(title="Beat", bpm=90.0))
    return tmp_path / "beat"


def tempos(folder: Path) -> list[float]:
    """Those of all versions and of the project, lowest first."""
    versions = (folder / ".padsketch" / "versions").glob("*.toml")
    texts = [path.read_text() for path in (*versions, folder / "project.toml")]
    lines = (line for text in texts for line in text.splitlines() if line.startswith("bpm"))
    return sorted(float(line.partition("=")[2]) for line in lines)


def test_a_holder_keeps_the_other_out_until_it_leaves(folder: Path, tmp_path: Path) -> None:
    first = Instance(folder)
    assert first.ask("bpm 100") == "100 BPM"
    second = Instance(folder)
    assert second.ask("bpm 200") == "200 BPM"
    second.tell("save\n")
    code, said = second.end()

    assert code == 1
    assert "read-only: open in another padsketch" in said
    assert "is open in another padsketch" in said
    assert load_project(folder).bpm == 90
    third = Instance(folder)
    assert third.ask("bpm 300") == "300 BPM"
    assert third.ask(f"save {tmp_path / 'other'}") == f"saved in {tmp_path / 'other'}"
    assert third.end()[0] == 0
    assert first.ask("save") == f"saved in {folder}"
    assert first.end()[0] == 0
    assert tempos(folder) == [90.0, 100.0]
    assert load_project(tmp_path / "other").bpm == 300


def test_who_waited_is_asked_about_what_was_saved_meanwhile(folder: Path) -> None:
    first = Instance(folder)
    assert first.ask("bpm 100") == "100 BPM"
    second = Instance(folder)
    assert second.ask("bpm 200") == "200 BPM"
    assert first.ask("save") == f"saved in {folder}"
    assert first.end()[0] == 0

    assert "what was there is a version" in second.ask("mine")
    assert second.end()[0] == 0
    assert tempos(folder) == [90.0, 100.0, 200.0]


def test_a_killed_instance_keeps_nobody_out(folder: Path) -> None:
    first = Instance(folder)
    assert first.ask("bpm 100") == "100 BPM"
    first.kill()
    assert (folder / ".padsketch" / "lock").exists()

    second = Instance(folder)
    assert second.ask("bpm 200") == "200 BPM"
    assert second.ask("save") == f"saved in {folder}"
    assert second.end() == (0, "")


def test_instances_that_save_at_once_lose_nothing(folder: Path) -> None:
    wanted = [100.0, 110.0, 120.0, 130.0]
    instances = {bpm: Instance(folder) for bpm in wanted}
    for bpm, instance in instances.items():
        instance.tell(f"bpm {bpm}\nsave\n")
    saved = [bpm for bpm, instance in instances.items() if instance.end()[0] == 0]

    assert saved
    assert tempos(folder) == [90.0, *saved]
    assert not (folder / ".padsketch" / "lock").exists()


def test_a_newer_project_is_said_to_be_read_only(folder: Path) -> None:
    file = folder / "project.toml"
    file.write_text(file.read_text().replace("version = 1", "version = 2"))
    newer = file.read_bytes()
    instance = Instance(folder)
    instance.tell("bpm 100\nsave\n")
    code, said = instance.end()

    assert code == 1
    assert "note: read-only: written by a newer padsketch" in said
    assert file.read_bytes() == newer


def test_versions_are_kept_listed_compared_and_brought_back_by_words(folder: Path) -> None:
    instance = Instance(folder)
    assert instance.ask("version before the mix") == "kept as 'before the mix'"
    assert instance.ask("bpm 100") == "100 BPM"
    assert instance.ask("versions").endswith("'before the mix'")
    assert instance.ask("changes before the mix") == "--- before the mix"
    instance.tell("restore before the mix\nundo\nbpm 101\nsave\nrestore 1\n")

    code, said = instance.end()
    assert (code, tempos(folder)) == (0, [90.0, 101.0])
    assert "edits were not saved" in said

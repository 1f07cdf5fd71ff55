"""The installed program in a real terminal."""

import itertools
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

PATIENCE = 20.0
"""Seconds after which something that should be on the screen is missing."""


numbers = itertools.count()
"""A server that is being ended must not be the next test's."""


class Terminal:
    """A terminal of 80x24 in a tmux server of its own."""

    def __init__(self, home):
        self._server = f"padsketch-test-{os.getpid()}-{next(numbers)}"
        self._home = home

    def tmux(self, *words):
        command = ["tmux", "-L", self._server, "-f", os.devnull, *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def start(self, *words):
        self.tmux("new-session", "-d", "-x", "80", "-y", "24", self._shell(words))

    def start_again(self, *words):
        self.tmux("respawn-pane", "-k", self._shell(words))

    def _shell(self, words):
        program = Path(sys.executable).with_name("padsketch")
        home = [f"{name}={self._home}" for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")]
        run = ["env", *home, "LC_ALL=C.UTF-8", str(program), *words]
        return f"{subprocess.list2cmdline(run)}; echo left with $?; exec cat"

    def press(self, *keys):
        self.tmux("send-keys", *keys)

    def wait_for(self, pattern):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            screen = self.tmux("capture-pane", "-p")
            if re.search(pattern, screen):
                return screen
        raise AssertionError(f"{pattern!r} is not on the screen:\n{screen}")

    def wait_until(self, condition):
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end

    def end(self):
        self.tmux("kill-server")


@pytest.fixture
def terminal(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    terminal = Terminal(home)
    yield terminal
    terminal.end()


def test_a_beat_is_drawn_played_saved_and_left(terminal, project_folder):
    terminal.start("--silent", str(project_folder))
    terminal.wait_for("Night Bus")
    terminal.press("Down", "Enter")
    terminal.wait_for(r"\[▅\]")
    terminal.press("Space")
    terminal.wait_for("PLAY")
    terminal.press("z", "Space")
    terminal.wait_for("STOP")
    terminal.press("C-q")
    terminal.wait_for("There are edits that are not saved")
    terminal.press("s")
    terminal.wait_for("left with 0")
    assert 'snare = "x...' in (project_folder / "project.toml").read_text()


def test_what_was_drawn_before_a_kill_is_offered_at_the_next_start(terminal, project_folder):
    terminal.start("--silent", str(project_folder))
    terminal.wait_for("Night Bus")
    terminal.press("Down", "Enter")
    terminal.wait_for(r"\[▅\]")
    journal = project_folder / ".padsketch" / "journal.jsonl"
    terminal.wait_until(journal.exists)
    lock = json.loads((project_folder / ".padsketch" / "lock").read_text())
    os.kill(lock["pid"], signal.SIGKILL)
    terminal.wait_for("left with 137")
    terminal.start_again("--silent", str(project_folder))
    terminal.wait_for("1 edit after the last save, the")
    terminal.wait_for("silent: ")
    terminal.press("r")
    terminal.wait_for("1 edit back")
    terminal.press("C-s")
    terminal.wait_for("saved in")
    assert 'snare = "x...' in (project_folder / "project.toml").read_text()
    assert not journal.exists()


def test_a_pad_is_heard_when_its_key_is_pressed(terminal, project_folder):
    terminal.start("--silent", str(project_folder))
    terminal.wait_for("Night Bus +silent: ")
    terminal.press("1")
    terminal.wait_for("1 Low A.* 0.0 +█")
    assert "STOP" in terminal.wait_for("1 Low A.* 0.0 *\n")


def test_a_project_with_faults_is_told_without_a_traceback(terminal, project_folder):
    file = project_folder / "project.toml"
    file.write_text(file.read_text().replace("bpm = 120.0", "bpm = 1.0"))
    terminal.start("--silent", str(project_folder))
    screen = terminal.wait_for("left with 4")
    assert "bpm" in screen
    assert "Traceback" not in screen

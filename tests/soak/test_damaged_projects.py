"""Damaged projects, journals, locks and manifests; a sample of `python tests/soak/projects.py`."""

import subprocess
import sys
from pathlib import Path

import projects


def test_no_damage_of_a_project_shows_more_than_words() -> None:
    script = Path(projects.__file__)
    done = subprocess.run(
        [sys.executable, script, "--cases", "120", "--seed", "0"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.startswith("120 damaged files: ")


def test_what_the_damage_starts_from_is_opened_whole(tmp_path: Path) -> None:
    projects.make(tmp_path)
    beat = tmp_path / projects.BEAT
    assert projects._opened(tmp_path, beat / "project.toml") == "opened"
    for name in (projects.STEMS, projects.PACK):
        assert projects._opened(tmp_path, Path(name) / "manifest.json") == "opened"

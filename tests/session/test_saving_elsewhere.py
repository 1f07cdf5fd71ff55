"""Saving elsewhere is what refusals advise: it must work, whatever became of the old folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import PadsketchError
from padsketch.model import Layer, Project, edits
from padsketch.session import Session
from padsketch.storage import load_kit, load_project, save_project

KIT = """format = "padsketch-kit"
version = 1
name = "Own"
[[pads]]
id = "kick"
name = "Kick"
layers = [{ file = "deep/kick.wav" }]
"""


def write_sound(path: Path, level: float) -> bytes:
    path.parent.mkdir(parents=True, exist_ok=True)
    soundfile.write(path, np.full(100, level), 48_000, "FLOAT")
    return path.read_bytes()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a kit and a sample of its own."""
    folder = tmp_path / "beat"
    write_sound(folder / "kit" / "deep" / "kick.wav", 0.25)
    (folder / "kit" / "kit.toml").write_text(KIT)
    write_sound(folder / "samples" / "door.wav", 0.5)
    door = (Layer(file="samples/door.wav"),)
    kit = load_kit(folder / "kit")
    save_project(folder, edits.add_pad(Project(kit="kit"), kit, "door", "Door", door))
    return folder


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = Session.open(folder)
    yield opened
    opened.close()


def told(session: Session) -> list[str]:
    session.safety.samples.finish()
    return [error.title for error in session.safety.refusals()]


def test_the_projects_own_kit_and_samples_come_along(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    new = session.save(tmp_path / "new")
    shutil.rmtree(folder)

    assert load_kit(new / "kit").name == "Own"
    assert (new / "samples" / "door.wav").is_file()
    assert told(session) == []


def test_a_kit_outside_of_the_project_is_not_copied(tmp_path: Path) -> None:
    save_project(tmp_path / "beat", Project(kit="../elsewhere"))
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kit.toml").write_text(KIT)
    session = Session.open(tmp_path / "beat")
    session.save(tmp_path / "far" / "new")
    session.close()

    assert not (tmp_path / "far" / "elsewhere").exists()


def test_a_folder_that_is_gone_does_not_keep_the_edits(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    shutil.rmtree(folder)
    session.edit("tempo", edits.set_bpm, 91.0)
    with pytest.raises(PadsketchError, match="not there any more"):
        session.save()
    new = session.save(tmp_path / "new")

    assert load_project(new).bpm == 91
    assert not folder.exists()
    assert "1 sample is missing: door.wav" in told(session)


def test_a_sample_that_cannot_be_read_stays_behind_and_is_told(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    sample = folder / "samples" / "door.wav"
    sample.unlink()
    # Whoever reads this file from its beginning gets an input/output error.
    sample.symlink_to("/proc/self/mem")
    new = session.save(tmp_path / "new")

    assert load_project(new) == session.project
    assert told(session) == ["1 sample is missing: door.wav"]
    assert list((new / "samples").iterdir()) == []


def test_another_sound_of_the_same_name_is_not_taken_for_mine(
    session: Session, tmp_path: Path
) -> None:
    theirs = write_sound(tmp_path / "new" / "samples" / "door.wav", 0.9)
    with pytest.raises(PadsketchError, match=r"another samples/door\.wav"):
        session.save(tmp_path / "new")

    assert (tmp_path / "new" / "samples" / "door.wav").read_bytes() == theirs
    assert not (tmp_path / "new" / "project.toml").exists()


def test_the_same_sound_of_the_same_name_is_no_obstacle(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(folder / "samples", tmp_path / "new" / "samples")

    assert session.save(tmp_path / "new") == tmp_path / "new"

"""Sounds that come into a project: under a free name, whole, with their papers."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import SampleError
from padsketch.model import Credit, Project
from padsketch.session import Session
from padsketch.session.sounds.collecting import bring_in, samples_folder, write_in

RATE = 48_000
IDA = Credit(author="Ida", licence="CC-BY-4.0")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(Project(), tmp_path / "song", RATE)
    yield opened
    opened.close()


@pytest.fixture
def door(tmp_path: Path) -> Path:
    path = tmp_path / "Slammed Door!.WAV"
    soundfile.write(path, np.linspace(0, 0.5, 100), 44_100, "PCM_16", format="WAV")
    return path


def test_a_file_is_copied_byte_by_byte_and_credited(session: Session, door: Path) -> None:
    file = bring_in(session, door, IDA)
    copy = samples_folder(session).parent / file
    assert copy.read_bytes() == door.read_bytes()
    assert session.project.credits == {file: IDA}


def test_two_files_of_one_name_do_not_take_each_others_place(session: Session, door: Path) -> None:
    first = bring_in(session, door, IDA)
    soundfile.write(door, np.zeros(50), 44_100, "PCM_16", format="WAV")
    second = bring_in(session, door, IDA)
    assert first != second
    assert sorted(path.name for path in samples_folder(session).iterdir()) == sorted(
        name.removeprefix("samples/") for name in (first, second)
    )


def test_what_is_in_the_project_already_is_not_copied_again(session: Session, door: Path) -> None:
    file = bring_in(session, door, IDA)
    assert bring_in(session, samples_folder(session).parent / file) == file
    assert session.project.credits == {file: IDA}


def test_a_sound_that_is_used_twice_is_copied_once(session: Session, door: Path) -> None:
    file = bring_in(session, door, IDA)
    said = session.project
    assert bring_in(session, door) == file
    assert session.project is said
    assert [path.name for path in samples_folder(session).iterdir()] == [Path(file).name]


def test_what_is_no_sound_leaves_nothing_behind(session: Session, tmp_path: Path) -> None:
    (tmp_path / "letter.wav").write_text("dear all")
    with pytest.raises(SampleError):
        bring_in(session, tmp_path / "letter.wav", IDA)
    assert list(samples_folder(session).iterdir()) == []
    assert session.project.credits == {}


def test_a_written_sound_is_the_same_to_its_24th_bit(session: Session) -> None:
    frames = np.linspace(-0.9, 0.9, 1000, dtype=np.float32).reshape(-1, 1)
    file = write_in(session, frames, RATE, "noise", IDA)
    again, rate = soundfile.read(samples_folder(session).parent / file, dtype="float32")
    assert rate == RATE
    assert np.abs(again - frames[:, 0]).max() <= 2.0**-24


def test_papers_are_undone_with_what_they_came_for(session: Session, door: Path) -> None:
    bring_in(session, door, IDA, merge="one gesture")
    session.edit("title", lambda project: Project(title="More"), merge="one gesture")
    session.undo()
    assert session.project == Project()

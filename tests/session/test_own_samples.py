"""An open project whose samples are missing: told, found behind the music, brought back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from found_sounds import open_sketch, played, put, rendered, thump, write_found
from msgspec.structs import replace

from padsketch.errors import SampleError, UsageError
from padsketch.model import Credit, Layer, edits
from padsketch.session import Session
from padsketch.session.sounds.collecting import bring_in
from padsketch.storage import check_project, load_project

DOOR = "samples/door.wav"
TRIMMED = Layer(file=DOOR, start=2.0, end=90.0, reverse=True)


@pytest.fixture
def beat(tmp_path: Path) -> Path:
    """A saved project whose kick plays a part of a door, backwards."""
    folder = tmp_path / "beat"
    folder.mkdir()
    session = open_sketch(folder)
    write_found(folder, "door.wav", thump(hertz=70))
    put(session, TRIMMED)
    session.edit("papers", edits.set_credit, DOOR, Credit(author="Ida"))
    session.save()
    session.close()
    return folder


@pytest.fixture
def opened(beat: Path) -> Iterator[list[Session]]:
    """Sessions that are closed in the end."""
    sessions: list[Session] = []
    yield sessions
    for session in sessions:
        session.close()


def open_beat(beat: Path, opened: list[Session]) -> Session:
    session = Session.open(beat, 48_000)
    opened.append(session)
    try:
        session.load_kit()
    except SampleError:
        # What is missing is silent; the rest is there.
        assert session.loaded is not None
    session.safety.samples.finish()
    return session


def test_saving_knows_every_sample_and_is_no_edit(beat: Path, opened: list[Session]) -> None:
    session = open_beat(beat, opened)
    assert session.project.samples.keys() == {DOOR}
    before = session.project
    write_found(beat, "door.wav", thump(hertz=99))
    session.save()
    assert session.project.samples != before.samples
    assert not session.is_dirty
    assert session.undo() is None
    assert load_project(beat) == session.project


def test_a_sound_that_is_brought_in_is_known_at_once(beat: Path, opened: list[Session]) -> None:
    session = open_beat(beat, opened)
    (beat / "found").mkdir()
    file = bring_in(session, shutil.copy(beat / DOOR, beat / "found" / "it.wav"), Credit())
    assert session.project.samples[file] == session.project.samples[DOOR]


def test_a_whole_project_says_nothing_of_missing_samples(beat: Path, opened: list[Session]) -> None:
    samples = open_beat(beat, opened).safety.samples
    assert samples.refusal is None
    with pytest.raises(UsageError):
        samples.bring_back()


def test_what_is_missing_and_nowhere_is_said_with_what_to_do(
    beat: Path, opened: list[Session]
) -> None:
    (beat / DOOR).unlink()
    samples = open_beat(beat, opened).safety.samples
    assert samples.refusal is not None
    assert samples.refusal.title == "1 sample is missing: door.wav"
    assert "--relink" in samples.refusal.hint


def test_a_sample_that_was_moved_sounds_again_with_its_trims(
    beat: Path, opened: list[Session]
) -> None:
    whole = played(open_beat(beat, opened))
    (beat / DOOR).rename(beat / "Moved Door.wav")
    session = open_beat(beat, opened)
    silence = played(session)
    assert session.safety.samples.refusal is not None
    assert "found again" in session.safety.samples.refusal.hint
    assert session.safety.samples.bring_back() == 1
    assert abs(whole).max() > 0.1 > abs(silence).max()
    assert (played(session) == whole).all()
    (layer,) = session.project.pads["kick"].layers or ()
    assert layer == replace(TRIMMED, file="Moved Door.wav")
    assert session.project.credits == {"Moved Door.wav": Credit(author="Ida")}
    session.save()
    assert check_project(beat) == []
    assert session.undo() == "samples brought back"
    session.safety.samples.finish()
    assert session.safety.samples.missing.files == (DOOR,)


def test_a_collected_project_plays_on_with_its_own_kit(beat: Path, opened: list[Session]) -> None:
    session = open_beat(beat, opened)
    session.change_kit("dust")
    session.edit("layers", edits.set_layers, "kick", (TRIMMED,))
    session.reading.finish()
    before = played(session)
    collected = session.safety.samples.gather()
    session.safety.samples.take(collected)
    rendered(session, 8192)
    assert session.project.kit == collected.kit == "kit"
    assert (played(session) == before).all()
    assert session.undo() == "collected samples"
    assert session.project.kit == "dust"


def test_unused_samples_are_listed_for_a_project_with_a_folder_only(
    beat: Path, opened: list[Session]
) -> None:
    session = open_beat(beat, opened)
    write_found(beat, "old.wav", thump())
    assert [found.path.name for found in session.safety.samples.unused()] == ["old.wav"]
    nameless = Session.open(None)
    opened.append(nameless)
    nameless.load_kit()
    with pytest.raises(UsageError, match="no folder"):
        nameless.safety.samples.unused()


def test_without_its_kit_a_project_says_so_and_takes_another(
    beat: Path, opened: list[Session]
) -> None:
    shutil.rmtree(beat / "tin")
    (beat / DOOR).unlink()
    session = Session.open(beat, 48_000)
    opened.append(session)
    with pytest.raises(Exception, match="There is no kit 'tin'") as refused:
        session.load_kit()
    assert "choose another" in refused.value.hint
    session.safety.samples.finish()
    assert session.safety.samples.missing.files == (DOOR,)
    with pytest.raises(SampleError):
        session.change_kit("eight")
    assert session.kit is not None
    assert session.project.kit == "eight"

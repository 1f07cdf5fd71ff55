"""What a disk holds is never lost to a save, and edits are never lost to a disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from padsketch.errors import ChangedOnDisk, InUse, InvalidFile, PadsketchError, ReadOnly, UsageError
from padsketch.model import Lane, Pattern, Project, Step, edits
from padsketch.model.recording import Take
from padsketch.session import Session
from padsketch.storage import load_project, load_takes, project_to_text, save_project, save_takes
from padsketch.storage.safety.lock import Holder, Lock
from padsketch.storage.safety.versions import NAMED, SAVED, STRANGE

OLD = Project(title="Beat", bpm=90.0)
FAR = Holder(4, "far away", "then")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_project(tmp_path / "beat", OLD)
    return tmp_path / "beat"


@pytest.fixture
def session(folder: Path) -> Iterator[Session]:
    opened = Session.open(folder)
    yield opened
    opened.close()


def set_bpm(session: Session, bpm: float) -> None:
    session.edit("tempo", edits.set_bpm, bpm)


def text_of(folder: Path) -> bytes:
    return (folder / "project.toml").read_bytes()


def write_theirs(folder: Path, **values: Any) -> bytes:
    theirs = project_to_text(Project(title="Theirs", **values)).encode()
    (folder / "project.toml").write_bytes(theirs)
    return theirs


def hold_from_far(folder: Path) -> None:
    lock = folder / ".padsketch" / "lock"
    lock.parent.mkdir(exist_ok=True)
    lock.write_text('{"pid": 4, "host": "far away", "started": "then"}')


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_what_a_save_replaces_becomes_a_version(session: Session, folder: Path) -> None:
    before = text_of(folder)
    set_bpm(session, 91)
    session.save()

    (version,) = session.safety.files.versions
    assert (version.read(), version.kind) == (before, SAVED)


def test_a_save_that_changes_nothing_leaves_no_version(session: Session) -> None:
    session.save()
    session.save()

    assert session.safety.files.versions == ()


def test_comments_are_kept_before_the_save_that_loses_them(folder: Path) -> None:
    by_hand = b"# the one for the bridge\n" + text_of(folder)
    (folder / "project.toml").write_bytes(by_hand)
    session = Session.open(folder)
    set_bpm(session, 91)
    session.save()
    session.close()

    (version,) = session.safety.files.versions
    assert (version.read(), version.kind) == (by_hand, STRANGE)


def test_a_project_that_changed_on_disk_is_asked_about(session: Session, folder: Path) -> None:
    theirs = write_theirs(folder)
    set_bpm(session, 91)
    with pytest.raises(ChangedOnDisk, match="changed by something else") as caught:
        session.save()

    assert caught.value.hint
    assert text_of(folder) == theirs
    assert session.is_dirty
    assert session.safety.files.versions == ()


def test_what_is_written_while_a_project_is_opened_counts_as_a_change(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(path: Path) -> Project:
        project = load_project(path)
        write_theirs(folder)
        return project

    monkeypatch.setattr("padsketch.storage.load_project", load)
    session = Session.open(folder)
    with pytest.raises(ChangedOnDisk):
        session.save()
    session.close()


def test_keeping_mine_makes_theirs_a_version(session: Session, folder: Path) -> None:
    theirs = write_theirs(folder)
    set_bpm(session, 91)
    session.save(over=True)

    assert load_project(folder).bpm == 91
    (version,) = session.safety.files.versions
    assert (version.read(), version.kind) == (theirs, STRANGE)
    set_bpm(session, 92)
    session.save()
    assert load_project(folder).bpm == 92


def test_taking_theirs_can_be_undone(session: Session, folder: Path) -> None:
    write_theirs(folder, bpm=70.0)
    set_bpm(session, 91)
    session.safety.files.take_theirs()

    assert session.project.title == "Theirs"
    assert not session.is_dirty
    assert session.undo() == "what is on the disk"
    assert session.project.bpm == 91
    assert session.is_dirty
    session.save()
    assert load_project(folder).bpm == 91
    assert [version.kind for version in session.safety.files.versions] == [SAVED]


def test_theirs_that_cannot_be_read_leaves_mine(session: Session, folder: Path) -> None:
    (folder / "project.toml").write_text("nonsense")
    set_bpm(session, 91)
    with pytest.raises(InvalidFile):
        session.safety.files.take_theirs()

    assert session.project.bpm == 91
    with pytest.raises(ChangedOnDisk):
        session.save()


def test_a_project_that_is_gone_is_asked_about_and_written_anew(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    folder.rename(tmp_path / "moved")
    set_bpm(session, 91)
    with pytest.raises(ChangedOnDisk, match="not there any more"):
        session.save()
    assert not folder.exists()

    session.save(over=True)
    assert load_project(folder).bpm == 91
    assert load_project(tmp_path / "moved") == OLD


def test_saving_elsewhere_leaves_the_old_folder_untouched(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    write_theirs(folder)
    before = tree(folder)
    set_bpm(session, 91)
    session.save(tmp_path / "elsewhere")

    assert tree(folder) == before
    assert not (folder / ".padsketch" / "lock").exists()
    assert load_project(tmp_path / "elsewhere").bpm == 91
    session.save()
    assert session.folder == tmp_path / "elsewhere"


def test_the_same_folder_by_another_name_is_no_other_folder(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "link").symlink_to(folder)
    set_bpm(session, 91)

    assert session.save(tmp_path / "link") == folder
    assert load_project(folder).bpm == 91


def test_a_project_that_is_open_elsewhere_is_not_written(folder: Path) -> None:
    hold_from_far(folder)
    session = Session.open(folder)
    assert "far away" in session.safety.files.why_not
    before = tree(folder)
    set_bpm(session, 91)
    with pytest.raises(InUse, match="far away") as caught:
        session.save()

    assert caught.value.may_be_gone
    assert tree(folder) == before
    session.close()
    assert (folder / ".padsketch" / "lock").exists()


def test_a_project_is_taken_over_when_the_user_says_so(folder: Path) -> None:
    hold_from_far(folder)
    session = Session.open(folder)
    session.safety.files.take_over()
    set_bpm(session, 91)
    session.save()

    assert session.safety.files.why_not == ""
    assert load_project(folder).bpm == 91
    session.close()


def test_a_lock_that_was_taken_over_is_noticed(session: Session, folder: Path) -> None:
    hold_from_far(folder)
    before = text_of(folder)
    set_bpm(session, 91)
    with pytest.raises(InUse):
        session.save()

    assert text_of(folder) == before
    assert session.safety.files.holder == FAR


def test_a_failed_save_elsewhere_leaves_no_lock_there(session: Session, tmp_path: Path) -> None:
    hold_from_far_folder = tmp_path / "elsewhere"
    hold_from_far_folder.mkdir()
    hold_from_far(hold_from_far_folder)
    with pytest.raises(InUse):
        session.save(hold_from_far_folder)

    assert Lock(hold_from_far_folder).take(over=FAR) is None
    assert session.save() == tmp_path / "beat"


def test_a_newer_project_is_read_only_and_what_is_understood_can_be_saved_elsewhere(
    folder: Path, tmp_path: Path
) -> None:
    newer = text_of(folder).replace(b"version = 1", b"version = 2\nnews = true")
    (folder / "project.toml").write_bytes(newer)
    session = Session.open(folder)
    assert "newer padsketch" in session.safety.files.why_not
    set_bpm(session, 91)
    for over in (False, True):
        with pytest.raises(ReadOnly, match="newer"):
            session.save(over=over)
    assert text_of(folder) == newer

    session.save(tmp_path / "understood")
    assert (session.safety.files.why_not, session.is_dirty) == ("", False)
    assert load_project(tmp_path / "understood").version == 1
    set_bpm(session, 92)
    session.save()
    session.close()
    assert load_project(tmp_path / "understood").bpm == 92


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "Make room"),
        (errno.EACCES, "permissions"),
        (errno.EROFS, "only be read"),
        (errno.EIO, "another disk"),
        (errno.ESTALE, "network"),
    ],
)
def test_a_disk_that_refuses_says_what_to_do_and_keeps_all(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    def refuse(handle: int) -> None:
        raise OSError(number, os.strerror(number))

    before = text_of(folder)
    set_bpm(session, 91)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(PadsketchError, match="cannot be written") as caught:
        session.save()
    monkeypatch.undo()

    assert hint in caught.value.hint
    assert text_of(folder) == before
    assert session.is_dirty
    session.save()
    assert load_project(folder).bpm == 91


def test_a_save_whose_end_failed_is_no_change_of_something_else(
    session: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        if path == folder:
            raise OSError(errno.EIO, "Input/output error")

    set_bpm(session, 91)
    monkeypatch.setattr("padsketch.storage.files.sync_folder", refuse)
    with pytest.raises(PadsketchError, match="cannot be written"):
        session.save()
    monkeypatch.undo()

    assert load_project(folder).bpm == 91
    set_bpm(session, 92)
    session.save()
    assert load_project(folder).bpm == 92


def test_a_folder_whose_versions_cannot_be_kept_is_not_written(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    (folder / ".padsketch" / "versions").write_text("in the way")
    before = text_of(folder)
    set_bpm(session, 91)
    with pytest.raises(PadsketchError, match="cannot be written"):
        session.save()
    assert text_of(folder) == before

    session.save(tmp_path / "elsewhere")
    assert load_project(tmp_path / "elsewhere").bpm == 91


def test_a_named_version_holds_the_edits_as_they_are(session: Session) -> None:
    set_bpm(session, 91)
    version = session.safety.files.keep("before the mix")
    assert (version.kind, version.name) == (NAMED, "before the mix")

    set_bpm(session, 120)
    session.safety.files.restore(session.safety.files.version("before the mix"))
    assert session.project.bpm == 91
    assert session.undo() == "version before the mix"
    assert session.project.bpm == 120


def test_restoring_what_is_there_already_is_no_edit(session: Session) -> None:
    session.safety.files.restore(session.safety.files.keep("same"))

    assert session.undo() is None


def test_a_version_whose_kit_is_gone_comes_back_and_says_so(session: Session) -> None:
    session.edit("kit", edits.set_kit, "nowhere")
    version = session.safety.files.keep("lost kit")
    session.undo()
    with pytest.raises(InvalidFile, match="There is no kit"):
        session.safety.files.restore(version)

    assert session.project.kit == "nowhere"
    assert session.undo() == "version lost kit"


def test_a_sketch_without_a_folder_has_no_versions() -> None:
    session = Session.open(None)
    with pytest.raises(UsageError, match="no versions"):
        session.safety.files.keep("x")
    with pytest.raises(UsageError, match="no version 'x'"):
        session.safety.files.version("x")
    assert session.safety.files.versions == ()
    assert session.safety.files.why_not == ""
    session.close()


def test_takes_that_another_wrote_are_kept_among_mine(session: Session, folder: Path) -> None:
    def take(number: int, velocity: int) -> Take:
        lane = Lane(steps=(Step(velocity=velocity),))
        return Take(pattern="A1", number=number, at=1, played=Pattern(lanes={"kick": lane}))

    save_takes(folder, [take(1, 50), take(2, 60)])
    session.takes.keep(take(1, 127))
    session.save()

    velocities = {t.number: t.played.lanes["kick"].steps[0].velocity for t in load_takes(folder)}
    assert velocities == {1: 127, 2: 60, 3: 50}
    session.takes.remove(session.takes.take("A1", 2))
    session.save()
    assert len(load_takes(folder)) == 2

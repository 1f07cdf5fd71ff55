import os
import subprocess
import sys

import pytest

from padsketch.errors import InvalidFile, PadsketchError, ReadOnly
from padsketch.model import Project
from padsketch.storage import (
    load_project,
    project_file,
    project_folder,
    project_to_text,
    save_project,
)

OLD, NEW = Project(title="Old"), Project(title="New")


@pytest.fixture
def folder(tmp_path):
    save_project(tmp_path / "beat", OLD)
    return tmp_path / "beat"


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_project_gets_its_folders(folder):
    assert names(folder) == ["exports", "project.toml", "samples"]
    assert load_project(folder) == OLD


def test_folder_and_file_mean_the_same_project(folder):
    file = folder / "project.toml"

    assert project_file(folder) == project_file(file) == file
    assert project_folder(folder) == project_folder(file) == folder
    assert load_project(file) == load_project(folder)


def test_saving_replaces_the_text_and_leaves_nothing_else(folder):
    save_project(folder, NEW)

    assert load_project(folder) == NEW
    assert names(folder) == ["exports", "project.toml", "samples"]


@pytest.mark.parametrize("call", ["os.fsync", "os.fchmod", "pathlib.Path.replace"])
def test_a_torn_save_keeps_the_old_project(folder, monkeypatch, call):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, fail)
    with pytest.raises(PadsketchError, match="No space left on device") as caught:
        save_project(folder, NEW)
    monkeypatch.undo()

    assert caught.value.hint
    assert load_project(folder) == OLD
    assert names(folder) == ["exports", "project.toml", "samples"]


def test_a_save_that_is_interrupted_keeps_the_old_project(folder, monkeypatch):
    def interrupt(handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save_project(folder, NEW)
    monkeypatch.undo()

    assert load_project(folder) == OLD
    assert names(folder) == ["exports", "project.toml", "samples"]


def test_the_content_is_on_the_disk_before_the_name_points_to_it(folder, monkeypatch):
    calls = []
    real_fsync, real_replace = os.fsync, type(folder).replace
    monkeypatch.setattr(os, "fsync", lambda fd: (calls.append("fsync"), real_fsync(fd)))
    monkeypatch.setattr(
        type(folder), "replace", lambda *paths: (calls.append("rename"), real_replace(*paths))
    )
    save_project(folder, NEW)

    assert calls == ["fsync", "rename", "fsync"]


def test_a_saved_file_keeps_its_mode(folder):
    file = folder / "project.toml"
    file.chmod(0o640)
    save_project(folder, NEW)

    assert file.stat().st_mode & 0o777 == 0o640


def test_a_linked_project_file_stays_a_link(folder, tmp_path):
    linked = tmp_path / "linked"
    linked.mkdir()
    (linked / "project.toml").symlink_to(folder / "project.toml")
    save_project(linked, NEW)

    assert (linked / "project.toml").is_symlink()
    assert load_project(folder) == NEW


def test_a_newer_project_is_never_rewritten(folder):
    file = folder / "project.toml"
    newer = project_to_text(OLD).replace("version = 1", "version = 2\nnews = true")
    file.write_text(newer)

    assert load_project(folder).version == 2
    for project in (load_project(folder), NEW):
        with pytest.raises(ReadOnly, match="newer"):
            save_project(folder, project)
    assert file.read_text() == newer


def test_what_is_understood_of_a_newer_project_can_be_saved_elsewhere(folder, tmp_path):
    newer = project_to_text(OLD).replace("version = 1", "version = 2\nnews = true")
    (folder / "project.toml").write_text(newer)
    save_project(tmp_path / "copy", load_project(folder))

    assert load_project(tmp_path / "copy") == OLD
    assert (folder / "project.toml").read_text() == newer


def test_a_project_that_is_not_there_is_told_with_what_to_do(tmp_path):
    with pytest.raises(InvalidFile, match="There is no project") as caught:
        load_project(tmp_path / "nothing")

    assert "padsketch new" in caught.value.hint


@pytest.mark.parametrize("name", ["a\0b", "n" * 5000, "n" * 5000 + "/project.toml", "\udcff"])
def test_a_path_that_cannot_be_is_no_traceback(tmp_path, name):
    with pytest.raises(InvalidFile, match="There is no project"):
        load_project(tmp_path / name)


def test_a_damaged_file_is_told_with_its_first_fault_and_the_number_of_others(folder):
    (folder / "project.toml").write_text(project_to_text(OLD) + "[mixer.kick]\npan = 2\nmute = 1\n")
    with pytest.raises(InvalidFile) as caught:
        load_project(folder)

    assert "mixer.kick.pan: 2 is outside -1 to 1 (and 1 more)" in caught.value.title
    assert "padsketch check" in caught.value.hint


def test_bytes_that_are_no_text_are_told_with_their_line(folder):
    (folder / "project.toml").write_bytes(b'format = "padsketch-project"\ntitle = "\xff"\n')
    with pytest.raises(InvalidFile, match="line 2: this is not UTF-8 text"):
        load_project(folder)


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PadsketchError, match="cannot be written"):
        save_project(tmp_path / "file" / "beat", NEW)


def test_opening_a_project_does_not_wait_for_numpy():
    heavy = "{'numpy', 'soundfile', 'soxr', 'platformdirs'}"
    code = f"import sys, padsketch.storage; print({heavy} & set(sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "set()"

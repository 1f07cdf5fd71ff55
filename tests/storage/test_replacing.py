import errno
import json
import os
import re
from pathlib import Path

import pytest

from padsketch.errors import OutputExists, PadsketchError, UsageError
from padsketch.storage import exchanging, replacing, replacing_folder
from padsketch.storage.exchanging import exchange


def left_over(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def write(path, text, force=False):
    with replacing(path, force) as temporary:
        temporary.write_text(text)


def write_folder(path, force=False, **files):
    with replacing_folder(path, force) as temporary:
        for name, text in files.items():
            (temporary / name).write_text(text)
        manifest = {"format": "padsketch-stems", "files": list(files)}
        (temporary / "manifest.json").write_text(json.dumps(manifest))


def test_an_output_is_there_only_when_it_is_whole(tmp_path):
    path = tmp_path / "beat.wav"
    with replacing(path, force=False) as temporary:
        temporary.write_text("sound")
        assert temporary.parent == tmp_path
        assert temporary.suffix == ".wav"
        assert not path.exists()

    assert path.read_text() == "sound"
    assert not left_over(tmp_path)


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failed_output_leaves_nothing(tmp_path, failure):
    path = tmp_path / "beat.wav"
    path.write_text("old")

    def fail():
        with replacing(path, force=True) as temporary:
            temporary.write_text("half")
            raise failure

    with pytest.raises(failure):
        fail()
    assert path.read_text() == "old"
    assert not left_over(tmp_path)


def test_an_existing_output_is_refused_before_the_work(tmp_path):
    path = tmp_path / "beat.wav"
    path.write_text("old")
    with pytest.raises(OutputExists) as caught, replacing(path, force=False):
        pytest.fail("the work began")

    assert caught.value.replaceable


def test_an_output_that_appears_meanwhile_is_not_overwritten(tmp_path):
    path = tmp_path / "beat.wav"

    def race():
        with replacing(path, force=False) as temporary:
            temporary.write_text("mine")
            path.write_text("theirs")

    with pytest.raises(OutputExists):
        race()
    assert path.read_text() == "theirs"
    assert not left_over(tmp_path)


@pytest.mark.parametrize("appears", [False, True])
def test_a_disk_without_links_is_as_careful(tmp_path, monkeypatch, appears):
    def no_links(path, target):
        if appears:
            path.write_text("theirs")
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    path = tmp_path / "beat.wav"
    if appears:
        with pytest.raises(OutputExists):
            write(path, "mine")
    else:
        write(path, "mine")
    assert path.read_text() == ("theirs" if appears else "mine")
    assert not left_over(tmp_path)


def test_force_replaces_a_file(tmp_path):
    path = tmp_path / "beat.wav"
    path.write_text("old")
    write(path, "new", force=True)

    assert path.read_text() == "new"


def test_force_never_replaces_a_device_or_a_folder(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with pytest.raises(UsageError, match="is not a file"):
            write(path, "sound", force=True)
    assert pipe.is_fifo()


def test_a_missing_folder_is_told_before_the_work(tmp_path):
    for manager in (replacing, replacing_folder):
        with pytest.raises(UsageError, match="no folder"), manager(tmp_path / "a" / "b", False):
            pytest.fail("the work began")


def test_a_full_disk_is_told_in_words(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(PadsketchError, match="No space left on device"):
        write(tmp_path / "beat.wav", "sound")
    assert not list(tmp_path.iterdir())


def test_a_folder_of_outputs_appears_as_a_whole(tmp_path):
    path = tmp_path / "stems"
    write_folder(path, kick="a", snare="b")

    assert sorted(file.name for file in path.iterdir()) == ["kick", "manifest.json", "snare"]
    assert not left_over(tmp_path)


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failed_folder_leaves_the_old_one(tmp_path, failure):
    path = tmp_path / "stems"
    write_folder(path, kick="old")

    def fail():
        with replacing_folder(path, force=True) as temporary:
            (temporary / "kick").write_text("half")
            raise failure

    with pytest.raises(failure):
        fail()
    assert (path / "kick").read_text() == "old"
    assert not left_over(tmp_path)


def test_where_names_cannot_be_exchanged_a_folder_is_swapped_in_by_turns(tmp_path, monkeypatch):
    monkeypatch.setattr(exchanging, "exchange", lambda one, other: False)
    path = tmp_path / "stems"
    write_folder(path, kick="old")
    write_folder(path, force=True, snare="new")
    assert {file.name for file in path.iterdir()} == {"snare", "manifest.json"}
    assert not left_over(tmp_path)


def test_a_folder_that_cannot_be_swapped_in_leaves_the_old_one(tmp_path, monkeypatch):
    monkeypatch.setattr(exchanging, "exchange", lambda one, other: False)
    path = tmp_path / "stems"
    write_folder(path, kick="old")
    rename = Path.rename

    def only_away(source, target):
        if target == path and (source / "snare").exists():
            raise OSError(errno.EIO, "Input/output error")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", only_away)
    with pytest.raises(PadsketchError, match="Input/output error"):
        write_folder(path, force=True, snare="new")
    assert (path / "kick").read_text() == "old"
    assert not left_over(tmp_path)


def test_an_existing_folder_is_refused_without_force(tmp_path):
    path = tmp_path / "stems"
    write_folder(path, kick="old")
    with pytest.raises(OutputExists):
        write_folder(path, kick="new")

    assert (path / "kick").read_text() == "old"


def test_force_leaves_no_stem_of_the_old_folder(tmp_path):
    path = tmp_path / "stems"
    write_folder(path, kick="old", tom="old")
    write_folder(path, force=True, kick="new")

    assert sorted(file.name for file in path.iterdir()) == ["kick", "manifest.json"]
    assert not left_over(tmp_path)


def test_force_takes_an_empty_folder(tmp_path):
    (tmp_path / "stems").mkdir()
    write_folder(tmp_path / "stems", force=True, kick="new")

    assert (tmp_path / "stems" / "kick").read_text() == "new"


@pytest.mark.parametrize(
    ("manifest", "stranger"),
    [
        (None, "novel.txt"),
        ('{"format": "padsketch-stems", "files": {"kick.wav": {}}}', "novel.txt"),
        ('{"format": "padsketch-stems", "files": [["novel.txt"], 1]}', "novel.txt"),
        ('{"format": "padsketch-stems"}', "manifest.json"),
        ('{"name": "a web site", "files": ["novel.txt"]}', "manifest.json"),
        ('["novel.txt", "manifest.json"]', "manifest.json"),
        ("[" * 100_000, "manifest.json"),
        ("not JSON", "manifest.json"),
    ],
)
def test_force_never_deletes_what_is_not_ours(tmp_path, manifest, stranger):
    path = tmp_path / "stems"
    path.mkdir()
    if manifest:
        (path / "manifest.json").write_text(manifest)
    (path / "novel.txt").write_text("ten years of work")
    with pytest.raises(OutputExists, match=re.escape(stranger)):
        write_folder(path, force=True, kick="new")

    assert (path / "novel.txt").read_text() == "ten years of work"


def test_what_is_put_into_the_folder_meanwhile_is_not_deleted(tmp_path):
    path = tmp_path / "stems"
    write_folder(path, kick="old")

    def race():
        with replacing_folder(path, force=True) as temporary:
            (temporary / "kick").write_text("new")
            (path / "novel.txt").write_text("ten years of work")

    with pytest.raises(OutputExists):
        race()
    assert (path / "novel.txt").exists()
    assert not left_over(tmp_path)


def test_a_folder_that_appears_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "stems"

    def race():
        with replacing_folder(path, force=False) as temporary:
            (temporary / "kick").write_text("mine")
            write_folder(path, kick="theirs")

    with pytest.raises(OutputExists):
        race()
    assert (path / "kick").read_text() == "theirs"


def test_a_file_or_a_link_is_no_folder_to_replace(tmp_path):
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "link"):
        with pytest.raises(UsageError, match="is not a folder"):
            write_folder(tmp_path / name, force=True, kick="new")


def test_two_folders_change_places_with_all_that_they_hold(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert (tmp_path / "one" / "other").read_text() == "other"
    assert (tmp_path / "other" / "one").read_text() == "one"


def test_names_that_are_not_there_cannot_change_places(tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "nothing")

"""The folders of the library are the user's: nothing is listed, lost or scanned unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from padsketch.errors import InvalidFile, UsageError
from padsketch.storage.kits import installed_kits
from padsketch.storage.library import (
    add_folder,
    library_folders,
    listed_folders,
    remove_folder,
    tags_of,
)
from padsketch.storage.library import folders as list_of_folders


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / "config" / "library.toml"
    monkeypatch.setattr(list_of_folders, "user_folders_file", lambda: file)
    return tmp_path


def test_without_a_list_only_usual_folders_that_are_there_are_listed(home: Path) -> None:
    assert listed_folders() == []
    (home / "Music" / "Samples").mkdir(parents=True)
    assert listed_folders() == [home / "Music" / "Samples"]


def test_kits_are_always_in_the_library(home: Path) -> None:
    add_folder(home)
    assert library_folders() == [home, *installed_kits()]


def test_the_first_folder_that_is_added_keeps_the_usual_ones(home: Path) -> None:
    for name in ("Samples", 'odd "name" ü'):
        (home / name).mkdir()
        if name != "Samples":
            add_folder(home / name)
    assert listed_folders() == [home / "Samples", home / 'odd "name" ü']
    remove_folder(home / "Samples")
    assert listed_folders() == [home / 'odd "name" ü']


def test_a_list_that_was_emptied_stays_empty(home: Path) -> None:
    (home / "Samples").mkdir()
    add_folder(home / "Samples" / "..")
    remove_folder(home / "Samples")
    remove_folder(home / "Samples" / "..")
    assert listed_folders() == []


def test_a_list_may_say_home_and_what_is_not_there(home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "library.toml").write_text('folders = ["~/Sounds", "/nowhere"]')
    assert listed_folders() == [home / "Sounds", Path("/nowhere")]


@pytest.mark.parametrize("text", ["folders = [1]", 'folders = "/x"', "folders = [", "\xff"])
def test_a_list_that_cannot_be_read_is_told_and_kept(home: Path, text: str) -> None:
    file = home / "config" / "library.toml"
    file.parent.mkdir()
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(InvalidFile, match=r"library\.toml"):
        listed_folders()
    with pytest.raises(InvalidFile):
        add_folder(home)
    assert file.read_bytes() == text.encode("latin-1")


def test_what_is_no_folder_is_not_added(home: Path) -> None:
    add_folder(home)
    for folder in (home / "none", home):
        with pytest.raises(UsageError):
            add_folder(folder)
    with pytest.raises(UsageError, match="not in the library"):
        remove_folder(home / "none")


@pytest.mark.parametrize(
    ("path", "tags"),
    [
        ("/x/808 Kicks/Deep 01.wav", ("kick",)),
        ("/x/BD_hard.wav", ("kick",)),
        ("/x/OpenHat.wav", ("hat", "open")),
        ("/x/Drums/snare-rim.flac", ("snare", "rim")),
        ("/x/TomLow3.wav", ("tom-low", "tom")),
        ("/x/Vox Chops/ah.wav", ("vocal",)),
        ("/x/funky_break_96bpm.wav", ("break",)),
        ("/x/Crash.wav", ("crash", "cymbal")),
        ("/kick/a/b/c.wav", ()),
        ("/x/parkour.wav", ()),
    ],
)
def test_a_name_says_what_a_sound_is(path: str, tags: tuple[str, ...]) -> None:
    assert tags_of(Path(path)) == tags

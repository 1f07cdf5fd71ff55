"""A folder that is looked through: in the order that people count, and never a surprise."""

import os

import pytest

from padsketch.errors import InvalidFile
from padsketch.storage.folders import list_folder, natural


def names(folder):
    return [entry.name for entry in list_folder(folder)]


def touch(folder, *files):
    for name in files:
        (folder / name).touch()


def test_folders_come_first_and_kick_2_before_kick_10(tmp_path):
    touch(tmp_path, "Kick 10.wav", "kick 2.WAV", "snare.flac", "break.mp3")
    for name in ("Zoo", "b2", "b10"):
        (tmp_path / name).mkdir()
    assert names(tmp_path) == [
        *("b2", "b10", "Zoo"),
        *("break.mp3", "kick 2.WAV", "Kick 10.wav", "snare.flac"),
    ]


def test_what_is_no_sound_and_what_is_hidden_is_left_out(tmp_path):
    touch(tmp_path, ".kick.wav", "kick.txt", "kick", "wav", "kick.wav.part")
    (tmp_path / ".hidden").mkdir()
    assert names(tmp_path) == []


def test_a_link_that_leads_nowhere_or_in_a_circle_is_left_out(tmp_path):
    (tmp_path / "gone.wav").symlink_to(tmp_path / "nothing.wav")
    (tmp_path / "circle.wav").symlink_to(tmp_path / "circle.wav")
    touch(tmp_path, "kick.wav")
    assert names(tmp_path) == ["kick.wav"]


def test_a_pipe_that_is_called_like_a_sound_is_no_sound(tmp_path):
    os.mkfifo(tmp_path / "kick.wav")
    assert names(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into everything")
def test_a_folder_that_may_not_be_read_says_so(tmp_path):
    (tmp_path / "locked").mkdir(mode=0)
    with pytest.raises(InvalidFile, match="Permission denied"):
        list_folder(tmp_path / "locked")


@pytest.mark.parametrize("name", ["nothing", "file.wav", "null\0"])
def test_what_is_no_folder_says_so(tmp_path, name):
    touch(tmp_path, "file.wav")
    with pytest.raises(InvalidFile, match="cannot be looked into"):
        list_folder(tmp_path / name)


def test_a_name_that_is_no_text_is_listed(tmp_path):
    name = os.fsdecode(b"kick\xff\x1b[31m.wav")
    touch(tmp_path, name)
    assert names(tmp_path) == [name]


def test_names_of_digits_and_letters_can_be_compared():
    found = ["a", "1", "a1", "1a", "", "²", "٣", "10", "2"]
    assert sorted(found, key=natural)[:4] == ["", "1", "1a", "2"]

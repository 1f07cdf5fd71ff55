"""`padsketch check --song`: sentences for a reader, tables for a program."""

import pytest

SONG = """\
format = "padsketch-project"
version = 1
bpm = 120.0
kit = "eight"

[patterns.A1.lanes]
kick = "X...X...X...X..."
snare = "....X.......X..."

[[song]]
section = "All"
pattern = "A1"
repeats = 36
"""


@pytest.fixture
def still_song(tmp_path):
    """A project whose song never changes."""
    folder = tmp_path / "still"
    folder.mkdir()
    (folder / "project.toml").write_text(SONG)
    return folder


def test_a_song_that_never_changes_is_told_in_sentences(padsketch, still_song):
    code, out, _ = padsketch("check", still_song, "--song")
    assert code == 0
    assert out.splitlines() == [
        "Every track plays in every one of the 36 bars.",
        "Nothing enters or leaves for 36 bars, from bar 1 to 36.",
        "The song ends at full energy in bar 36: nothing leaves before the end.",
    ]


def test_a_program_gets_the_bars_as_numbers(padsketch_json, still_song):
    code, answer = padsketch_json("check", still_song, "--song")
    assert code == 0
    assert answer["song"][2] == {
        "section": 1,
        "first_bar": 36,
        "last_bar": 36,
        "words": "The song ends at full energy in bar 36: nothing leaves before the end.",
    }


def test_nobody_hears_of_the_song_unasked(padsketch, padsketch_json, still_song):
    assert padsketch("check", still_song)[1] == ""
    assert "song" not in padsketch_json("check", still_song)[1]


def test_what_has_no_song_is_wrong_usage(padsketch, still_song, small_kit):
    text = (still_song / "project.toml").read_text()
    (still_song / "project.toml").write_text(text.split("[[song]]")[0])
    assert padsketch("check", still_song, "--song")[0] == 2
    assert padsketch("check", small_kit, "--song")[0] == 2


def test_a_project_with_faults_is_told_its_faults_only(padsketch, still_song):
    file = still_song / "project.toml"
    file.write_text(file.read_text().replace("repeats = 36", "repeats = 0"))
    code, out, _ = padsketch("check", still_song, "--song")
    assert code == 4
    assert "repeats" in out
    assert "bars" not in out

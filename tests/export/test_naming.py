import pytest

from padsketch.export.naming import Naming, naming_of, short_key


@pytest.mark.parametrize(
    ("key", "short"),
    [
        ("C minor", "Cmin"),
        ("F# major", "F#maj"),
        ("f♯ moll", ""),
        ("E♭", "Ebmaj"),
        ("bb m", "Bbmin"),
        ("Am", "Amin"),
        ("B flat Minor", "Bbmin"),
        ("D dorian", "Ddor"),
        ("GM", "Gmaj"),
        ("", ""),
        ("H minor", ""),
        ("C../../x", ""),
        ("not a key", ""),
    ],
)
def test_a_key_is_written_short_or_left_out(key, short):
    assert short_key(key) == short


def test_a_name_says_place_sound_tempo_and_key():
    assert Naming(92.0, "Cmin", "wav").file("kick", 1) == "01_kick_92bpm_Cmin.wav"
    assert Naming(92.5, "", "flac").file("A1") == "A1_92.5bpm.flac"


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "con", "\x1b[2Jkick", "é" * 300])
def test_no_name_leaves_its_folder(name):
    file = Naming(92.0, "Cmin", "wav").file(name, 3)
    assert file.startswith("03_")
    assert file.isascii()
    assert file.isprintable()
    assert not set("/\\") & set(file)
    assert len(file) < 120


def test_the_names_of_a_job_come_from_its_project(new_job):
    assert naming_of(new_job()).file("mix") == "mix_133.7bpm.wav"

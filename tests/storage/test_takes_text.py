"""Takes in their file: what a hand played once must not get lost on the way to the disk."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from padsketch.errors import InvalidFile, ReadOnly
from padsketch.model import PATTERN_NAMES, Lane, Pattern, Project, Step
from padsketch.model.recording import RecordingSettings, Take, in_order
from padsketch.storage import (
    check_project,
    load_takes,
    save_project,
    save_takes,
    takes_from_text,
    takes_to_text,
)
from padsketch.storage.recording import load_recording, save_recording
from strategies import patterns

HEAD = 'format = "padsketch-takes"\nversion = 1\n'
TAKE = Take(
    pattern="A1",
    number=3,
    at=2,
    played=Pattern(
        length=8,
        lanes={"kick": Lane(steps=(Step(velocity=100), Step(velocity=43, nudge=-20)))},
    ),
)
TEXT = (
    HEAD
    + """
[takes.A1.3]
at = 2

[takes.A1.3.played]
length = 8
step = "1/16"

[takes.A1.3.played.lanes]
kick = "x3......"

[[takes.A1.3.played.locks]]
lane = "kick"
step = 2
velocity = 43
nudge = -20
"""
)


def takes():
    """Takes of which no two have a number in common."""
    each = st.builds(
        Take,
        pattern=st.sampled_from(PATTERN_NAMES),
        number=st.integers(1, 999_999_999),
        at=st.integers(1, 1000),
        played=patterns(),
    )
    unique = st.lists(each, max_size=4, unique_by=lambda take: (take.pattern, take.number))
    return unique.map(tuple).map(in_order)


@given(takes())
def test_saving_loses_no_take(kept):
    assert takes_from_text(takes_to_text(kept)) == kept


def test_a_lane_of_a_take_is_one_line():
    assert takes_to_text([TAKE]) == TEXT
    assert takes_from_text(TEXT) == (TAKE,)


def test_a_project_without_takes_gets_no_file(tmp_path):
    assert load_takes(tmp_path) == ()
    save_takes(tmp_path, ())
    assert list(tmp_path.iterdir()) == []


def test_the_last_take_can_be_thrown_away_for_good(tmp_path):
    save_takes(tmp_path, [TAKE])
    assert load_takes(tmp_path) == (TAKE,)
    save_takes(tmp_path, ())
    assert load_takes(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[takes.A1.3]\nat = 2\n[takes.A1.3.played.lanes]\nkick = "x?"', "played.lanes.kick"),
        ("[takes.A1.3]\nat = 0\n[takes.A1.3.played]", "takes.A1.3.at"),
        ("[takes.A1.3.played]", "takes.A1.3.at"),
        ("[takes.A1.3]\nat = 1", "takes.A1.3.played"),
        ("[takes.A1.03]\nat = 1\n[takes.A1.03.played]", "takes.A1.03"),
        ("[takes.A1.one]\nat = 1\n[takes.A1.one.played]", "takes.A1.one"),
        ("[takes.Z9.1]\nat = 1\n[takes.Z9.1.played]", "takes.Z9"),
        ("[takes.A1]\n3 = 7", "takes.A1.3"),
        ("other = 1", "other"),
    ],
)
def test_a_damaged_file_names_its_place(text, place):
    with pytest.raises(InvalidFile) as error:
        takes_from_text(HEAD + text)
    assert [fault.place for fault in error.value.faults if fault.place.endswith(place)]


def test_a_check_of_the_project_checks_its_takes(tmp_path):
    save_project(tmp_path / "beat", Project())
    save_takes(tmp_path / "beat", [TAKE])
    assert check_project(tmp_path / "beat") == []
    (tmp_path / "beat" / "takes.toml").write_text(TEXT.replace("at = 2", "at = -2"))
    assert [str(fault) for fault in check_project(tmp_path / "beat")] == [
        "takes.toml: takes.A1.3.at: -2 is outside 1 to 2147483648"
    ]


def test_what_is_no_file_of_takes_is_refused(tmp_path):
    (tmp_path / "takes.toml").write_text('format = "padsketch-kit"\nversion = 1\n')
    with pytest.raises(InvalidFile, match=r"takes\.toml: format"):
        load_takes(tmp_path)
    (tmp_path / "takes.toml").write_bytes(b"\xff")
    with pytest.raises(InvalidFile, match="line 1"):
        load_takes(tmp_path)


def test_the_takes_of_a_newer_version_are_not_rewritten(tmp_path):
    file = tmp_path / "takes.toml"
    newer = TEXT.replace("version = 1", "version = 2") + "\n[takes.A1.4]\ntape = 'x'\n"
    file.write_text(newer)
    assert load_takes(tmp_path) == (TAKE,)
    with pytest.raises(ReadOnly):
        save_takes(tmp_path, ())
    assert file.read_text() == newer


def test_how_one_records_is_the_same_tomorrow(tmp_path):
    file = tmp_path / "config" / "recording.toml"
    assert load_recording(file) == (RecordingSettings(), [])
    wanted = RecordingSettings(replaces=True, count_in=2, strength=50, metronome_db=-20.0)
    save_recording(file, wanted)
    assert load_recording(file) == (wanted, [])


def test_settings_that_cannot_be_are_named_and_the_others_kept(tmp_path):
    file = tmp_path / "recording.toml"
    file.write_text("count_in = 9\nstrength = 70\nfoo = 1\n")
    settings, complaints = load_recording(file)
    assert settings == RecordingSettings(strength=70)
    assert [text.split(": ")[1] for text in complaints] == ["count_in", "foo"]
    file.write_text("count_in = ")
    assert load_recording(file)[0] == RecordingSettings()
    assert "line 1" in load_recording(file)[1][0]

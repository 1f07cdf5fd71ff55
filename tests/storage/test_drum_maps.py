import pytest

from padsketch.errors import InvalidFile
from padsketch.storage.drum_maps import DrumMap, load_map, map_file, save_map

HEAD = 'format = "padsketch-drum-map"\nversion = 1\n[notes]\n'
TAUGHT = DrumMap({36: "kick", 75: ""}, "dust")


def test_a_map_comes_back_with_remarks_for_who_edits_it(tmp_path):
    path = tmp_path / "maps" / "drums.toml"
    save_map(path, TAUGHT, {36: "4 times: Bass\x1b drum"})
    assert load_map(path) == TAUGHT
    assert '36 = "kick"  # 4 times: Bass' in path.read_text()
    assert "\x1b" not in path.read_text()


def test_maps_are_found_by_name_among_those_of_the_user(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert map_file("my pads") == tmp_path / "padsketch" / "maps" / "my pads.toml"
    assert map_file("drums.toml").name == "drums.toml"
    assert str(map_file("here/drums")) == "here/drums"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "format: is missing"),
        ('format = "padsketch-kit"', "expected 'padsketch-drum-map'"),
        (f'{HEAD}200 = "a"', "notes.200: a note is a number from 0 to 127"),
        (f"{HEAD}kick = 36", "notes.kick: a note is a number"),
        (f'{HEAD}36 = "A B"', "notes.36: 'A B' cannot be a pad's name"),
        (f"{HEAD}36 = 1", "notes.36: expected text"),
        ("[", "line 1"),
    ],
)
def test_what_is_no_map_is_refused_with_the_place(tmp_path, text, said):
    path = tmp_path / "a.toml"
    path.write_text(text)
    with pytest.raises(InvalidFile) as refusal:
        load_map(path)
    assert any(said in str(fault) for fault in refusal.value.faults)


def test_a_map_that_is_not_there_is_no_traceback(tmp_path):
    with pytest.raises(InvalidFile, match="There is no map"):
        load_map(tmp_path / "none.toml")

import pytest

from padsketch.model.parameters import MASTER
from padsketch.storage import load_project


def test_a_new_project_has_an_empty_pattern_for_its_kit(padsketch, tmp_path):
    code, _, err = padsketch("new", tmp_path / "Night Bus", "--kit", "dust", "--bpm", "92.5")
    assert (code, err) == (0, "")
    project = load_project(tmp_path / "Night Bus")
    assert (project.title, project.bpm, project.kit) == ("Night Bus", 92.5, "dust")
    lanes = project.patterns["A1"].lanes
    assert list(lanes)[:2] == ["kick", "snare"]
    assert not any(lane.steps for lane in lanes.values())


def test_a_first_loop_does_not_clip(padsketch, tmp_path):
    padsketch("new", tmp_path / "beat")
    master = load_project(tmp_path / "beat").master
    assert MASTER["limiter"].written(master.limiter) == "on"
    assert master.ceiling_db < 0


def test_a_new_demo_renders(padsketch, tmp_path):
    assert padsketch("new", tmp_path / "demo", "--demo")[0] == 0
    assert padsketch("check", tmp_path / "demo")[0] == 0
    words = ("--rate", "8000", "--tail", "cut")
    assert padsketch("render", tmp_path / "demo", "-o", tmp_path / "a.wav", *words)[0] == 0


def test_a_project_that_is_there_is_not_replaced(padsketch, small_project):
    before = (small_project / "project.toml").read_bytes()
    code, _, err = padsketch("new", small_project, "--demo")
    assert code == 1
    assert "already" in err
    assert (small_project / "project.toml").read_bytes() == before


def test_a_kit_folder_is_named_from_the_project(padsketch, small_kit, tmp_path):
    assert padsketch("new", tmp_path / "other", "--kit", small_kit)[0] == 0
    assert load_project(tmp_path / "other").kit == "../small/kit"
    assert padsketch("check", tmp_path / "other")[0] == 0


def test_an_unknown_kit_makes_no_folder(padsketch, tmp_path):
    code, _, err = padsketch("new", tmp_path / "a", "--kit", "dist")
    assert code == 4
    assert "did you mean 'dust'?" in err
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("bpm", ["19", "401", "nan", "fast"])
def test_an_impossible_tempo_is_a_usage_error(padsketch, tmp_path, bpm):
    assert padsketch("new", tmp_path / "a", "--bpm", bpm)[0] == 2
    assert not (tmp_path / "a").exists()


def test_a_file_in_the_way_is_told(padsketch, tmp_path):
    (tmp_path / "file").write_text("")
    code, _, err = padsketch("new", tmp_path / "file")
    assert code == 1
    assert "cannot be written" in err


def test_check_lists_every_fault_with_its_place(padsketch, padsketch_json, small_project):
    file = small_project / "project.toml"
    broken = file.read_text().replace('"X..x..5."', '"X..?..5."').replace("bpm = 133.7", "bpm = 7")
    file.write_text(broken)
    code, out, err = padsketch("check", small_project)
    assert code == 4
    assert [line.split(":")[0] for line in out.splitlines()] == ["bpm", "patterns.A1.lanes.kick"]
    assert "2 faults" in err
    code, answer = padsketch_json("check", small_project)
    assert code == 4
    assert [fault["place"] for fault in answer["faults"]] == ["bpm", "patterns.A1.lanes.kick"]


def test_check_takes_a_kit(padsketch, small_kit):
    assert padsketch("check", small_kit)[0] == 0
    (small_kit / "open.wav").write_bytes(b"no audio")
    code, out, _ = padsketch("check", small_kit / "kit.toml")
    assert code == 4
    assert "open.wav" in out


def test_check_of_nothing_is_a_fault(padsketch, tmp_path):
    assert padsketch("check", tmp_path / "nowhere")[0] == 4


def test_kits_are_listed(padsketch, padsketch_json):
    code, out, _ = padsketch("kit", "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == ["cabinet", "chrome", "dust", "eight"]
    assert [row["pads"] for row in padsketch_json("kit", "list")[1]] == [16] * 4


def test_a_broken_kit_does_not_hide_the_others(padsketch, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    broken = tmp_path / "padsketch" / "kits" / "broken"
    broken.mkdir(parents=True)
    (broken / "kit.toml").write_text("name = 3")
    code, out, _ = padsketch("kit", "list")
    assert code == 0
    assert "broken" in out
    assert "eight" in out


def test_a_kit_shows_its_pads(padsketch, padsketch_json, small_kit):
    code, out, _ = padsketch("kit", "info", small_kit)
    assert code == 0
    assert "open" in out
    assert "choke 1" in out
    _, answer = padsketch_json("kit", "info", "dust")
    assert answer["pads"][0]["id"] == "kick"
    assert answer["credits"]


def test_an_unknown_kit_is_an_invalid_kit(padsketch):
    code, _, err = padsketch("kit", "info", "eighty")
    assert code == 4
    assert "eight" in err

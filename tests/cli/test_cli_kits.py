import json
import re
import zipfile
from pathlib import Path

import pytest
import soundfile

DEBIAN = Path("/usr/share/hydrogen/data/drumkits")


@pytest.fixture(autouse=True)
def user_kits(tmp_path, monkeypatch):
    """The folder of the user's kits, empty."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "padsketch" / "kits"


def test_a_kit_goes_out_and_comes_back(padsketch, padsketch_json, small_kit, tmp_path, user_kits):
    assert padsketch("kit", "export", small_kit, "-o", tmp_path / "a.padkit")[0] == 0
    code, answer = padsketch_json("kit", "import", tmp_path / "a.padkit", "--name", "Copy")

    assert code == 0
    assert answer["folder"] == str(user_kits / "Copy")
    assert answer["pads"] == ["kick", "snare", "hat", "open", "organ", "drone"]
    assert (answer["losses"], answer["missing"]) == ([], [])
    assert padsketch("kit", "info", "Copy")[0] == 0
    assert padsketch("new", tmp_path / "beat", "--kit", "Copy")[0] == 0


def test_losses_are_said_beside_the_answer(padsketch, padsketch_json, tmp_path):
    code, out, err = padsketch("kit", "export", "dust", "-o", tmp_path / "dust.h2drumkit")
    assert code == 0
    assert "Drive is left out" not in out
    assert "note: Drive is left out: Kick" in err
    _, answer = padsketch_json("kit", "export", "dust", "-o", tmp_path / "dust.sfz")
    assert answer["format"] == "sfz"
    assert any(loss.startswith("Drive is left out") for loss in answer["losses"])


def test_missing_files_are_named(padsketch, padsketch_json, small_kit):
    (small_kit / "open.wav").unlink()
    code, _, err = padsketch("kit", "import", small_kit)
    assert code == 0
    assert "missing: open.wav" in err
    assert padsketch_json("kit", "import", small_kit, "--force")[1]["missing"] == ["open.wav"]


def test_an_existing_kit_is_not_replaced(padsketch, small_kit):
    assert padsketch("kit", "import", small_kit)[0] == 0
    code, _, err = padsketch("kit", "import", small_kit)
    assert code == 1
    assert "--force replaces it" in err


def test_a_kit_is_made_of_sounds(padsketch, tmp_path, small_kit):
    words = ("--author", "Me", "--licence", "CC0-1.0", "--name", "Found")
    made = padsketch("kit", "new", tmp_path / "mine", small_kit / "kick.wav", *words)
    assert made[0] == 0
    assert "'Found', 1 pad, 1 sound\n" in made[1]
    assert padsketch("kit", "check", tmp_path / "mine")[0] == 0
    assert padsketch("kit", "new", tmp_path / "none")[0] == 2


def test_a_check_names_faults_and_lacking_papers(padsketch, padsketch_json, small_kit):
    text = (small_kit / "kit.toml").read_text()
    (small_kit / "kit.toml").write_text(re.sub("^licence = .*$", "", text, flags=re.MULTILINE))
    code, out, err = padsketch("kit", "check", small_kit)
    assert code == 0
    assert "no licence is stated: ask before you publish (kick.wav, snare.wav, open.wav)" in out
    assert "0 faults" in err
    (small_kit / "open.wav").write_bytes(b"noise")
    (small_kit / "kick.wav").unlink()
    code, answer = padsketch_json("kit", "check", small_kit)
    assert code == 4
    assert {fault["place"] for fault in answer["faults"]} >= {"pads[1].layers[1].file", "open.wav"}
    assert {paper["file"] for paper in answer["papers"] if paper["warnings"]} == {
        "kick.wav",
        "snare.wav",
        "open.wav",
    }


def test_a_check_says_what_licences_ask(padsketch, tmp_path, small_kit):
    words = ("--author", "Someone", "--licence", "CC-BY-NC-4.0")
    padsketch("kit", "new", tmp_path / "mine", small_kit / "kick.wav", *words)
    code, out, _ = padsketch("kit", "check", tmp_path / "mine")

    assert code == 0
    assert "papers: what is made with it must not be sold (kick.wav)" in out
    assert "to be credited: Someone" in out


def test_shipped_kits_have_all_their_papers(padsketch_json):
    for kit in ("dust", "eight", "cabinet", "chrome"):
        code, answer = padsketch_json("kit", "check", kit)
        assert (code, answer["faults"]) == (0, [])
        assert all(paper["warnings"] == [] for paper in answer["papers"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "/etc/hostname"), 4),
        (("import", "nowhere.h2drumkit"), 4),
        (("export", "nokit", "-o", "a.padkit"), 4),
        (("export", "dust", "-o", "nowhere/at/all.padkit"), 2),
        (("export", "dust", "-o", "a.padkit", "--format", "sfz"), 2),
        (("export", "dust"), 2),
        (("check", "nokit"), 4),
        (("new", "a", "nowhere.wav"), 4),
    ],
)
def test_what_goes_wrong_is_told_without_a_traceback(padsketch, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    found, _, err = padsketch("kit", *words)

    assert found == code
    assert err.startswith("padsketch: ")
    assert "should not have happened" not in err
    assert not list(tmp_path.glob("a*"))


def test_a_hostile_archive_is_refused_in_words(padsketch, tmp_path, user_kits):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../evil.wav", b"RIFF")
    code, _, err = padsketch("kit", "import", tmp_path / "a.zip")

    assert code == 4
    assert "leads out of its folder" in err
    assert not user_kits.exists()
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.skipif(not DEBIAN.is_dir(), reason="Hydrogen's kits are not installed")
@pytest.mark.parametrize("folder", sorted(DEBIAN.glob("*/")), ids=lambda folder: folder.name)
def test_every_kit_of_hydrogen_plays(padsketch, padsketch_json, tmp_path, folder):
    code, answer = padsketch_json("kit", "import", folder)
    assert code == 0
    assert padsketch("kit", "check", answer["kit"])[0] == 0
    first = answer["pads"][0]
    (tmp_path / "project.toml").write_text(
        'format = "padsketch-project"\nversion = 1\ntitle = "x"\nbpm = 120.0\n'
        f'kit = {json.dumps(answer["kit"])}\n[patterns.A1.lanes]\n{first} = "X......."\n'
    )
    out = tmp_path / "a.wav"
    assert padsketch("render", tmp_path, "-o", out, "--tail", "cut", "--rate", 8000)[0] == 0
    assert abs(soundfile.read(out)[0]).max() > 0.001

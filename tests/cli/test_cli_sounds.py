from pathlib import Path

import numpy as np
import pytest
import soundfile

RATE = 44_100


@pytest.fixture(autouse=True)
def sounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two sounds, for a user who has nothing else."""
    for kind in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr("padsketch.storage.library.folders.installed_kits", lambda: [])
    folder = tmp_path / "Found"
    folder.mkdir()
    for name, hertz in (("deep kick", 60), ("hat\x1b[2J", 7000)):
        times = np.arange(RATE // 4) / RATE
        sound = np.sin(2 * np.pi * hertz * times) * np.exp(-20 * times)
        soundfile.write(folder / f"{name}.wav", 0.5 * sound, RATE)
    return folder


def test_a_folder_that_is_added_is_found(padsketch, padsketch_json, sounds):
    code, answer = padsketch_json("sounds", "--add", sounds)
    assert code == 0
    assert answer["found"] == 2
    (kick,) = padsketch_json("sounds", "deep", "#kick", "<1s")[1]["sounds"]
    assert kick["path"] == str(sounds / "deep kick.wav")
    assert (kick["seconds"], kick["rate"], kick["tags"]) == (0.25, RATE, ["kick"])
    assert padsketch("sounds", "deep") == (0, f"    0.25 s  {kick['path']}  #kick\n", "")


def test_sounds_come_in_the_order_that_is_asked_for(padsketch_json, sounds):
    padsketch_json("sounds", "--add", sounds)

    def names(*words):
        return [Path(row["path"]).name[:4] for row in padsketch_json("sounds", *words)[1]["sounds"]]

    assert names("--order", "brightness") == ["deep", "hat\x1b"]
    assert names("--order", "brightness", "--descending") == ["hat\x1b", "deep"]
    assert names("--like", sounds / "hat\x1b[2J.wav", "--limit", "1") == ["hat\x1b"]


def test_what_is_new_is_heard_when_asked(padsketch_json, sounds):
    padsketch_json("sounds", "--add", sounds)
    (sounds / "deep kick.wav").rename(sounds / "clap.wav")
    assert padsketch_json("sounds", "clap")[1]["found"] == 0
    assert padsketch_json("sounds", "clap", "--scan")[1]["found"] == 1
    assert padsketch_json("sounds", "--remove", sounds)[1]["found"] == 0


def test_a_name_cannot_write_to_the_terminal(padsketch, sounds):
    code, out, err = padsketch("sounds", "--add", sounds, "--limit", "1", "--descending")
    assert code == 0
    assert "\x1b" not in out + err
    assert err == "1 of 2 sounds; --limit shows more\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--add", "none"), 2, "There is no folder none"),
        (("--remove", "none"), 2, "is not in the library"),
        (("--like", "none.wav"), 4, "there is no such file"),
        (("<long",), 2, "is no length"),
        (("--order", "colour"), 2, "invalid choice"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(padsketch, words, code, said):
    answer = padsketch("sounds", *words)
    assert answer[:2] == (code, "")
    assert said in answer[2]

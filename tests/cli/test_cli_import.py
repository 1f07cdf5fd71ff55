import io
import json
from pathlib import Path

import pytest

from padsketch.cli import run

TEXT = "title: Night\nbpm: 92\n[A]\nkick: X...\nflute: ..x.\n"
DEMOS = sorted(Path("/usr/share/hydrogen/data/demo_songs").glob("*.h2song"))


@pytest.fixture
def beat(tmp_path):
    """A beat as text, with a lane that no kit has a pad for."""
    path = tmp_path / "night.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def midi(tmp_path, padsketch):
    """The demo's notes as a MIDI file."""
    padsketch("new", tmp_path / "demo", "--demo")
    padsketch("midi", tmp_path / "demo", "-o", tmp_path / "demo.mid")
    return tmp_path / "demo.mid"


def test_a_beat_becomes_a_project_that_checks_and_renders(padsketch, beat, tmp_path):
    code, out, err = padsketch("import", beat, "-o", tmp_path / "night", "--kit", "dust")
    assert (code, "'Night', 92 BPM, 1 pattern" in out) == (0, True)
    assert "note: Left out, for no pad of the kit plays this: flute (1 note)." in err
    assert padsketch("check", tmp_path / "night")[0] == 0
    assert padsketch("render", tmp_path / "night", "-o", tmp_path / "night.wav")[0] == 0


def test_a_program_is_told_everything(padsketch_json, beat, tmp_path):
    code, answer = padsketch_json("import", beat, "-o", tmp_path / "n", "--name", "Later")
    assert code == 0
    assert answer == {
        "folder": str(tmp_path / "n"),
        "title": "Later",
        "bpm": 92.0,
        "meter": "4/4",
        "kit": "eight",
        "patterns": ["A1"],
        "sections": 0,
        "losses": ["Left out, for no pad of the kit plays this: flute (1 note)."],
        "missing": [],
    }


def test_without_a_folder_it_is_called_as_the_beat(padsketch, beat, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert padsketch("import", beat)[0] == 0
    assert (tmp_path / "Night" / "project.toml").is_file()
    code, _, err = padsketch("import", beat)
    assert (code, "--force replaces it" in err) == (1, True)
    assert padsketch("import", beat, "--force")[0] == 0


def test_a_file_that_is_none_is_one_line_and_no_traceback(padsketch, tmp_path):
    (tmp_path / "a.mid").write_bytes(b"MThd")
    (tmp_path / "a.xyz").write_bytes(b"")
    for name, said in (("a.mid", "byte 0"), ("a.xyz", "no beat that is known"), ("b.mid", "read")):
        code, out, err = padsketch("import", tmp_path / name, "-o", tmp_path / "out")
        assert (code, out) == (4, "")
        assert said in err
        assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


def test_notes_are_learned_and_the_map_is_used(padsketch, padsketch_json, midi, tmp_path):
    drums = tmp_path / "drums.toml"
    code, answer = padsketch_json("import", midi, "--map", drums, "--learn", "--kit", "dust")
    assert code == 0
    assert answer["notes"]["36"] == "kick"
    text = drums.read_text()
    assert "Kick (Bass drum 1)" in text
    drums.write_text(text.replace('36 = "kick"', '36 = "clap"'))
    assert padsketch("import", midi, "--map", drums, "--learn")[0] == 0
    assert '36 = "clap"' in drums.read_text()
    assert padsketch("import", midi, "-o", tmp_path / "out", "--map", drums)[0] == 0
    project = (tmp_path / "out" / "project.toml").read_text()
    assert "\nkick " not in project
    assert 'kit = "dust"' in project


def test_on_a_terminal_every_new_note_is_asked_for(monkeypatch, capsys, midi, tmp_path):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("\n-\nbanjo\nrim\n" + "\n" * 20))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    words = ("import", midi, "--map", tmp_path / "m.toml", "--learn", "--kit", "dust")
    assert run([str(word) for word in words]) == 0
    out, err = capsys.readouterr()
    assert "36  " in err
    assert "Pads: kick, snare" in err
    lines = [line.split()[:2] for line in out.splitlines()]
    assert lines[:3] == [["36", "kick"], ["37", "-"], ["38", "rim"]]


def test_learning_needs_a_map_and_notes(padsketch, beat, midi, tmp_path):
    assert padsketch("import", midi, "--learn")[0] == 2
    code, _, err = padsketch("import", beat, "--map", tmp_path / "m.toml", "--learn")
    assert (code, "Only notes of MIDI" in err) == (2, True)


@pytest.mark.skipif(not DEMOS, reason="hydrogen-data is not installed")
def test_a_song_of_hydrogen_checks_and_renders(padsketch, tmp_path):
    song = next(path for path in DEMOS if path.stem.startswith("TR808"))
    code, out, _ = padsketch("import", song, "-o", tmp_path / "song", "--json")
    assert (code, json.loads(out)["losses"]) == (0, [])
    assert padsketch("check", tmp_path / "song")[0] == 0
    words = ("--rate", "8000", "--no-master")
    assert padsketch("render", tmp_path / "song", "-o", tmp_path / "a.wav", *words)[0] == 0

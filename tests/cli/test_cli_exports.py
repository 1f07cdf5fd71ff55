import os
import pty
import signal
import subprocess
import sys
from functools import partial

import pytest
import soundfile


def test_a_project_with_a_song_renders_the_song_and_lets_it_ring(
    padsketch_json, small_project, tmp_path
):
    code, answer = padsketch_json("render", small_project, "-o", tmp_path / "a.wav")
    assert code == 0
    assert (answer["what"], answer["tail"]) == ("song", "ring")
    info = soundfile.info(tmp_path / "a.wav")
    assert (info.samplerate, info.subtype) == (48_000, "PCM_24")
    assert answer["frames"] == info.frames


def test_a_pattern_wraps_and_its_name_may_be_small(padsketch_json, small_project, tmp_path):
    words = ("render", small_project, "-o", tmp_path / "a.wav", "--pattern", "a1")
    assert padsketch_json(*words)[1]["what"] == "A1"
    assert padsketch_json(*words, "--force")[1]["tail"] == "wrap"


def test_without_a_song_the_first_pattern_is_rendered(padsketch_json, small_project, tmp_path):
    file = small_project / "project.toml"
    text = file.read_text()
    file.write_text(text[: text.index("[[song]]")].replace("patterns.A1", "patterns.C10"))
    assert padsketch_json("render", file, "-o", tmp_path / "a.wav")[1]["what"] == "B2"


def test_midi_has_the_song_unless_a_pattern_is_asked_for(padsketch_json, small_project, tmp_path):
    words = ("midi", small_project, "-o", tmp_path / "a.mid")
    code, song = padsketch_json(*words)
    assert (code, song["what"]) == (0, "song")
    pattern = padsketch_json(*words, "--force", "--pattern", "a1", "--repeats", "2")[1]
    assert pattern["what"] == "A1"
    assert 0 < sum(pattern["notes"].values()) != sum(song["notes"].values())
    assert (tmp_path / "a.mid").read_bytes().startswith(b"MThd")


def test_a_project_without_music_says_so(padsketch, tmp_path):
    (tmp_path / "project.toml").write_text('format = "padsketch-project"\nversion = 1\n')
    code, out, err = padsketch("render", tmp_path, "-o", tmp_path / "a.wav")
    assert (code, out) == (2, "")
    assert "nothing to render" in err


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg", "a.mp3"])
def test_the_format_follows_the_name(padsketch, small_project, tmp_path, name):
    assert padsketch("render", small_project, "-o", tmp_path / name)[0] == 0
    assert soundfile.info(tmp_path / name).format.lower() == name[2:]


def test_a_name_that_says_no_format_is_a_usage_error(padsketch, small_project, tmp_path):
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "loop")
    assert code == 2
    assert "--format" in err
    code, _, _ = padsketch("render", small_project, "-o", tmp_path / "loop", "--format", "flac")
    assert code == 0


def test_an_output_is_replaced_only_by_force(padsketch, small_project, tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    code, _, err = padsketch("render", small_project, "-o", path)
    assert (code, path.read_bytes()) == (1, b"precious")
    assert "--force" in err
    assert padsketch("render", small_project, "-o", path, "--force")[0] == 0


def test_a_missing_folder_is_a_usage_error(padsketch, small_project, tmp_path):
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "no" / "a.wav")
    assert code == 2
    assert "no" in err


def test_a_missing_project_is_an_invalid_project(padsketch, tmp_path):
    assert padsketch("render", tmp_path / "nowhere", "-o", tmp_path / "a.wav")[0] == 4


def test_a_missing_sample_is_named(padsketch, small_project, tmp_path):
    (small_project / "kit" / "open.wav").unlink()
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "a.wav")
    assert code == 4
    assert "open.wav" in err


def test_a_lane_that_the_kit_cannot_play_is_told(padsketch, small_project, tmp_path):
    file = small_project / "project.toml"
    file.write_text(file.read_text().replace('kick  = "X', 'cowbell = "X..."\nkick  = "X'))
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "a.wav")
    assert code == 0
    assert "cowbell" in err


def test_clipping_is_told(padsketch, small_project, tmp_path):
    file = small_project / "project.toml"
    file.write_text(file.read_text().replace("level_db = -2.0", "level_db = 12.0"))
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "a.wav")
    assert code == 0
    assert "a.wav clips" in err


def test_stems_are_float_and_verify(padsketch, padsketch_json, small_project, tmp_path):
    folder = tmp_path / "stems"
    code, answer = padsketch_json("stems", small_project, "-o", folder)
    assert code == 0
    assert len(answer["files"]) == 7
    assert soundfile.info(folder / "mix.wav").subtype == "FLOAT"
    assert padsketch("verify", folder) == (
        0,
        f"6 stems and their mix, {answer['frames']} frames at 48000 Hz; "
        "7 files checked\nresidual: exactly zero\n",
        "",
    )


def test_flac_stems_have_24_bits_and_state_their_residual(
    padsketch, padsketch_json, small_project, tmp_path
):
    folder = tmp_path / "stems"
    padsketch("stems", small_project, "-o", folder, "--format", "flac")
    assert soundfile.info(folder / "mix.flac").subtype == "PCM_24"
    code, verdict = padsketch_json("verify", folder)
    assert (code, verdict["exactly_zero"], verdict["faults"]) == (0, False, [])
    assert -140 < verdict["residual_db"] < -120


def test_damaged_stems_fail_with_the_place(padsketch, padsketch_json, small_project, tmp_path):
    folder = tmp_path / "stems"
    padsketch("stems", small_project, "-o", folder)
    kick = folder / "01_kick_133.7bpm.wav"
    data = bytearray(kick.read_bytes())
    data[5_001] ^= 0x40
    kick.write_bytes(data)
    code, out, _ = padsketch("verify", folder)
    assert code == 1
    assert "01_kick_133.7bpm.wav: is not the file that was written" in out
    assert "mix.wav, frame " in out
    code, verdict = padsketch_json("verify", folder)
    assert code == 1
    assert next(fault["place"] for fault in verdict["faults"]) == kick.name


def test_a_folder_without_stems_is_an_error(padsketch, tmp_path):
    code, out, err = padsketch("verify", tmp_path)
    assert (code, out) == (4, "")
    assert "manifest.json" in err


def test_progress_shows_on_a_terminal_and_ctrl_c_leaves_nothing(small_project, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    ours, theirs = pty.openpty()
    words = ["render", small_project, "-o", out / "a.wav", "--pattern", "A1", "--repeats", "999"]
    command = [sys.executable, "-m", "padsketch", *words, "--block", "1"]
    # Whoever runs the tests behind a shell's & has given them a deaf ear for Ctrl+C.
    listens = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=theirs, preexec_fn=listens
    ) as process:
        os.close(theirs)
        first_words = os.read(ours, 1024)
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130
        assert process.stdout.read() == b""
    os.close(ours)
    assert b"real time" in first_words
    assert list(out.iterdir()) == []


def test_no_progress_without_a_terminal(padsketch, small_project, tmp_path):
    code, _, err = padsketch("render", small_project, "-o", tmp_path / "a.wav", "--block", "16")
    assert (code, err) == (0, "")

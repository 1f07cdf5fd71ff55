import json
import subprocess
import sys

import pytest

import padsketch as package
from padsketch.cli import run
from padsketch.cli.failures import guarded
from padsketch.errors import AudioError, Fault, InvalidFile


def modules_after(*words):
    """The modules that a fresh interpreter has loaded after a command line."""
    code = (
        "import sys; from padsketch.cli import run; "
        f"code = run({[str(word) for word in words]!r}); "
        "print(code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    exit_code, *modules = done.stderr.split()
    assert exit_code == "0"
    return set(modules)


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("render", "--help")])
def test_help_waits_for_nothing_heavy(words):
    loaded = modules_after(*words)
    assert loaded.isdisjoint({"textual", "rich", "numpy", "soundfile", "sounddevice"})


def test_render_never_loads_the_screen(small_project, tmp_path):
    loaded = modules_after("render", small_project, "-o", tmp_path / "a.wav")
    assert "numpy" in loaded
    assert loaded.isdisjoint({"textual", "rich", "sounddevice"})


def test_the_version_is_said(padsketch):
    assert padsketch("--version") == (0, f"padsketch {package.__version__}\n", "")


def test_a_misspelt_command_gets_a_hint(padsketch):
    code, out, err = padsketch("rendr")
    assert (code, out) == (2, "")
    assert "did you mean 'render'?" in err


@pytest.mark.parametrize("words", [("render",), ("kit",), ("verify", "a", "b"), ("kit", "lisst")])
def test_wrong_words_are_a_usage_error_with_a_hint(padsketch, words):
    code, out, err = padsketch(*words)
    assert (code, out) == (2, "")
    assert "--help" in err


def test_the_sketchpad_needs_a_terminal(padsketch, small_project):
    code, _, err = padsketch(small_project)
    assert code == 2
    assert "terminal" in err


def test_errors_are_json_for_programs(padsketch, tmp_path):
    code, out, _ = padsketch("render", tmp_path / "gone", "-o", "a.wav", "--json")
    error = json.loads(out)["error"]
    assert code == 4
    assert "gone" in error["title"]
    assert error["hint"]
    assert error["faults"] == []


def test_every_fault_is_told_once(capsys):
    faults = (Fault("bpm", "is missing"), Fault("seed", "is missing"))

    def fail():
        raise InvalidFile("bpm: is missing (and 1 more)", "Mend it.", faults)

    assert guarded(fail, as_json=False) == 4
    assert capsys.readouterr().err.splitlines() == [
        "padsketch: bpm: is missing (and 1 more)",
        "  bpm: is missing",
        "  seed: is missing",
        "  Mend it.",
    ]


def test_outside_text_cannot_drive_the_terminal(padsketch, small_project, tmp_path):
    code, _, err = padsketch("render", tmp_path / "\x1b[2J\x07evil", "-o", tmp_path / "a.wav")
    assert code == 4
    assert "evil" in err
    assert "\x1b" not in err
    assert "\x07" not in err


def test_no_sound_is_exit_code_three(capsys):
    def fail():
        raise AudioError("No device", "Connect one.")

    assert guarded(fail, as_json=False) == 3
    assert "Connect one." in capsys.readouterr().err


def test_ctrl_c_is_exit_code_130(capsys):
    def stop():
        raise KeyboardInterrupt

    assert guarded(stop, as_json=False) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_a_bug_is_one_line_and_a_log(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def fail():
        raise ValueError("surprise")

    assert guarded(fail, as_json=False) == 1
    err = capsys.readouterr().err
    log = next(tmp_path.rglob("errors.log"))
    assert "ValueError: surprise" in err
    assert str(log) in err
    assert "Traceback" not in err
    assert "in fail" in log.read_text()


def test_a_log_that_cannot_be_written_hides_no_error(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))

    def fail():
        raise ValueError("surprise")

    assert guarded(fail, as_json=False) == 1
    assert "surprise" in capsys.readouterr().err


def test_a_reader_that_stops_reading_is_no_error():
    script = "import sys; from padsketch.cli import run; sys.exit(run(['kit', 'info', 'eight']))"
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_of_few_letters_is_no_error(small_project, tmp_path):
    file = small_project / "kit" / "kit.toml"
    file.write_text(file.read_text().replace('name = "Small"', 'name = "Große Küche 鼓"'))
    done = subprocess.run(
        [sys.executable, "-m", "padsketch", "kit", "info", small_project / "kit"],
        capture_output=True,
        check=True,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin"},
    )
    assert b"Gro?e K?che ?" in done.stdout


def test_run_is_what_the_script_runs(capsys):
    assert run(["kit", "list"]) == 0
    assert "eight" in capsys.readouterr().out

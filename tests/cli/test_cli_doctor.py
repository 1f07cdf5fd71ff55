import os
import pty
import select
import termios
import tty

import platformdirs
import pytest

from padsketch.cli.asking import keyboard_flags
from padsketch.cli.terminal_findings import keys_finding
from padsketch.errors import AudioError


def test_the_doctor_finds_what_is_needed(padsketch_json):
    code, findings = padsketch_json("doctor")
    verdicts = {finding["what"]: finding["verdict"] for finding in findings}
    assert code == 0
    assert {verdicts[what] for what in ("version", "engine", "files", "kits")} == {"ok"}
    assert {"sound", "terminal", "locale", "config", "cache", "data"} <= verdicts.keys()


def test_what_is_not_well_comes_with_advice(padsketch_json):
    _, findings = padsketch_json("doctor")
    assert all(finding["advice"] for finding in findings if finding["verdict"] != "ok")


def test_missing_kits_are_a_problem(padsketch, monkeypatch):
    monkeypatch.setattr("padsketch.cli.findings.installed_kits", list)
    code, out, _ = padsketch("doctor")
    assert code == 1
    assert "no kit found" in out


def test_a_folder_that_cannot_be_written_is_noted(padsketch_json, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr("os.access", lambda path, mode: path != tmp_path)
    code, findings = padsketch_json("doctor")
    cache = next(finding for finding in findings if finding["what"] == "cache")
    assert (code, cache["verdict"]) == (0, "note")
    assert str(platformdirs.user_cache_path("padsketch")) in cache["words"]


def no_device():
    raise AudioError("There is no sound device", "Connect one.")


def hang():
    raise TimeoutError


@pytest.mark.parametrize("list_devices", [no_device, hang])
def test_no_sound_is_told_by_devices_and_noted_by_the_doctor(padsketch, monkeypatch, list_devices):
    monkeypatch.setattr("padsketch.outputs.listing.list_devices", list_devices)
    code, out, err = padsketch("devices")
    assert (code, out) == (3, "")
    assert err.startswith("padsketch: ")
    code, out, _ = padsketch("doctor")
    assert code == 0
    assert "note     sound" in out


def test_devices_are_listed_with_the_default_marked(padsketch, padsketch_json, monkeypatch):
    from padsketch.outputs.listing import DeviceInfo

    devices = [
        DeviceInfo(0, "Speakers", "ALSA", 2, 48_000, 0.01, True),
        DeviceInfo(1, "Desk\x1b[2J", "ALSA", 8, 44_100, 0.02, False),
    ]
    inputs = [DeviceInfo(4, "Mic\x1b]0;", "ALSA", 1, 96_000, 0.03, True)]
    monkeypatch.setattr("padsketch.outputs.listing.list_devices", lambda: devices)
    monkeypatch.setattr("padsketch.outputs.listing.list_inputs", lambda: inputs)
    code, out, _ = padsketch("devices")
    assert code == 0
    lines = out.splitlines()
    assert lines[0] == "*  0  Speakers  (ALSA, 48000 Hz, 10 ms)"
    assert lines[2] == "Inputs:"
    assert lines[3].startswith("*  4  Mic")
    assert "\x1b" not in out
    rows = padsketch_json("devices")[1]
    assert [(row["rate"], row["kind"]) for row in rows] == [
        (48_000, "output"),
        (44_100, "output"),
        (96_000, "input"),
    ]


def test_a_machine_that_only_listens_is_told_that_nothing_plays(padsketch, monkeypatch):
    monkeypatch.setattr("padsketch.outputs.listing.list_devices", no_device)
    assert padsketch("devices")[0] == 3


def test_a_machine_that_only_plays_has_no_list_of_inputs(padsketch, monkeypatch):
    from padsketch.outputs.listing import DeviceInfo

    devices = [DeviceInfo(0, "Speakers", "ALSA", 2, 48_000, 0.01, True)]
    monkeypatch.setattr("padsketch.outputs.listing.list_devices", lambda: devices)
    monkeypatch.setattr("padsketch.outputs.listing.list_inputs", no_device)
    code, out, _ = padsketch("devices")
    assert code == 0
    assert "Inputs" not in out


def answered(answer):
    """What a terminal tells of its keyboard that answers so."""
    keyboard, line = pty.openpty()
    tty.setraw(line)
    os.write(keyboard, answer)
    try:
        return keyboard_flags(line)
    finally:
        os.close(line)
        os.close(keyboard)


def test_a_terminal_that_tells_releases_is_told_from_one_that_does_not():
    assert answered(b"\x1b[?31u\x1b[?62;c") == 31
    assert answered(b"\x1b[?62;c") is None
    assert keys_finding(31).verdict == "ok"
    assert "gates end by themselves" in keys_finding(None).words
    assert "gates end by themselves" in keys_finding(1).words


def test_a_terminal_is_left_as_it_was():
    keyboard, line = pty.openpty()
    before = termios.tcgetattr(line)
    os.write(keyboard, b"\x1b[?62;c\n")
    keyboard_flags(line)
    assert termios.tcgetattr(line) == before
    asked = b""
    # What is echoed and what is asked may arrive one after the other.
    while select.select([keyboard], [], [], 1.0)[0] and not asked.endswith(b"\x1b[c"):
        asked += os.read(keyboard, 4096)
    assert asked.endswith(b"\x1b[<u\x1b[c")
    os.close(line)
    os.close(keyboard)


def test_over_ssh_the_doctor_says_that_less_is_drawn(padsketch_json, monkeypatch):
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    _, findings = padsketch_json("doctor")
    drawing = next(finding for finding in findings if finding["what"] == "drawing")
    assert (drawing["verdict"], drawing["advice"]) == ("note", "--full draws everything.")


def test_the_doctor_knows_the_layout_and_what_is_wrong_with_it(
    padsketch_json, monkeypatch, tmp_path
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "padsketch").mkdir()
    (tmp_path / "padsketch" / "keys.toml").write_text('layout = "qwertz"\n')
    _, findings = padsketch_json("doctor")
    layout = next(finding for finding in findings if finding["what"] == "layout")
    assert layout["words"] == "qwertz: y x c v are pads 1 to 4"

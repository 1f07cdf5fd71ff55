"""`padsketch record`: every bit that came in, whatever ends it."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.cli.meter_line import WIDTH, meter_words
from padsketch.outputs.level import Level
from sound_fixtures import mortal_server, no_server, server, shared_server
from sound_server import SoundServer, until

__all__ = ["mortal_server", "no_server", "server", "shared_server"]

RATE = 48_000
PROGRAM = (sys.executable, "-m", "padsketch", "record", "-o")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("take.mp3",), 2),
        (("take.wav", "--threshold", "3"), 2),
        (("take.wav", "--seconds", "0"), 2),
        (("take.wav", "--rate", "7"), 2),
        (("take.wav", "--channels", "3"), 2),
        (("take.wav", "--from-channel", "0"), 2),
        (("nowhere/take.wav",), 2),
        (("there.wav",), 1),
    ],
)
def test_words_that_make_no_sense_record_nothing(padsketch, tmp_path, monkeypatch, words, code):
    monkeypatch.chdir(tmp_path)
    Path("there.wav").write_bytes(b"mine")
    assert padsketch("record", "-o", *words)[:2] == (code, "")
    assert [path.name for path in tmp_path.iterdir()] == ["there.wav"]
    assert Path("there.wav").read_bytes() == b"mine"


def test_without_a_device_that_is_said(padsketch, tmp_path, no_server):
    if Path("/proc/asound/card0").exists():
        pytest.skip("this machine has a sound card")
    code, out, err = padsketch("record", "-o", tmp_path / "take.wav")
    assert (code, out) == (3, "")
    assert "no device to record from" in err
    assert list(tmp_path.iterdir()) == []


def test_without_a_device_what_is_there_stays(padsketch, tmp_path, no_server):
    if Path("/proc/asound/card0").exists():
        pytest.skip("this machine has a sound card")
    there = tmp_path / "take.wav"
    there.write_bytes(b"mine")
    assert padsketch("record", "-o", there, "--force")[0] == 3
    assert there.read_bytes() == b"mine"


def test_the_meter_shows_level_peak_and_clips():
    words = meter_words(Level((-30.0, -40.0), (-6.0, -12.0), 0), 3.25, False)
    assert words.startswith(" 0:03.2  [")
    assert words.count("#") == WIDTH // 2
    assert words.endswith("-30.0 dBFS  peak   -6.0")
    clipped = meter_words(Level((0.0,), (0.0,), 17), 0.0, True)
    assert clipped.startswith("  waits")
    assert clipped.endswith("17 clipped")
    assert "#" not in meter_words(Level((-144.0,), (-144.0,), 0), 0.0, True)


@contextmanager
def recording(path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The installed program, once it records."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen((*PROGRAM, str(path), *words), **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def frames_in(path: Path) -> int:
    return soundfile.info(path).frames if path.exists() else 0


def answer(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


@contextmanager
def waiting(path: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The installed program on a terminal, once it says that it waits for a sound."""
    terminal, line = pty.openpty()
    command = (*PROGRAM, str(path), *words)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=line, text=True) as process:
        os.close(line)
        try:
            shown = b""
            while b"waits" not in shown:
                shown += os.read(terminal, 4096)
            yield process
        finally:
            process.kill()
            os.close(terminal)


@pytest.mark.device
def test_what_the_monitor_gives_is_recorded_bit_for_bit(server: SoundServer, tmp_path: Path):
    levels = np.random.default_rng(1).integers(-(2**22), 2**22, (RATE, 2))
    sound = (levels / 2.0**23).astype("<f4").tobytes()
    player = ["pacat", "--playback", "--raw", "--format=float32le", f"--rate={RATE}"]
    path = tmp_path / "take.wav"
    with waiting(path, "--threshold", "-40", "--seconds", "1.05", "--json") as process:
        subprocess.run(player, input=sound, env=server.environment, check=True)
        out, _ = process.communicate(timeout=60)
    report = json.loads(out)
    assert process.returncode == 0
    assert (report["frames"], report["rate"]) == (round(1.05 * RATE), RATE)
    frames, _ = soundfile.read(path, dtype="int32", always_2d=True)
    first = int(frames.any(axis=1).argmax())
    assert first == RATE // 20
    assert np.array_equal(frames[first:], levels << 8)


@pytest.mark.device
def test_an_interrupt_ends_the_recording_and_keeps_it(server: SoundServer, tmp_path: Path):
    path = tmp_path / "take.wav"
    with recording(path, "--channels", "1") as process:
        until(lambda: frames_in(path) > RATE // 2, "half a second is recorded")
        process.send_signal(signal.SIGINT)
        code, out, err = answer(process)
    assert code == 0
    assert out.startswith(f"{path}  0:00.")
    assert err == "It is silent: nothing came in.\n"
    assert soundfile.info(path).channels == 1


@pytest.mark.device
def test_a_kill_keeps_all_but_the_last_moment(server: SoundServer, tmp_path: Path):
    path = tmp_path / "take.wav"
    with recording(path) as process:
        until(lambda: frames_in(path) > RATE, "a second is recorded")
        process.kill()
        process.wait()
    assert len(soundfile.read(path)[0]) > RATE


@pytest.mark.device
def test_a_server_that_dies_leaves_what_came_in(mortal_server: SoundServer, tmp_path: Path):
    path = tmp_path / "take.wav"
    with recording(path) as process:
        until(lambda: frames_in(path) > RATE // 2, "half a second is recorded")
        mortal_server.kill()
        code, out, err = answer(process)
    assert code == 3
    assert str(path) in out
    assert "lost" in err
    assert frames_in(path) > RATE // 2


@pytest.mark.device
def test_what_is_there_is_replaced_only_when_all_has_come(server: SoundServer, tmp_path: Path):
    path = tmp_path / "take.wav"
    path.write_bytes(b"mine")
    with recording(path, "--force", "--seconds", "0.5") as process:
        until(lambda: frames_in(tmp_path / "take.new.wav"), "it is recorded beside")
        assert path.read_bytes() == b"mine"
        code, out, _ = answer(process)
    assert code == 0
    assert str(path) in out
    assert frames_in(path) == RATE // 2
    assert [p.name for p in tmp_path.iterdir()] == ["take.wav"]


@pytest.mark.device
def test_what_was_recorded_before_a_crash_is_not_recorded_over(server: SoundServer, tmp_path: Path):
    path, crashed = tmp_path / "take.wav", tmp_path / "take.new.wav"
    path.write_bytes(b"mine")
    crashed.write_bytes(b"before the crash")
    with recording(path, "--force", "--seconds", "0.1") as process:
        code, _, _ = answer(process)
    assert code == 0
    assert frames_in(path) == RATE // 10
    assert crashed.read_bytes() == b"before the crash"


@pytest.mark.device
def test_an_interrupt_before_any_sound_leaves_nothing(server: SoundServer, tmp_path: Path):
    path = tmp_path / "take.wav"
    with waiting(path, "--threshold", "-10") as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
    assert list(tmp_path.iterdir()) == []

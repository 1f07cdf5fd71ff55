from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sound_server import DEVICE, SoundServer

PROGRAM = """
import os, sys
from pathlib import Path
from padsketch.outputs.quiet import redirect_stderr, restore_stderr

terminal = redirect_stderr(Path(sys.argv[1]))
print("drawn ", end="", file=terminal, flush=True)
os.write(2, b"from a library\\n")
print("from Python", file=sys.stderr)
{noise}
restore_stderr(terminal)
print("after", file=sys.stderr)
"""

NOISE = f"""
from padsketch.engine.player import Player
from padsketch.outputs.supervisor import Supervisor
supervisor = Supervisor(Player(48_000), {DEVICE!r})
supervisor.start()
while supervisor.status.kind != "device": pass
print("ready", flush=True)
while supervisor.status.kind == "device": pass
supervisor.stop()
"""


def test_only_the_screen_reaches_the_terminal(tmp_path: Path):
    log = tmp_path / "logs" / "sound.log"
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(noise=""), str(log)], capture_output=True, text=True
    )
    assert (ended.returncode, ended.stderr) == (0, "drawn after\n")
    assert log.read_text(encoding="utf-8") == "from a library\nfrom Python\n"


@pytest.mark.device
def test_a_dying_sound_server_does_not_write_on_the_screen(
    tmp_path: Path, mortal_server: SoundServer
):
    log = tmp_path / "sound.log"
    command = [sys.executable, "-c", PROGRAM.format(noise=NOISE), str(log)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        mortal_server.kill()
        _, screen = process.communicate(timeout=60)
    assert screen == "drawn after\n"
    assert "failed in" in log.read_text(encoding="utf-8")

"""What the music does while its device, or the whole program, sleeps, and at another rate."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from music import RATE
from test_supervisor import await_kind, goes_on

from padsketch.engine.player import Player
from padsketch.outputs.supervisor import Supervisor
from sound_server import DEVICE, SoundServer, until

pytestmark = pytest.mark.device
Begin = Callable[..., Supervisor]
SECONDS = 1.0
PLAYS = """
import sys, time
from music import new_player
from padsketch.outputs.supervisor import Supervisor

player = new_player()
player.play_pattern(0)
supervisor = Supervisor(player, sys.argv[1])
supervisor.start()
while True:
    time.sleep(0.02)
    print(supervisor.status.kind, player.snapshot().frame, flush=True)
"""


def test_a_sleeping_device_does_not_stop_the_music(
    begin: Begin, player: Player, mortal_server: SoundServer
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    mortal_server.suspend(True)
    await_kind(supervisor, "silent")
    position = goes_on(player).position
    mortal_server.suspend(False)
    await_kind(supervisor, "device")
    assert goes_on(player).position > position


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_a_device_that_comes_back_at_another_rate_keeps_the_tempo(
    begin: Begin, player: Player, mortal_server: SoundServer, rate: int
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    mortal_server.kill()
    await_kind(supervisor, "silent")
    mortal_server.start(rate)
    await_kind(supervisor, "device")
    goes_on(player)
    start, frame = time.monotonic(), player.snapshot().frame
    until(lambda: time.monotonic() >= start + SECONDS, "a second passes")
    pulled = (player.snapshot().frame - frame) / (time.monotonic() - start)
    assert pulled == pytest.approx(RATE, rel=0.1)


@pytest.fixture
def playing(mortal_server: SoundServer) -> Iterator[subprocess.Popen[str]]:
    """A program that plays, and says through what and how far it is."""
    environment = {**mortal_server.environment, "PYTHONPATH": str(Path(__file__).parent)}
    command = [sys.executable, "-c", PLAYS, DEVICE]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_a_program_that_slept_goes_on_where_it_was(playing: subprocess.Popen[str]):
    assert playing.stdout is not None
    lines = (line.split() for line in playing.stdout)
    before = next(int(frame) for kind, frame in lines if kind == "device" and int(frame) > RATE)
    os.kill(playing.pid, signal.SIGSTOP)
    slept = time.monotonic()
    until(lambda: time.monotonic() >= slept + 2 * SECONDS, "two seconds pass")
    os.kill(playing.pid, signal.SIGCONT)
    after = [int(next(lines)[1]) for _ in range(30)]
    assert after == sorted(after)
    assert after[0] >= before
    assert after[-1] > after[0]
    assert any(kind == "device" and int(frame) > after[-1] for kind, frame in lines)

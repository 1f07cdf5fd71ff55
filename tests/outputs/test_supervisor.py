"""What the music does when devices come, go, hang or were never there."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from music import RATE, publish

from padsketch.engine.player import Player
from padsketch.engine.snapshot import Snapshot
from padsketch.outputs import supervisor as supervising
from padsketch.outputs.listing import list_devices
from padsketch.outputs.supervisor import Supervisor
from sound_server import DEVICE, SoundServer, alive, until

device = pytest.mark.device
Begin = Callable[..., Supervisor]


def await_kind(supervisor: Supervisor, kind: str) -> None:
    until(lambda: supervisor.status.kind == kind, f"the output is {kind}")


def await_message(supervisor: Supervisor, words: str) -> None:
    until(lambda: words in supervisor.status.message, f"the output says {words!r}")


def goes_on(player: Player) -> Snapshot:
    """The state after another tenth of a second of music."""
    before = player.snapshot()
    until(lambda: player.snapshot().frame > before.frame + RATE // 10, "the music goes on")
    after = player.snapshot()
    assert after.playing
    assert after.position > before.position
    return after


def test_no_device_is_no_reason_to_stand_still(begin: Begin, player: Player, no_server: None):
    supervisor = begin("no such device")
    await_message(supervisor, "no s")
    assert supervisor.status.kind == "silent"
    assert supervisor.status.hint
    goes_on(player)


def test_silence_can_be_asked_for(begin: Begin, player: Player):
    supervisor = begin(silent=True)
    await_message(supervisor, "off")
    supervisor.retry()
    goes_on(player)
    assert supervisor.status.message == "Sound is off"


def test_after_the_end_nothing_moves(begin: Begin, player: Player):
    supervisor = begin(silent=True)
    await_kind(supervisor, "silent")
    goes_on(player)
    supervisor.stop()
    assert supervisor.status.kind == "none"
    assert not alive("silent output")
    assert not alive("output supervisor")


@device
def test_old_scores_are_let_go_while_a_device_plays(
    begin: Begin, player: Player, server: SoundServer
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    publish(player)
    assert player.held == 4
    until(lambda: player.held == 2, "the old score and bank have been let go")


@device
def test_the_device_is_opened(begin: Begin, player: Player, server: SoundServer):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    assert supervisor.status.message == ""
    assert supervisor.status.name == DEVICE
    goes_on(player)


@device
def test_changing_the_output_keeps_the_position(begin: Begin, player: Player, server: SoundServer):
    default = next(device.name for device in list_devices() if device.is_default)
    begun = time.monotonic()
    supervisor = begin(DEVICE)
    for kind, wanted in (("device", "silent"), ("silent", DEVICE), ("device", None)):
        await_kind(supervisor, kind)
        goes_on(player)
        supervisor.use(wanted)
    until(lambda: supervisor.status.name == default, "the default device plays")
    ahead = 2 * RATE // 10
    assert goes_on(player).frame <= (time.monotonic() - begun) * RATE + ahead


@device
def test_a_device_can_be_chosen_before_the_start(player: Player, server: SoundServer):
    supervisor = Supervisor(player, silent=True)
    supervisor.use(DEVICE)
    supervisor.start()
    await_kind(supervisor, "device")
    supervisor.stop()


@device
def test_a_killed_server_does_not_stop_the_music(
    begin: Begin, player: Player, mortal_server: SoundServer
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    before = goes_on(player)
    mortal_server.kill()
    await_kind(supervisor, "silent")
    assert "lost" in supervisor.status.message
    assert goes_on(player).position > before.position


@device
def test_a_server_that_comes_back_is_found_again(
    begin: Begin, player: Player, mortal_server: SoundServer
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    mortal_server.kill()
    await_kind(supervisor, "silent")
    position = goes_on(player).position
    mortal_server.start()
    await_kind(supervisor, "device")
    assert goes_on(player).position > position


@device
def test_a_retry_does_not_wait_for_its_turn(
    begin: Begin, player: Player, no_server: None, mortal_server: SoundServer
):
    mortal_server.kill()
    supervisor = begin(DEVICE)
    await_message(supervisor, "o s")
    mortal_server.start()
    supervisor.retry()
    await_kind(supervisor, "device")


@device
def test_a_frozen_server_does_not_freeze_the_music(
    begin: Begin, player: Player, mortal_server: SoundServer
):
    supervisor = begin(DEVICE)
    await_kind(supervisor, "device")
    mortal_server.freeze()
    await_kind(supervisor, "silent")
    assert "lost" in supervisor.status.message
    goes_on(player)


@device
def test_a_server_that_never_answers_does_not_delay_the_music(
    begin: Begin, player: Player, mortal_server: SoundServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(supervising, "OPEN_SECONDS", 0.3)
    mortal_server.freeze()
    supervisor = begin(DEVICE)
    goes_on(player)
    await_message(supervisor, "does not answer")
    goes_on(player)


@device
def test_a_stream_that_is_still_playing_does_not_hinder_the_exit(server: SoundServer):
    program = (
        "from padsketch.engine.player import Player\n"
        "from padsketch.outputs.device import DeviceOutput\n"
        f"DeviceOutput(Player(48_000), {DEVICE!r}).start()\n"
        "raise SystemExit(7)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (7, b"")


def test_a_missing_library_is_said_plainly():
    program = (
        "import ctypes.util\n"
        "ctypes.util.find_library = lambda name: None\n"
        "from padsketch.engine.player import Player\n"
        "from padsketch.outputs.supervisor import Supervisor\n"
        "supervisor = Supervisor(Player(48_000))\n"
        "supervisor.start()\n"
        "while not supervisor.status.hint: pass\n"
        "print(supervisor.status.kind, supervisor.status.message, supervisor.status.hint)\n"
        "supervisor.stop()\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True
    )
    assert ended.stdout.startswith("silent PortAudio is not installed")
    assert "libportaudio2" in ended.stdout
    assert ended.stderr == ""

"""A real device: the null sink of a sound server that the tests start."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from holding import hold_the_gil
from music import RATE, new_player
from numpy.typing import NDArray

from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.listing import list_devices
from padsketch.outputs.portaudio import sounddevice
from sound_server import DEVICE, SoundServer, until

Audio = NDArray[np.float32]
pytestmark = pytest.mark.device


def nothing() -> None:
    pass


def played(server: SoundServer, frames: int, meanwhile: Callable[[], None] = nothing) -> Audio:
    """What the sink was given; again where the server says that this machine kept it waiting."""
    for _ in range(3):
        player = new_player()
        output = DeviceOutput(player, DEVICE, latency=0.1)
        with server.recording() as recording:
            output.start()
            player.play_pattern(0)
            meanwhile()
            sound = recording.await_sound(frames)
        output.stop()
        if player.snapshot().xruns == 0:
            return sound
    raise AssertionError("the device ran dry three times")


def test_the_device_plays_what_render_gives(server: SoundServer, offline: Audio):
    assert np.array_equal(played(server, 2 * RATE), offline[: 2 * RATE])


def test_half_a_second_of_held_gil_loses_nothing(server: SoundServer, offline: Audio):
    def disturb() -> None:
        hold_the_gil(0.5)
        hold_the_gil(0.5)

    assert np.array_equal(played(server, 2 * RATE, disturb), offline[: 2 * RATE])


def test_the_status_tells_where_sound_comes_out(server: SoundServer, player: Player):
    output = DeviceOutput(player, DEVICE)
    assert output.status.kind == "none"
    output.start()
    assert output.status[:3] == ("device", DEVICE, RATE)
    assert 0.0 < output.status.latency < 1.0
    assert output.is_alive()
    output.stop()
    assert output.status.kind == "none"
    assert not output.is_alive()


def test_an_opened_device_waits_for_its_start(server: SoundServer, player: Player):
    output = DeviceOutput(player, DEVICE)
    output.open()
    assert player.snapshot().frame == 0
    output.start()
    until(lambda: player.snapshot().frame > 0, "the device pulls")
    output.stop()


def test_nothing_is_pulled_after_the_device_was_given_up(server: SoundServer, player: Player):
    output = DeviceOutput(player, DEVICE)
    output.start()
    output.give_up()
    player.render(256)
    given_up = player.snapshot().frame
    calls = output._outlet.calls
    until(lambda: output._outlet.calls > calls + 10, "the stream calls back")
    assert player.snapshot().frame == given_up
    output.stop()


def test_a_device_that_is_not_there_is_an_error(server: SoundServer, player: Player):
    with pytest.raises(AudioError, match="no such device") as error:
        DeviceOutput(player, "no such device").start()
    assert error.value.exit_code == 3
    assert error.value.hint


def test_a_device_can_be_named_by_its_number(server: SoundServer, player: Player):
    index = next(device.index for device in list_devices() if device.name == DEVICE)
    output = DeviceOutput(player, str(index))
    output.start()
    assert output.status.name == DEVICE
    output.stop()


def test_a_rate_that_no_device_takes_is_an_error(server: SoundServer):
    with pytest.raises(AudioError, match="at 7 Hz"):
        DeviceOutput(Player(7), DEVICE).start()


def test_the_devices_are_listed(server: SoundServer):
    found = {device.name: device for device in list_devices()}
    assert found[DEVICE].system == "ALSA"
    assert found[DEVICE].channels >= 2
    assert sum(device.is_default for device in found.values()) == 1


def test_no_device_is_said_plainly(no_server: None):
    if Path("/proc/asound/card0").exists():
        pytest.skip("this machine has a sound card")
    with pytest.raises(AudioError, match="no sound device"):
        list_devices()


def test_a_server_that_came_later_is_found(
    server: SoundServer, player: Player, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    with pytest.raises(AudioError):
        DeviceOutput(player, DEVICE).start()
    monkeypatch.setenv("PULSE_SERVER", server.address)
    output = DeviceOutput(player, DEVICE)
    output.start()
    output.stop()


def test_streams_still_take_a_c_callback(server: SoundServer):
    """What `_StreamBase` promises to those who build on it."""
    parameters = inspect.signature(sounddevice()._StreamBase.__init__).parameters
    ours = {"samplerate", "blocksize", "device", "channels", "dtype", "latency"}
    assert ours | {"kind", "callback", "userdata", "wrap_callback"} <= set(parameters)
    assert parameters["wrap_callback"].default is None


def test_jack_is_out_of_reach_unless_it_was_chosen(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("JACK_DEFAULT_SERVER", raising=False)
    sounddevice()
    assert os.environ["JACK_DEFAULT_SERVER"].startswith("none")
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "studio")
    sounddevice()
    assert os.environ["JACK_DEFAULT_SERVER"] == "studio"

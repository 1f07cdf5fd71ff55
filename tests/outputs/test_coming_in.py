"""What comes in by a real device: every bit of it, beside the music, and nothing hangs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from music import RATE, new_player
from numpy.typing import NDArray

from padsketch.engine.player import Player
from padsketch.errors import AudioError
from padsketch.outputs import ears
from padsketch.outputs.device import DeviceOutput
from padsketch.outputs.input import Channels, DeviceInput
from padsketch.outputs.listing import list_inputs
from padsketch.outputs.loopback import measure_round_trip
from padsketch.outputs.quantise import to_24_bits
from padsketch.outputs.reel import Reel
from padsketch.outputs.supervisor import Supervisor
from sound_server import DEVICE, SoundServer, until

Audio = NDArray[np.float32]
Begin = Callable[..., Supervisor]
pytestmark = pytest.mark.device

HERE = Channels(DEVICE)
WITH_MUSIC = Channels(DEVICE, with_music=True)
SECOND = RATE


def goes_on(player: Player) -> None:
    before = player.snapshot().frame
    until(lambda: player.snapshot().frame > before + SECOND // 10, "the music goes on")


def recorded(path: Path) -> tuple[Audio, bool]:
    """What the monitor gave of the music, and whether this machine kept anybody waiting."""
    player = new_player()
    output, listener = DeviceOutput(player, DEVICE, latency=0.1), DeviceInput(HERE, RATE)
    inlet = listener.open().inlet
    reel = Reel(inlet.tape, path, 0)
    until(lambda: inlet.tape.frames >= inlet.now, "what comes in is believed")
    output.start()
    player.play_pattern(0)

    def has_enough() -> bool:
        reel.step()
        return bool(reel.frames) and player.snapshot().frame > 3 * SECOND

    until(has_enough, "two seconds of music have come in")
    reel.end()
    reel.step()
    output.stop()
    listener.stop()
    frames, _ = soundfile.read(path, dtype="int32", always_2d=True)
    return frames, bool(player.snapshot().xruns or inlet.slips or reel.lost)


def test_the_monitor_is_recorded_bit_for_bit(server: SoundServer, offline: Audio, tmp_path: Path):
    for attempt in range(3):
        frames, was_disturbed = recorded(tmp_path / f"{attempt}.wav")
        if not was_disturbed:
            break
    first = int(frames.any(axis=1).argmax())
    played = to_24_bits(offline)
    begins = int(played.any(axis=1).argmax())
    assert np.array_equal(frames[first:][: 2 * SECOND], played[begins:][: 2 * SECOND])


def test_one_channel_can_be_recorded(server: SoundServer):
    listener = DeviceInput(Channels(DEVICE, count=1, first=2), RATE)
    tape = listener.open().inlet.tape
    until(lambda: tape.frames > SECOND // 10, "something comes in")
    assert tape.channels == 1
    assert listener.is_alive()
    listener.stop()
    assert not listener.is_alive()


def test_the_inputs_are_listed(server: SoundServer):
    found = {device.name: device for device in list_inputs()}
    assert found[DEVICE].channels >= 2
    assert sum(device.is_default for device in found.values()) == 1


def test_no_input_is_said_plainly(no_server: None):
    if Path("/proc/asound/card0").exists():
        pytest.skip("this machine has a sound card")
    with pytest.raises(AudioError, match="no device to record from"):
        DeviceInput(Channels(), RATE).open()


def test_the_round_trip_is_the_same_to_a_frame_every_time(server: SoundServer):
    trips = [measure_round_trip(DEVICE, HERE, RATE) for _ in range(2)]
    assert abs(trips[0] - trips[1]) <= 1
    assert 0 < trips[0] < SECOND


def test_a_loop_that_is_not_closed_is_said(server: SoundServer, monkeypatch: pytest.MonkeyPatch):
    silence = np.zeros(RATE // 10, dtype=np.float32)
    monkeypatch.setattr("padsketch.outputs.loopback.chirp", lambda rate: silence)
    with pytest.raises(AudioError, match="did not come back") as error:
        measure_round_trip(DEVICE, HERE, RATE)
    assert "cable" in error.value.hint


def test_an_input_comes_in_beside_the_music(begin: Begin, player: Player, server: SoundServer):
    supervisor = begin(DEVICE)
    until(lambda: supervisor.status.kind == "device", "the device plays")
    assert supervisor.listening is None
    supervisor.listen(HERE)
    until(lambda: supervisor.listening, "it listens as well")
    alone = supervisor.listening
    assert alone is not None
    assert not alone.plays_too
    supervisor.listen(WITH_MUSIC)
    until(lambda: supervisor.listening not in (None, alone), "it listens as it plays")
    listening = supervisor.listening
    assert listening is not None
    until(lambda: listening.inlet.lead is not None, "the music goes by the same stream")
    goes_on(player)
    assert listening.latency > 0.0
    supervisor.listen(None)
    until(lambda: supervisor.listening is None, "it only plays")
    goes_on(player)
    assert supervisor.status.kind == "device"


def test_listening_begins_without_a_gap_in_the_music(
    begin: Begin, player: Player, server: SoundServer
):
    begun = time.monotonic()
    supervisor = begin(DEVICE)
    until(lambda: supervisor.status.kind == "device", "the device plays")
    goes_on(player)
    supervisor.listen(WITH_MUSIC)
    until(lambda: supervisor.listening, "it listens as well")
    goes_on(player)
    assert supervisor.status.message == ""
    behind = time.monotonic() - begun - player.snapshot().frame / RATE
    assert behind < 1.0


def test_an_input_comes_in_without_anything_that_plays(begin: Begin, server: SoundServer):
    supervisor = begin(silent=True)
    supervisor.listen(WITH_MUSIC)
    until(lambda: supervisor.listening, "it listens")
    assert supervisor.listening is not None
    assert supervisor.listening.inlet.lead is None
    supervisor.use(DEVICE)
    until(lambda: supervisor.status.kind == "device", "the device plays")
    until(
        lambda: supervisor.listening and supervisor.listening.inlet.lead is not None,
        "what comes in goes by the stream that plays",
    )


def test_an_input_that_is_not_there_does_not_stop_the_music(
    begin: Begin, player: Player, server: SoundServer
):
    supervisor = begin(DEVICE)
    until(lambda: supervisor.status.kind == "device", "the device plays")
    supervisor.listen(Channels("no such input"))
    until(lambda: supervisor.deafness, "it says so")
    assert "no such input" in str(supervisor.deafness)
    goes_on(player)
    assert supervisor.status.kind == "device"
    supervisor.listen(HERE)
    until(lambda: supervisor.listening, "another one comes in")
    assert supervisor.deafness is None


@pytest.mark.parametrize("silent", [True, False])
def test_an_input_that_is_lost_is_said(
    begin: Begin, player: Player, mortal_server: SoundServer, silent: bool
):
    supervisor = begin(DEVICE, silent=silent)
    kind = "silent" if silent else "device"
    until(lambda: supervisor.status.kind == kind, f"the output is {kind}")
    supervisor.listen(HERE)
    until(lambda: supervisor.listening, "it listens")
    mortal_server.kill()
    until(lambda: supervisor.deafness and supervisor.listening is None, "it is lost")
    assert "lost" in str(supervisor.deafness)
    goes_on(player)


def test_a_frozen_server_does_not_delay_the_music(
    begin: Begin, player: Player, mortal_server: SoundServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ears, "OPEN_SECONDS", 0.3)
    mortal_server.freeze()
    supervisor = begin(silent=True)
    supervisor.listen(HERE)
    until(lambda: supervisor.deafness, "it says that nothing comes in")
    assert "does not answer" in str(supervisor.deafness)
    goes_on(player)
    mortal_server.kill()


def test_the_devices_are_free_while_somebody_else_needs_them(
    begin: Begin, player: Player, server: SoundServer
):
    supervisor = begin(DEVICE)
    supervisor.listen(HERE)
    until(lambda: supervisor.listening, "it listens")
    with supervisor.away():
        assert supervisor.status.kind == "silent"
        assert supervisor.listening is None
        goes_on(player)
    until(lambda: supervisor.status.kind == "device" and supervisor.listening, "all is as before")


def test_what_is_monitored_comes_out(server: SoundServer):
    """Out of one sink that is its own input: what was heard comes again, half as loud."""
    player = new_player()
    output = DeviceOutput(player, DEVICE, latency=0.1, listens=HERE)
    output.start()
    assert output.listening is not None
    inlet = output.listening.inlet
    inlet.set_monitor(0.5)
    until(lambda: inlet.tape.frames > SECOND // 2, "the stream has settled")
    player.trigger(0, 127)
    until(lambda: inlet.tape.frames > 3 * SECOND, "the echo has come in")
    output.stop()
    _, frames = inlet.tape.newest()
    mono = frames[:, 0].astype(np.float64)
    likeness = np.fft.irfft(np.abs(np.fft.rfft(mono, 2 * len(mono))) ** 2)
    echo = likeness[SECOND // 50 : SECOND // 2].max()
    assert echo > 0.3 * likeness[0]

"""A recording that goes: what was recorded is there for whoever waits for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from coming import RATE, Stream, ramp
from padsketch.model import Credit
from padsketch.outputs.input import Listening
from padsketch.outputs.listing import DeviceInfo
from padsketch.session.sounds import rolling
from padsketch.session.sounds.rolling import Rolling

DEVICE = DeviceInfo(0, "a wire", "test", 1, RATE, 0.0, True)


def test_whoever_waits_for_a_long_look_at_a_recording_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks, may_end = threading.Event(), threading.Event()
    finished = rolling.finished

    def slowly_finished(*arguments: object) -> object:
        looks.set()
        assert may_end.wait(60)
        return finished(*arguments)

    monkeypatch.setattr(rolling, "finished", slowly_finished)
    stream = Stream()
    stream.hear(ramp(0, 4800))
    listening = Listening(DEVICE, 1, stream.inlet)
    turning = Rolling(listening, tmp_path / "a.wav", Credit(), 0, None, lambda: True)
    turning.stop(patience=0.0)
    assert looks.wait(60)
    assert not turning.is_over
    threading.Timer(0.0, may_end.set).start()
    turning.stop(patience=None)
    assert turning.recorded is not None
    assert turning.recorded.frames == 4800

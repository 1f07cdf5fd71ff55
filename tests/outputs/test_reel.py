"""What is recorded of what comes in: exactly the frames that were meant, whenever one looks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import soundfile

from coming import RATE, Stream, ramp
from padsketch.outputs.reel import Reel, Threshold

LOUD = np.full(500, 0.5, dtype=np.float32)
QUIET = np.full(20_000, 0.001, dtype=np.float32)
PRE_ROLL = 2400
"""Frames of 50 ms."""


def frames_of(path: Path) -> list[int]:
    """The numbers of the frames that were recorded from a ramp."""
    return np.rint(soundfile.read(path)[0] * 2.0**23).astype(int).tolist()


@pytest.mark.parametrize("looks", [1, 3, 50])
def test_a_fixed_length_is_exact_however_seldom_somebody_looks(tmp_path: Path, looks: int):
    stream, path = Stream(), tmp_path / "a.wav"
    reel = Reel(stream.tape, path, 1234, 5000)
    for block in np.array_split(ramp(0, 10_000), looks):
        stream.hear(block)
        reel.step()
    assert reel.is_done
    assert frames_of(path) == list(range(1234, 6234))


def test_the_start_may_be_over_already(tmp_path: Path):
    stream, path = Stream(), tmp_path / "a.wav"
    stream.hear(ramp(0, 8000))
    reel = Reel(stream.tape, path, 2000)
    reel.step()
    assert reel.is_running
    reel.end()
    reel.step()
    assert frames_of(path) == list(range(2000, 8000))


def test_nothing_is_written_before_its_start(tmp_path: Path):
    stream, path = Stream(), tmp_path / "a.wav"
    reel = Reel(stream.tape, path, 5000)
    stream.hear(ramp(0, 4999))
    reel.step()
    assert not path.exists()
    assert not reel.is_running
    reel.end()
    reel.step()
    assert reel.is_done
    assert not path.exists()


@pytest.mark.parametrize("looks", [1, 7, 300])
def test_the_threshold_keeps_what_came_just_before_it(tmp_path: Path, looks: int):
    stream, path = Stream(), tmp_path / "a.wav"
    reel = Reel(stream.tape, path, Threshold(-20.0), 4000)
    for block in np.array_split(np.concatenate((QUIET, LOUD, QUIET)), looks):
        stream.hear(block)
        reel.step()
    recorded = soundfile.read(path)[0]
    assert len(recorded) == 4000
    assert (recorded > 0.1).argmax() == PRE_ROLL
    assert reel.first == len(QUIET) - PRE_ROLL


def test_what_is_just_below_the_threshold_starts_nothing(tmp_path: Path):
    stream = Stream()
    reel = Reel(stream.tape, tmp_path / "a.wav", Threshold(-20.0))
    stream.hear(np.full(5000, 0.0999, dtype=np.float32))
    reel.step()
    assert reel.first is None
    stream.hear(np.full(10, -0.1001, dtype=np.float32))
    reel.step()
    assert reel.first == 5000 - PRE_ROLL
    reel.close()


def test_a_sound_before_anybody_waited_starts_nothing(tmp_path: Path):
    stream = Stream()
    stream.hear(LOUD)
    reel = Reel(stream.tape, tmp_path / "a.wav", Threshold(-20.0))
    stream.hear(QUIET)
    reel.step()
    assert reel.first is None


def test_a_pre_roll_never_begins_before_everything(tmp_path: Path):
    stream, path = Stream(), tmp_path / "a.wav"
    reel = Reel(stream.tape, path, Threshold(-20.0, pre_roll_ms=1000.0))
    stream.hear(LOUD)
    reel.step()
    assert (reel.first, reel.frames) == (0, len(LOUD))
    reel.close()


def test_what_came_too_late_to_the_disk_is_silent_and_counted(tmp_path: Path):
    stream, path = Stream(seconds=0.1), tmp_path / "a.wav"
    reel = Reel(stream.tape, path, 0)
    for block in np.split(ramp(1, 1 + 4 * RATE), 100):
        stream.hear(block)
    reel.end()
    reel.step()
    recorded = frames_of(path)
    assert len(recorded) == 4 * RATE
    assert 0 < reel.lost < 4 * RATE
    assert not any(recorded[: reel.lost])
    assert recorded[reel.lost :] == list(range(1 + reel.lost, 1 + 4 * RATE))

"""A recording that is torn off is still a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.errors import PadsketchError
from padsketch.outputs import wave_stream
from padsketch.outputs.wave_stream import WaveStream

RATE = 48_000


def exact(n_frames: int, channels: int) -> np.ndarray:
    """Values that 24 bits hold exactly."""
    levels = np.random.default_rng(n_frames).integers(-(2**23), 2**23, (n_frames, channels))
    return (levels / 2.0**23).astype(np.float32)


@pytest.mark.parametrize("channels", [1, 2])
def test_every_bit_of_24_is_kept(tmp_path: Path, channels: int):
    path, frames = tmp_path / "a.wav", exact(1001, channels)
    with WaveStream(path, RATE, channels) as file:
        for part in np.array_split(frames, 7):
            file.write(part)
    info = soundfile.info(path)
    assert (info.samplerate, info.channels, info.subtype) == (RATE, channels, "PCM_24")
    assert np.array_equal(soundfile.read(path, dtype="float32", always_2d=True)[0], frames)
    assert path.stat().st_size % 2 == 0


def test_the_file_is_whole_after_every_write(tmp_path: Path):
    path, frames = tmp_path / "a.wav", exact(999, 1)
    with WaveStream(path, RATE, 1) as file:
        assert soundfile.info(path).frames == 0
        for end in (333, 666, 999):
            file.write(frames[end - 333 : end])
            read = soundfile.read(path, dtype="float32", always_2d=True)[0]
            assert np.array_equal(read, frames[:end])


def test_a_killed_program_leaves_all_that_it_wrote(tmp_path: Path):
    path = tmp_path / "a.wav"
    program = (
        "import sys, os, signal, numpy\n"
        "from pathlib import Path\n"
        "from padsketch.outputs.wave_stream import WaveStream\n"
        f"file = WaveStream(Path(sys.argv[1]), {RATE}, 2)\n"
        "for _ in range(10): file.write(numpy.full((1000, 2), 0.5, dtype='float32'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program, str(path)], timeout=60)
    assert ended.returncode == -9
    frames, _ = soundfile.read(path)
    assert frames.shape == (10_000, 2)
    assert (frames == 0.5).all()


def test_no_recording_is_written_over(tmp_path: Path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"mine")
    with pytest.raises(PadsketchError, match="is there already"):
        WaveStream(path, RATE, 1)
    assert path.read_bytes() == b"mine"


def test_what_is_beyond_full_scale_is_clipped_and_never_wraps(tmp_path: Path):
    path = tmp_path / "a.wav"
    with WaveStream(path, RATE, 1) as file:
        file.write(np.array([[2.0], [-2.0]], dtype=np.float32))
    high, low = soundfile.read(path)[0]
    assert (high, low) == (1.0 - 2.0**-23, -1.0)


def test_a_file_that_would_pass_four_gigabytes_ends_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(wave_stream, "MAX_WAV_BYTES", 3000)
    path = tmp_path / "a.wav"
    with WaveStream(path, RATE, 1) as file:
        file.write(exact(900, 1))
        assert file.room == 100
        with pytest.raises(PadsketchError, match="4 GB"):
            file.write(exact(101, 1))
        file.write(exact(100, 1))
    assert soundfile.info(path).frames == 1000

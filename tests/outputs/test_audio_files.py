from __future__ import annotations

import resource
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from padsketch.errors import PadsketchError, UsageError
from padsketch.outputs import files, ogg
from padsketch.outputs.files import SUBTYPES, AudioFile
from padsketch.outputs.quantise import dither
from sound_server import until

Audio = NDArray[np.float32]
RATE = 48_000
ALL = pytest.mark.parametrize(("format", "bits"), sorted(SUBTYPES))


def noise(frames: int, level: float = 0.3) -> Audio:
    return (level * np.random.default_rng(5).uniform(-1, 1, (frames, 2))).astype(np.float32)


def write(path: Path, frames: Audio, format: str, bits: str, cut: int = 10**9) -> AudioFile:
    with AudioFile(path, RATE, format, bits) as file:
        for first in range(0, len(frames), cut):
            file.write(frames[first : first + cut])
    return file


@pytest.fixture
def small_disk() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@ALL
def test_how_writes_are_cut_changes_no_byte(tmp_path: Path, format: str, bits: str):
    frames = noise(150_000)
    write(tmp_path / "whole", frames, format, bits)
    write(tmp_path / "cut", frames, format, bits, cut=16_384)
    assert (tmp_path / "whole").read_bytes() == (tmp_path / "cut").read_bytes()


def test_another_second_is_not_another_file(tmp_path: Path):
    """libsndfile stamps a PEAK chunk with the second and seeds an Ogg serial with the time."""

    def all_files(name: str) -> list[bytes]:
        paths = [tmp_path / f"{name}.{format}{bits}" for format, bits in SUBTYPES]
        for path, (format, bits) in zip(paths, SUBTYPES, strict=True):
            write(path, noise(5_000), format, bits)
        return [path.read_bytes() for path in paths]

    first, second = all_files("first"), int(time.time())
    until(lambda: int(time.time()) > second, "the next second has begun")
    assert all_files("second") == first


@pytest.mark.parametrize("format", ["wav", "flac"])
def test_every_level_of_24_bits_is_exact(tmp_path: Path, format: str):
    levels = np.random.default_rng(3).integers(-(2**23), 2**23, (20_000, 2))
    levels[:2] = [[-(2**23), 2**23 - 1], [0, 1]]
    write(tmp_path / "file", (levels / 2.0**23).astype(np.float32), format, "24")
    read, _ = soundfile.read(tmp_path / "file", dtype="int32", always_2d=True)
    assert np.array_equal(read >> 8, levels)


def test_floats_are_written_as_they_are(tmp_path: Path):
    frames = noise(1_000, level=7.0)
    file = write(tmp_path / "file", frames, "wav", "32f")
    read, rate = soundfile.read(tmp_path / "file", dtype="float32")
    assert rate == RATE
    assert np.array_equal(read, frames)
    assert file.clipped == 0


def test_clipping_is_counted_and_never_wraps(tmp_path: Path):
    frames = np.float32([[1.0, -1.0], [1.5, -1.5], [0.5, 2.0]])
    for bits in ("16", "24"):
        assert write(tmp_path / bits, frames, "wav", bits).clipped == 3
        read, _ = soundfile.read(tmp_path / bits, dtype="float32")
        assert np.allclose(read, np.clip(frames, -1, 1), atol=1e-4)


def test_dither_is_the_same_wherever_a_slice_begins():
    whole = dither(0, 10_000, 2)
    assert np.array_equal(dither(3_333, 100, 2), whole[3_333:3_433])


def test_dither_does_not_move_the_level():
    values = dither(0, 1_000_000, 2)
    assert np.abs(values).max() < 1.0
    # A triangle over (-1, 1) has the variance 1/6; the mean of n values strays by sqrt(1 / 6n).
    assert abs(values.mean()) < 5 * np.sqrt(1 / 6 / values.size)
    assert abs(values.var() - 1 / 6) < 1e-3
    left, right = values.T
    assert abs(np.corrcoef(left, right)[0, 1]) < 5e-3
    assert abs(np.corrcoef(left[1:], left[:-1])[0, 1]) < 5e-3


def test_a_quiet_sound_survives_16_bits(tmp_path: Path):
    """A third of a level would vanish without dither; with it the mean stays."""
    frames = np.full((200_000, 2), 1 / 3 / 2**15, dtype=np.float32)
    write(tmp_path / "file", frames, "wav", "16")
    read, _ = soundfile.read(tmp_path / "file", dtype="int16")
    assert abs(read.mean() - 1 / 3) < 0.01


@pytest.mark.parametrize(
    ("rate", "format", "bits"),
    [
        (48_000, "flac", "32f"),
        (48_000, "ogg", "32f"),
        (48_000, "wav", "8"),
        (48_000, "aiff", "24"),
        (96_000, "mp3", "24"),
    ],
)
def test_what_does_not_exist_is_refused_before_a_file_appears(
    tmp_path: Path, rate: int, format: str, bits: str
):
    with pytest.raises(UsageError) as refusal:
        AudioFile(tmp_path / "file", rate, format, bits)
    assert refusal.value.hint
    assert list(tmp_path.iterdir()) == []


@ALL
def test_a_full_disk_is_an_error_in_plain_words(
    tmp_path: Path, small_disk: None, format: str, bits: str
):
    with pytest.raises(PadsketchError, match="cannot be written"):
        write(tmp_path / "file", noise(1_000_000), format, bits)


def test_a_folder_that_is_not_there_is_an_error_in_plain_words(tmp_path: Path):
    with pytest.raises(PadsketchError, match="cannot be written"):
        AudioFile(tmp_path / "nowhere" / "file", RATE)


def test_a_wav_file_never_passes_what_it_can_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(files, "MAX_WAV_BYTES", 4 * 100)
    with AudioFile(tmp_path / "file", RATE, "wav", "16") as file:
        file.write(noise(100))
        with pytest.raises(PadsketchError, match="4 GB"):
            file.write(noise(1))
    assert soundfile.info(tmp_path / "file").frames == 100


@pytest.mark.parametrize("frames", [np.zeros((4, 1), "f4"), np.zeros(4, "f4"), np.zeros((4, 2))])
def test_other_shapes_are_not_guessed_at(tmp_path: Path, frames: Audio):
    with (
        AudioFile(tmp_path / "file", RATE) as file,
        pytest.raises(ValueError, match="float32"),
    ):
        file.write(frames)


def test_an_ogg_file_with_a_fixed_serial_still_decodes(tmp_path: Path):
    frames = noise(100_000)
    write(tmp_path / "file", frames, "ogg", "24")
    read, _ = soundfile.read(tmp_path / "file", dtype="float32")
    assert len(read) == len(frames)
    assert np.corrcoef(read[:, 0], frames[:, 0])[0, 1] > 0.95


def test_the_checksum_is_the_one_of_libogg(tmp_path: Path):
    with soundfile.SoundFile(tmp_path / "file", "w", RATE, 2, "VORBIS", format="OGG") as file:
        file.write(noise(1_000))
    page = bytearray((tmp_path / "file").read_bytes()[: ogg.HEADER + 1 + 30])
    written = int.from_bytes(page[ogg.CHECKSUM], "little")
    page[ogg.CHECKSUM] = bytes(4)
    assert ogg.checksum(bytes(page)) == written

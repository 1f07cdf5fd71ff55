"""What strangers made is decoded elsewhere; here it is a sound, or a word that says why not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from flac_bytes import checksum, flac, silent_flac
from padsketch.errors import SampleError
from padsketch.storage.decoding import Decoders, decode_safely
from padsketch.storage.samples import decode

RATE = 48_000
SINE = 0.5 * np.sin(np.arange(400) / 5)


@pytest.fixture(scope="module")
def decoders() -> Iterator[Decoders]:
    with Decoders() as decoders:
        yield decoders


def written(path: Path, subtype: str, channels: int = 1) -> Path:
    sound = np.random.default_rng(1).uniform(-0.9, 0.9, (3000, channels))
    soundfile.write(path, sound, RATE, subtype=subtype)
    return path


def why(decoders: Decoders, path: Path) -> str:
    with pytest.raises(SampleError) as caught:
        decoders.decode(path)
    return caught.value.faults[0].message


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize(
    ("suffix", "subtype"),
    [
        *(("wav", subtype) for subtype in ("PCM_U8", "PCM_16", "PCM_24", "PCM_32", "FLOAT")),
        *(("wav", subtype) for subtype in ("DOUBLE", "ULAW", "IMA_ADPCM")),
        *(("aiff", subtype) for subtype in ("PCM_S8", "PCM_16", "FLOAT", "ALAW")),
        *(("flac", subtype) for subtype in ("PCM_S8", "PCM_16", "PCM_24")),
        *(("ogg", "VORBIS"), ("ogg", "OPUS"), ("mp3", "MPEG_LAYER_III"), ("caf", "PCM_16")),
    ],
)
def test_a_child_hears_the_same_bits(
    decoders: Decoders, tmp_path: Path, suffix: str, subtype: str, channels: int
) -> None:
    path = written(tmp_path / f"sound.{suffix}", subtype, channels)
    frames, rate = decoders.decode(path)
    expected, expected_rate = decode(path)
    assert frames.dtype == np.float32
    assert frames.flags.c_contiguous
    assert rate == expected_rate
    np.testing.assert_array_equal(frames, expected)


@pytest.mark.parametrize("depth", [8, 12, 16, 20, 24])
@pytest.mark.parametrize("length", ["known", "unknown"])
def test_a_flac_of_odd_depth_or_unknown_length_is_heard(
    decoders: Decoders, tmp_path: Path, depth: int, length: str
) -> None:
    whole = np.round(SINE * 2 ** (depth - 1)).astype(int)
    path = tmp_path / "odd.flac"
    path.write_bytes(flac(whole.tolist(), depth, total=0 if length == "unknown" else None))
    expected = (whole / 2 ** (depth - 1)).astype(np.float32)
    for read in (decoders.decode, decode):
        np.testing.assert_array_equal(read(path)[0][:, 0], expected)


def test_an_mp3_that_does_not_tell_its_length_is_heard_to_its_end(
    decoders: Decoders, tmp_path: Path
) -> None:
    """libsndfile guesses the end from the first frames, as if the rest were as large."""
    path = tmp_path / "no_length.mp3"
    path.write_bytes(silent_mp3(320) * 20 + silent_mp3(32) * 100)
    assert soundfile.info(path).frames < 60 * 1152
    assert len(decoders.decode(path)[0]) == len(decode(path)[0]) == 120 * 1152


@pytest.mark.parametrize("size", [0, 0x7FFF_FFFF, 0xFFFF_FFFF])
@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24"])
def test_a_wav_whose_writer_never_said_its_length_is_heard_to_its_end(
    decoders: Decoders, tmp_path: Path, size: int, subtype: str
) -> None:
    path = written(tmp_path / "unfinished.wav", subtype)
    whole, _ = decode(path)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[4:8] = content[at : at + 4] = size.to_bytes(4, "little")
    path.write_bytes(content)
    for read in (decoders.decode, decode):
        np.testing.assert_array_equal(read(path)[0], whole)


def test_an_empty_wav_with_notes_behind_it_stays_empty(decoders: Decoders, tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0), RATE)
    with path.open("ab") as file:
        file.write(b"LIST" + (4).to_bytes(4, "little") + b"INFO")
    assert why(decoders, path) == "it is empty"


def test_a_header_that_claims_hours_is_told_and_not_believed(
    decoders: Decoders, tmp_path: Path
) -> None:
    path = tmp_path / "claims.flac"
    path.write_bytes(flac([0] * 100, 16, total=2**36 - 1))
    assert why(decoders, path) == "it is longer than 10 minutes"


def test_a_wav_of_hours_is_refused_by_its_head(decoders: Decoders, tmp_path: Path) -> None:
    """A hole of three gigabytes, as the file system keeps it, costs its maker nothing."""
    path = written(tmp_path / "hours.wav", "PCM_16")
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = (3 << 30).to_bytes(4, "little")
    path.write_bytes(content)
    os.truncate(path, (3 << 30) + at + 4)
    assert why(decoders, path) == "it is longer than 10 minutes"


def test_an_ogg_whose_last_page_claims_hours_is_refused(decoders: Decoders, tmp_path: Path) -> None:
    path = tmp_path / "hours.ogg"
    soundfile.write(path, np.random.default_rng(1).uniform(-0.5, 0.5, 2 * RATE), RATE)
    content = path.read_bytes()
    last = content.rindex(b"OggS")
    page = bytearray(content[last:])
    page[6:14], page[22:26] = (RATE * 36_000).to_bytes(8, "little"), bytes(4)
    page[22:26] = checksum(bytes(page), 0x04C1_1DB7, 32).to_bytes(4, "little")
    path.write_bytes(content[:last] + page)
    assert why(decoders, path) == "it is longer than 10 minutes"


def test_silence_that_inflates_to_hours_stops_at_the_limit(
    decoders: Decoders, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.flac"
    path.write_bytes(silent_flac(1000))
    assert path.stat().st_size < 20_000
    assert why(decoders, path) == "it is longer than 10 minutes"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "it is no audio that can be read (Format not recognised.)"),
        (b"MZ" * 500, "it is no audio that can be read (Format not recognised.)"),
        (b"fLaC" + b"\xff" * 60, "it is no audio that can be read"),
    ],
    ids=["nothing", "a program", "a broken header"],
)
def test_what_is_no_sound_has_a_word_for_it(
    decoders: Decoders, tmp_path: Path, content: bytes, word: str
) -> None:
    path = tmp_path / "no sound.flac"
    path.write_bytes(content)
    assert why(decoders, path).startswith(word)


def test_a_file_without_frames_is_empty(decoders: Decoders, tmp_path: Path) -> None:
    path = tmp_path / "empty.wav"
    soundfile.write(path, np.zeros(0), RATE)
    assert why(decoders, path) == "it is empty"


def test_six_channels_are_not_mixed_unasked(decoders: Decoders, tmp_path: Path) -> None:
    assert why(decoders, written(tmp_path / "film.wav", "PCM_16", 6)) == "it has 6 channels"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_no_numbers_come_to_nobody(
    decoders: Decoders, tmp_path: Path, value: float
) -> None:
    path = tmp_path / "sound.wav"
    soundfile.write(path, np.array([0.5, value]), RATE, subtype="FLOAT")
    assert why(decoders, path) == "it holds values that are no numbers"


def test_the_first_seconds_come_with_the_length_of_all(decoders: Decoders, tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    soundfile.write(path, np.zeros(5 * RATE + 7), RATE)
    beginning = decoders.listen(path, 2)
    assert (len(beginning.frames), beginning.rate) == (2 * RATE, RATE)
    assert beginning.n_frames == 5 * RATE + 7


def test_the_length_of_a_file_that_does_not_tell_it_is_counted(
    decoders: Decoders, tmp_path: Path
) -> None:
    path = tmp_path / "unknown.flac"
    path.write_bytes(silent_flac(3))
    beginning = decoders.listen(path, 1)
    assert (len(beginning.frames), beginning.n_frames) == (48_000, 3 * 65_535)


def test_a_pipe_that_nobody_writes_to_holds_nobody_up(decoders: Decoders, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert why(decoders, tmp_path / "pipe.wav") == "it is no file"


@pytest.mark.parametrize("name", ["no.wav", "\0.wav", "x" * 300, "caf\udce9.wav"])
def test_a_name_that_leads_nowhere_is_told(decoders: Decoders, tmp_path: Path, name: str) -> None:
    with pytest.raises(SampleError, match="cannot be used"):
        decoders.decode(tmp_path / name)


def test_a_name_that_is_no_text_is_read(decoders: Decoders, tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.wav"))
    written(tmp_path / "cafe.wav", "PCM_16").rename(path)
    for read in (decoders.decode, decode):
        assert read(path)[0].shape == (3000, 1)


def test_one_call_needs_no_pool(tmp_path: Path) -> None:
    path = written(tmp_path / "sound.wav", "PCM_16")
    np.testing.assert_array_equal(decode_safely(path)[0], decode(path)[0])


def silent_mp3(kilobits: int) -> bytes:
    """One frame of 1,152, mono at 44.1 kHz, without any header before it."""
    rates = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
    head = bytes((0xFF, 0xFB, rates.index(kilobits) << 4, 0xC0))
    return head.ljust(144_000 * kilobits // 44_100, b"\0")

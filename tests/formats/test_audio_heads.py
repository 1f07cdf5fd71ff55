import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st
from wave_files import wave

from padsketch.formats.audio_heads import Head, head_of, rate_of


@pytest.mark.parametrize(
    ("suffix", "options"),
    [
        *((".wav", {}), (".wav", {"subtype": "FLOAT"}), (".wav", {"format": "WAVEX"})),
        *((".aiff", {}), (".aiff", {"subtype": "FLOAT"}), (".flac", {})),
        *((".wav", {"format": "RF64"}), (".wav", {"endian": "BIG"})),
    ],
)
def test_heads_say_what_a_decoder_says(tmp_path, suffix, options):
    path = tmp_path / f"x{suffix}"
    soundfile.write(path, np.zeros((1234, 2)), 48_000, **options)
    assert head_of(path) == Head(48_000, 1234)


def test_compressed_files_say_their_rate_only(tmp_path):
    path = tmp_path / "x.ogg"
    soundfile.write(path, np.zeros((1234, 2)), 22_050)
    assert head_of(path) == Head(22_050)
    soundfile.write(path, np.zeros((1234, 2)), 48_000, format="OGG", subtype="OPUS")
    assert head_of(path) == Head(48_000)
    soundfile.write(tmp_path / "x.mp3", np.zeros((1234, 2)), 44_100)
    assert rate_of(tmp_path / "x.mp3") is None


@pytest.mark.parametrize("rate", [0, 1, 2**31])
def test_a_rate_that_cannot_be_is_none(tmp_path, rate):
    data = bytearray(wave())
    data[24:28] = rate.to_bytes(4, "little")
    (tmp_path / "x.wav").write_bytes(data)
    assert head_of(tmp_path / "x.wav") is None


def test_no_file_has_no_rate(tmp_path):
    assert rate_of(tmp_path / "none.wav") is None
    assert rate_of(tmp_path / "\0") is None


@given(st.sampled_from([b"fLaC", b"OggS", b"RIFF", b"FORM", b""]), st.binary(max_size=80))
def test_no_bytes_bring_the_reader_of_heads_down(tmp_path_factory, start, data):
    path = tmp_path_factory.getbasetemp() / "head.bin"
    path.write_bytes(start + data)
    assert rate_of(path) is None or rate_of(path) > 0

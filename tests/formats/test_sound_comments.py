"""Who made a FLAC or an Ogg file is read from its comments, and nothing worse."""

import struct

import numpy as np
import pytest
import soundfile

from padsketch.formats.papers import embedded_credit
from padsketch.formats.sound_comments import MOST_BYTES, comments_in
from padsketch.model.kit import Credit

KINDS = {"flac": ("FLAC", "PCM_16"), "ogg": ("OGG", "VORBIS"), "opus": ("OGG", "OPUS")}
WORDS = {
    "artist": "Ann",
    "license": "CC-BY-4.0",
    "album": "Rain",
    "date": "2026",
    "comment": "tin é",
}


def sound(path, kind, **words):
    format, subtype = KINDS[kind]
    with soundfile.SoundFile(path, "w", 48_000, 1, subtype, format=format) as file:
        for name, text in words.items():
            setattr(file, name, text)
        file.write(np.zeros(4_800))
    return path


def block(*entries, count=None):
    """The comments as they stand in a file."""
    parts = [
        struct.pack("<I", 3),
        b"lib",
        struct.pack("<I", len(entries) if count is None else count),
    ]
    for entry in entries:
        parts += [struct.pack("<I", len(entry)), entry]
    return b"".join(parts)


def flac(path, content, kind=4, size=None):
    """A head of a FLAC file: the shape of the sound, and a last block."""
    length = (len(content) if size is None else size).to_bytes(3, "big")
    path.write_bytes(b"fLaC\0\0\0\x22" + bytes(34) + bytes([0x80 | kind]) + length + content)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_who_made_it(tmp_path, kind):
    assert embedded_credit(sound(tmp_path / "a", kind, **WORDS)) == Credit(
        author="Ann", source="Rain", licence="CC-BY-4.0", date="2026", note="tin é"
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_without_comments_says_nothing(tmp_path, kind):
    assert embedded_credit(sound(tmp_path / "a", kind), "Kit's author").licence == ""
    assert embedded_credit(sound(tmp_path / "a", kind)) == Credit()


@pytest.mark.parametrize("kind", ["flac", "ogg"])
def test_comments_over_many_pages_are_read(tmp_path, kind):
    long = "word " * 40_000
    assert comments_in(sound(tmp_path / "a", kind, comment=long))["COMMENT"] == long


def test_several_of_one_name_all_count(tmp_path):
    content = block(b"artist=Ann", b"Artist=Bert", b"nonsense", b"DATE=")
    assert comments_in(flac(tmp_path / "a", content)) == {"ARTIST": "Ann, Bert", "DATE": ""}
    assert embedded_credit(tmp_path / "a") == Credit(author="Ann, Bert")


def test_what_stands_in_a_file_is_made_harmless(tmp_path):
    content = block(b"ARTIST=\x1b[2Jevil\n\xff", b"LICENSE=" + b"l" * 9_000)
    credit = embedded_credit(flac(tmp_path / "a", content))
    assert not set("\x1b\n") & set(credit.author)
    assert len(credit.licence) == 500


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_cut_anywhere_is_no_fault(tmp_path, kind):
    whole = sound(tmp_path / "a", kind, **WORDS).read_bytes()
    names = {name.upper() for name in WORDS} | {"ENCODER"}
    for size in range(400):
        (tmp_path / "cut").write_bytes(whole[:size])
        assert set(comments_in(tmp_path / "cut")) <= names


@pytest.mark.parametrize(
    ("content", "options"),
    [
        pytest.param(block(b"ARTIST=Ann", count=2**32 - 1), {}, id="more comments than there are"),
        pytest.param(block(b"ARTIST=Ann") + b"\xff" * 40, {}, id="more behind them"),
        pytest.param(block(b"ARTIST=Ann", count=2) + b"\xff" * 4, {}, id="a length beyond the end"),
    ],
)
def test_wrong_lengths_keep_what_comes_before_them(tmp_path, content, options):
    assert comments_in(flac(tmp_path / "a", content, **options)) == {"ARTIST": "Ann"}


def test_what_is_too_long_or_something_else_is_left(tmp_path):
    content = block(b"ARTIST=Ann")
    assert comments_in(flac(tmp_path / "a", content, size=MOST_BYTES + 1)) == {}
    assert comments_in(flac(tmp_path / "a", content, kind=6)) == {}
    (tmp_path / "a").write_bytes(b"fLaC" + bytes(4) * 100_000)
    assert comments_in(tmp_path / "a") == {}
    (tmp_path / "a").write_bytes(
        (b"OggS" + bytes(22) + b"\xff" + b"\xff" * 255 + bytes(65_025)) * 40
    )
    assert comments_in(tmp_path / "a") == {}
    assert comments_in(tmp_path / "none") == {}

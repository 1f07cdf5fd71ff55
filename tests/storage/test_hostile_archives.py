"""Archives that mean harm, or mean nothing: each is refused in words and leaves nothing behind."""

import bz2
import lzma
import os
import stat
import struct
import tarfile
import zipfile

import pytest
from archive_making import (
    WAVE,
    changed,
    gz,
    tar_field,
    tar_info,
    tar_kind,
    tar_long_names,
    tar_notes,
    tar_of,
    tar_raw,
    zip64_of,
    zip_changed,
    zip_flagged,
    zip_of,
    zip_of_size,
    zip_overlapping,
)

from padsketch.errors import InvalidFile
from padsketch.storage import metered
from padsketch.storage.archives import unpack

ZEROS = bytes(32 << 20)

NAMES = {
    "climbs out": ("../evil.wav", "leads out"),
    "climbs out from within": ("kit/../../evil.wav", "leads out"),
    "climbs out and comes back": ("kit/../kit/evil.wav", "leads out"),
    "is the folder above": ("..", "leads out"),
    "begins at the root": ("/etc/cron.d/evil", "no place inside"),
    "begins at a network": ("//server/share/evil.wav", "no place inside"),
    "climbs out on Windows": ("..\\..\\evil.wav", "backslash"),
    "hides a folder on Windows": ("kit\\evil.wav", "backslash"),
    "begins at a share": ("\\\\server\\share\\evil.wav", "backslash"),
    "begins at a drive": ("C:evil.wav", "drive"),
    "begins at a drive's root": ("c:/evil.wav", "drive"),
    "has a drive in its midst": ("kit/D:/evil.wav", "drive"),
    "is the null device": ("NUL", "device"),
    "is a device with a suffix": ("kit/con.wav", "device"),
    "is a device with two suffixes": ("aux.tar.gz", "device"),
    "is a serial port": ("COM1.wav", "device"),
    "is a port in superscript": ("lpt\u00b9.wav", "device"),
    "is a device with a blank": ("nul .wav", "device"),
    "is a folder named as a device": ("prn/kick.wav", "device"),
    "ends with a dot": ("kick.wav.", "dot or a blank"),
    "ends with a blank": ("kick.wav ", "dot or a blank"),
    "has a folder that ends with a dot": ("kit./kick.wav", "dot or a blank"),
    "is three dots": ("...", "dot or a blank"),
    "rings the bell": ("kick\a.wav", "control"),
    "moves the cursor": ("\x1b[2Jkick.wav", "control"),
    "writes the clipboard": ("\x1b]52;c;aGk=\x07", "control"),
    "begins a new line": ("kick\n.wav", "control"),
    "is an eight-bit escape": ("\x9b2Jkick.wav", "control"),
    "breaks the line in Unicode": ("kick\u2028.wav", "control"),
    "is longer than a name may be": ("k" * 256 + ".wav", "too long a name"),
    "is too long in bytes only": ("\u592a" * 90 + ".wav", "too long a name"),
    "has too long a path": ("k" * 200 + ("/" + "k" * 200) * 5, "too long a path"),
    "lies too deep": ("d/" * 17 + "kick.wav", "folders deep"),
    "is nothing but folders that are none": ("./.", "no name"),
}
TWICE = {
    "the same name": ("kick.wav", "kick.wav"),
    "the same by case": ("kick.wav", "KICK.wav"),
    "the same by case of folders": ("Kit/a.wav", "kit/b.wav"),
    "the same by Unicode form": ("sn\u00e4re.wav", "sna\u0308re.wav"),
    "the same by ligature": ("\ufb01ll.wav", "fill.wav"),
    "the same by sharp s": ("stra\u00dfe.wav", "STRASSE.wav"),
    "the same by width": ("\uff4bick.wav", "kick.wav"),
    "the same by the sign of kelvin": ("\u212aick.wav", "kick.wav"),
    "the same by a dot": ("./kick.wav", "kick.wav"),
    "the same by a stroke": ("kit//kick.wav", "kit/kick.wav"),
    "a file where a folder is": ("kit/kick.wav", "kit"),
    "a folder where a file is": ("kit", "kit/kick.wav"),
}
ARCHIVES = {
    "zip: a link": (zip_of("kick.wav", data=b"/etc/passwd", mode=stat.S_IFLNK | 0o777), "neither"),
    "zip: a link to a folder": (zip_of("kit/", mode=stat.S_IFLNK | 0o777), "neither"),
    "zip: a device": (zip_of("kick.wav", mode=stat.S_IFCHR | 0o666), "neither"),
    "zip: a pipe": (zip_of("kick.wav", mode=stat.S_IFIFO | 0o666), "neither"),
    "zip: a socket": (zip_of("kick.wav", mode=stat.S_IFSOCK | 0o666), "neither"),
    "zip: a folder that is a file": (zip_of("kick.wav", mode=stat.S_IFDIR | 0o755), "neither"),
    "zip: a name with a NUL": (zip_of("kick.wav\0.exe"), "control"),
    "zip: encrypted": (zip_flagged(0x1), "encrypted"),
    "zip: encrypted strongly": (zip_flagged(0x41), "encrypted"),
    "zip: an encrypted list": (zip_flagged(0x2000), "encrypted"),
    "zip: patched data": (zip_flagged(0x20), "no archive"),
    "zip: packed in an unknown way": (zip_changed(10, struct.pack("<H", 99)), "no archive"),
    "zip: a wrong sum": (zip_changed(16, b"\1\2\3\4"), "no archive"),
    "zip: less than it states": (zip_of_size(len(WAVE) + 9), "no archive"),
    "zip: more than it states": (zip_of_size(len(WAVE) - 9), "no archive"),
    "zip: a size of four gigabytes": (zip_of_size(0xFFFFFFFE), "no archive"),
    "zip: two names for one member": (zip_changed(46, b"evil"), "no archive"),
    "zip: a member outside of the file": (zip_changed(42, b"\xff\xff\xff\x7f"), "no archive"),
    "zip: thousands of names for one member": (zip_overlapping(3000), "no archive"),
    "zip: no end": (zip_of("kick.wav")[:-22], "end is missing"),
    "zip: half of an end": (zip_of("kick.wav")[:-9], "end is missing"),
    "zip: nothing but its mark": (b"PK\x03\x04", "end is missing"),
    "zip: its mark and noise": (b"PK\x03\x04" + bytes(range(256)) * 8, "end is missing"),
    "zip: a list of four gigabytes": (
        changed(zip_of("kick.wav"), -10, b"\xff\xff\xff\xff"),
        "far longer",
    ),
    "zip: a list that begins before the file": (
        changed(zip_of("kick.wav"), -10, b"\xff\xff\x0f\0"),
        "no archive",
    ),
    "zip: the end of a much larger one": (zip64_of("kick.wav"), "far longer"),
    "zip: a bomb": (zip_of("kick.wav", data=ZEROS, method=zipfile.ZIP_DEFLATED), "20 times"),
    "zip: a bomb by another packer": (
        zip_of("kick.wav", data=ZEROS, method=zipfile.ZIP_BZIP2),
        "20 times",
    ),
    "zip: a bomb of many": (
        zip_of(*map(str, range(40)), data=ZEROS[: 1 << 18], method=zipfile.ZIP_DEFLATED),
        "20 times",
    ),
    "zip: a sample that is too large": (zip_of("kick.wav", data=ZEROS * 2 + b"1"), "64 MiB"),
    "zip: more files than a kit has": (zip_of(*map(str, range(2001)), data=b""), "2000 files"),
    "zip: more folders than a kit has": (
        zip_of(*(f"{n}/" for n in range(2001)), data=b"", mode=stat.S_IFDIR),
        "2000 files",
    ),
    "tar: a link": (tar_kind(tarfile.SYMTYPE, linkname="/etc/passwd"), "neither"),
    "tar: a link inside": (tar_kind(tarfile.SYMTYPE, "b.wav", "a.wav"), "neither"),
    "tar: a way out through a link": (
        tar_kind(tarfile.SYMTYPE, "kit", "/tmp", after=("kit/evil.wav",)),
        "neither",
    ),
    "tar: a hard link": (tar_kind(tarfile.LNKTYPE, linkname="/etc/passwd"), "neither"),
    "tar: a hard link to itself": (tar_kind(tarfile.LNKTYPE, linkname="kick.wav"), "neither"),
    "tar: a device of characters": (tar_kind(tarfile.CHRTYPE), "neither"),
    "tar: a device of blocks": (tar_kind(tarfile.BLKTYPE), "neither"),
    "tar: a pipe": (tar_kind(tarfile.FIFOTYPE), "neither"),
    "tar: a sparse file": (tar_kind(tarfile.GNUTYPE_SPARSE), "neither"),
    "tar: a sparse file of the new kind": (
        tar_of("kick.wav", pax_headers={"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}),
        "",
    ),
    "tar: a name with a NUL": (tar_of("kick", pax_headers={"path": "a\0b"}), "control"),
    "tar: a second name that climbs out": (
        tar_of("kick.wav", pax_headers={"path": "../evil.wav"}),
        "leads out",
    ),
    "tar: a second size": (tar_of("kick.wav", pax_headers={"size": "99999999999"}), "no archive"),
    "tar: a size that is no number": (tar_of("kick.wav", pax_headers={"size": "much"}), ""),
    "tar: a size below nothing": (tar_field(124, b"\xff" * 12), "no archive"),
    "tar: a size of eight gigabytes": (tar_field(124, b"77777777777\0"), "no archive"),
    "tar: a broken header": (changed(tar_of("a.wav", "b.wav"), 1030, b"!!!"), "no archive"),
    "tar: cut off in a header": (tar_of("a.wav", "b.wav")[:1300], "no archive"),
    "tar: cut off in a sound": (tar_of("kick.wav", data=bytes(4000))[:2048], "no archive"),
    "tar: a note without end": (tar_notes(1 << 20), "no sense"),
    "tar: names of names of names": (tar_long_names(3000), "no archive"),
    "tar: more files than a kit has": (tar_of(*map(str, range(2001)), data=b""), "2000 files"),
    "tar: a sample that is too large": (tar_of("kick.wav", data=ZEROS * 2 + b"1"), "64 MiB"),
    "gz: a bomb": (gz(tar_of("kick.wav", data=ZEROS)), "20 times"),
    "gz: a bomb before the first name": (gz(ZEROS), "20 times"),
    "gz: a bomb behind the last name": (gz(tar_of("a.wav") + ZEROS), "20 times"),
    "gz: a bomb of notes": (gz(tar_notes(24 << 20)), "no sense"),
    "gz: a bomb in a bomb": (gz(gz(ZEROS)), "no archive"),
    "gz: cut off": (gz(tar_of("kick.wav", data=os.urandom(9000)))[:-2000], "no archive"),
    "gz: a wrong sum": (changed(gz(tar_of("kick.wav")), -8, b"\1\2\3\4"), "no archive"),
    "gz: no tar": (gz(b"once upon a time"), "no archive"),
    "gz: nothing": (gz(b""), "no archive"),
    "gz: nothing but its mark": (b"\x1f\x8b", "no archive"),
    "bz2: a bomb": (bz2.compress(tar_of("kick.wav", data=ZEROS)), "20 times"),
    "bz2: cut off": (bz2.compress(tar_of("kick.wav"))[:-9], "no archive"),
    "xz: a bomb": (lzma.compress(tar_of("kick.wav", data=ZEROS)), "20 times"),
    "xz: cut off": (lzma.compress(tar_of("kick.wav"))[:-9], "no archive"),
    "xz: nothing but its mark": (b"\xfd7zXZ\0" + b"x" * 99, "no archive"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7z archive"),
    "RAR": (b"Rar!\x1a\x07\x01\x00" + bytes(99), "RAR archive"),
    "a text": (b"once upon a time\n" * 99, "no archive"),
    "a sound": (b"RIFF" + bytes(9000), "no archive"),
    "nothing": (b"", "no archive"),
    "noise": (bytes(range(256)) * 9, "no archive"),
}


def refused(folder, raw):
    """The words with which an archive is refused, once it is seen to have left nothing behind."""
    inner = folder / "inner"
    inner.mkdir()
    (inner / "archive").write_bytes(raw)
    with pytest.raises(InvalidFile) as caught:
        unpack(inner / "archive", inner / "out")
    assert [str(path.relative_to(folder)) for path in sorted(folder.rglob("*"))] == [
        "inner",
        "inner/archive",
    ]
    assert caught.value.title.isprintable()
    assert caught.value.hint
    return caught.value.title


@pytest.mark.parametrize("fear", NAMES)
@pytest.mark.parametrize("kind", ["zip", "tar", "gnu tar"])
def test_a_hostile_name_is_never_a_file(tmp_path, fear, kind):
    name, words = NAMES[fear]
    makers = {
        "zip": zip_of,
        "tar": tar_of,
        "gnu tar": lambda *names: tar_raw(*((tar_info(n, size=4), b"RIFF") for n in names)),
    }
    assert words in refused(tmp_path, makers[kind]("before.wav", name))


@pytest.mark.parametrize("fear", TWICE)
@pytest.mark.parametrize("maker", [zip_of, tar_of])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_names_never_mean_one_file(tmp_path, fear, maker):
    assert "twice" in refused(tmp_path, maker(*TWICE[fear]))


@pytest.mark.parametrize("fear", ARCHIVES)
def test_a_hostile_archive_leaves_nothing_behind(tmp_path, fear):
    raw, words = ARCHIVES[fear]
    assert words in refused(tmp_path, raw)


def test_all_together_may_not_be_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(metered, "MAX_TOTAL", 1 << 20)
    assert "GiB" in refused(tmp_path, zip_of("a", "b", "c", data=bytes(1 << 19)))


def test_a_pipe_or_a_folder_is_no_archive(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, tmp_path / "nowhere"):
        with pytest.raises(InvalidFile, match="no archive"):
            unpack(path, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_there_are_as_many_fears_as_there_should_be():
    assert 3 * len(NAMES) + 2 * len(TWICE) + len(ARCHIVES) >= 80

"""What must come out of an archive, and that a packed kit is the same bytes every time."""

import bz2
import io
import lzma
import tarfile
import zipfile

import pytest
from archive_making import WAVE, gz, tar_of, zip_of

from padsketch.errors import InvalidFile, OutputExists
from padsketch.storage import load_kit
from padsketch.storage.archive_members import is_archive
from padsketch.storage.archives import pack_padkit, unpack

NAMES = ("Kit/kick.wav", "Kit/sub folder/Snäre.wav", "Kit/太鼓.wav")


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    "name", ["a.zip", "a.padkit", "a.tar", "a.h2drumkit", "a.bz2", "a.xz", "old"]
)
def test_every_kind_of_archive_is_unpacked(tmp_path, name):
    kinds = {
        "a.zip": zip_of(*NAMES, method=zipfile.ZIP_DEFLATED),
        "a.padkit": zip_of(*NAMES),
        "a.tar": tar_of(*NAMES),
        "a.h2drumkit": gz(tar_of(*NAMES)),
        "a.bz2": bz2.compress(tar_of(*NAMES)),
        "a.xz": lzma.compress(tar_of(*NAMES)),
        "old": tar_of(*NAMES, format=tarfile.GNU_FORMAT),
    }
    (tmp_path / name).write_bytes(kinds[name])

    assert is_archive(tmp_path / name)
    unpack(tmp_path / name, tmp_path / "out")
    assert files_in(tmp_path / "out") == sorted(NAMES)
    assert {(tmp_path / "out" / name).read_bytes() for name in NAMES} == {WAVE}


def test_a_tar_from_before_there_were_marks_is_one(tmp_path):
    raw = bytearray(tar_of("kick.wav", format=tarfile.USTAR_FORMAT))
    raw[257:265] = bytes(8)
    raw[148:155] = b"%06o\0" % (sum(raw[:148]) + 8 * 32 + sum(raw[156:512]))
    (tmp_path / "old.h2drumkit").write_bytes(raw)

    assert is_archive(tmp_path / "old.h2drumkit")
    unpack(tmp_path / "old.h2drumkit", tmp_path / "out")
    assert files_in(tmp_path / "out") == ["kick.wav"]


def test_names_from_before_utf_8_are_read(tmp_path):
    out = io.BytesIO()
    with tarfile.open(
        fileobj=out, mode="w", encoding="latin-1", format=tarfile.USTAR_FORMAT
    ) as tar:
        tar.addfile(tarfile.TarInfo("Schläge/Bühne.wav"))
    (tmp_path / "a.tar").write_bytes(out.getvalue())
    unpack(tmp_path / "a.tar", tmp_path / "out")

    assert files_in(tmp_path / "out") == ["Schläge/Bühne.wav"]


def test_nothing_that_is_unpacked_can_be_run(tmp_path):
    (tmp_path / "a.tar").write_bytes(tar_of("kick.wav", mode=0o6777))
    unpack(tmp_path / "a.tar", tmp_path / "out")

    assert (tmp_path / "out" / "kick.wav").stat().st_mode & 0o7111 == 0


def test_an_archive_never_lands_in_a_folder_that_is_there(tmp_path):
    (tmp_path / "a.zip").write_bytes(zip_of("kick.wav"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "diary.txt").write_text("ten years of work")

    with pytest.raises(OutputExists):
        unpack(tmp_path / "a.zip", tmp_path / "out")
    assert files_in(tmp_path) == ["a.zip", "out/diary.txt"]


def test_other_files_are_no_archives(tmp_path, kit_folder):
    (tmp_path / "empty").write_bytes(b"")
    for path in (*kit_folder.iterdir(), tmp_path / "empty", tmp_path, tmp_path / "none"):
        assert not is_archive(path)


def test_a_packed_kit_is_the_same_bytes_every_time(tmp_path, kit_folder):
    pack_padkit(kit_folder, tmp_path / "a.padkit")
    (kit_folder / "kick.wav").touch()
    (kit_folder / "diary.txt").write_text("not a part of the kit")
    pack_padkit(kit_folder, tmp_path / "b.padkit")
    unpack(tmp_path / "a.padkit", tmp_path / "out")

    assert (tmp_path / "a.padkit").read_bytes() == (tmp_path / "b.padkit").read_bytes()
    assert files_in(tmp_path / "out") == ["hat.wav", "kick.wav", "kick_soft.wav", "kit.toml"]
    assert load_kit(tmp_path / "out") == load_kit(kit_folder)


def test_a_kit_full_of_silence_can_be_shared(tmp_path, kit_folder):
    (kit_folder / "hat.wav").write_bytes((kit_folder / "hat.wav").read_bytes() + bytes(3 << 20))
    pack_padkit(kit_folder, tmp_path / "a.padkit")
    unpack(tmp_path / "a.padkit", tmp_path / "out")

    assert (tmp_path / "out" / "hat.wav").stat().st_size > 3 << 20


def test_a_packed_kit_replaces_nothing_unasked(tmp_path, kit_folder):
    (tmp_path / "a.padkit").write_text("precious")
    with pytest.raises(OutputExists):
        pack_padkit(kit_folder, tmp_path / "a.padkit")
    assert (tmp_path / "a.padkit").read_text() == "precious"
    pack_padkit(kit_folder, tmp_path / "a.padkit", force=True)
    assert is_archive(tmp_path / "a.padkit")


def test_what_is_no_kit_is_not_packed(tmp_path):
    with pytest.raises(InvalidFile):
        pack_padkit(tmp_path, tmp_path / "a.padkit")
    assert not (tmp_path / "a.padkit").exists()

import os

import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.errors import InvalidFile
from padsketch.export.manifest import write_manifest
from padsketch.export.pack.manifest import is_pack, read_pack
from padsketch.export.pack.verify import verify_folder, verify_pack
from padsketch.export.stems import render_stems
from padsketch.storage import file_sha256

KICK = "stems/01_kick_133.7bpm_Cmin.wav"
LOOP = "loops/A1_133.7bpm_Cmin.wav"
MIX = "mix/mix_133.7bpm_Cmin.wav"


@pytest.fixture
def pack(new_song, pack_of):
    return pack_of(new_song())


def faults(folder):
    return [str(fault) for fault in verify_pack(folder).faults]


def sign_again(folder):
    """Let the manifest vouch for the files as they are now."""
    manifest = read_pack(folder)
    files = {
        name: msgspec.structs.replace(entry, sha256=file_sha256(folder / name))
        for name, entry in manifest.files.items()
    }
    write_manifest(folder, msgspec.structs.replace(manifest, files=files))


def test_one_flipped_bit_in_any_file_is_found(pack):
    for name in (KICK, LOOP, "README.txt", "CREDITS", "song.mid", "song.dawproject"):
        whole = (pack / name).read_bytes()
        for byte in (40, 5_000, -1):
            data = bytearray(whole)
            data[byte % len(data)] ^= 1
            (pack / name).write_bytes(data)
            assert f"{name}: is not the file that was written: its SHA-256 differs" in faults(pack)
        (pack / name).write_bytes(whole)
    assert faults(pack) == []


@pytest.mark.parametrize("name", [KICK, MIX, LOOP, "CREDITS"])
def test_a_missing_file_is_found(pack, name):
    (pack / name).unlink()
    assert faults(pack) == [f"{name}: is missing"]


def test_a_name_that_no_disk_can_hold_is_a_missing_file(pack):
    manifest = read_pack(pack)
    files = {**manifest.files, "a" * 5_000: manifest.files["CREDITS"]}
    write_manifest(pack, msgspec.structs.replace(manifest, files=files))
    assert faults(pack) == [f"{'a' * 5_000}: is missing"]


def test_a_foreign_file_is_found(pack):
    (pack / "stems" / "notes.txt").write_text("mine")
    assert faults(pack) == ["stems/notes.txt: is no part of the pack"]


def test_a_changed_frame_is_found_in_the_sum_alone(pack):
    audio, rate = soundfile.read(pack / KICK, dtype="float32")
    audio[1234, 1] += 2.0**-20
    soundfile.write(pack / KICK, audio, rate, subtype="FLOAT")
    sign_again(pack)
    assert faults(pack) == [f"{MIX}, frame 1234: the stems do not sum to the mix from here on"]


def test_a_loop_that_is_a_frame_too_long_is_found_whatever_the_manifest_says(pack):
    audio, rate = soundfile.read(pack / LOOP, dtype="float32")
    soundfile.write(pack / LOOP, np.concatenate((audio, audio[:1])), rate, subtype="FLOAT")
    sign_again(pack)
    files = dict(read_pack(pack).files)
    files[LOOP] = msgspec.structs.replace(files[LOOP], frames=len(audio) + 1)
    write_manifest(pack, msgspec.structs.replace(read_pack(pack), files=files))
    place = f"{LOOP}, frame {len(audio)}"
    assert faults(pack) == [f"{place}: has {len(audio) + 1} frames, not {len(audio)}"]


def test_a_shorter_stem_is_found(pack):
    audio, rate = soundfile.read(pack / KICK, dtype="float32")
    soundfile.write(pack / KICK, audio[:-1], rate, subtype="FLOAT")
    sign_again(pack)
    place = f"{KICK}, frame {len(audio) - 1}"
    assert faults(pack) == [f"{place}: has {len(audio) - 1} frames, not {len(audio)}"]
    assert verify_pack(pack).residual is None


@pytest.mark.parametrize(
    "name", ["../song.wav", "/etc/hostname", "a/../../b", "", ".", "a\\b", "a\0b"]
)
def test_a_manifest_reaches_no_file_outside_its_folder(pack, name):
    manifest = read_pack(pack)
    files = {**manifest.files, name: manifest.files[MIX]}
    write_manifest(pack, msgspec.structs.replace(manifest, files=files))
    with pytest.raises(InvalidFile, match="not its own"):
        verify_pack(pack)


@pytest.mark.parametrize("lie", [{"bpm": 0.0}, {"bpm": 1e-9}, {"rate": 0}, {"rate": -1}])
def test_a_manifest_of_no_time_is_named(pack, lie):
    write_manifest(pack, msgspec.structs.replace(read_pack(pack), **lie))
    with pytest.raises(InvalidFile, match=r"manifest\.json"):
        verify_pack(pack)


def test_a_stem_that_is_no_sound_is_a_fault(pack):
    manifest = read_pack(pack)
    write_manifest(pack, msgspec.structs.replace(manifest, order=("CREDITS",)))
    (fault,) = faults(pack)
    assert fault.startswith("CREDITS: cannot be read: ")


def test_a_stem_of_more_channels_than_two_is_a_fault(pack):
    audio, rate = soundfile.read(pack / KICK, dtype="float32")
    soundfile.write(pack / KICK, np.repeat(audio, 2, axis=1), rate, subtype="FLOAT")
    sign_again(pack)
    assert faults(pack) == [f"{KICK}: has 4 channels, not 2"]


def test_a_folder_whose_name_is_no_text_is_verified(new_song, pack_of, tmp_path):
    odd = os.fsdecode(b"h\xff")
    (tmp_path / odd).mkdir()
    pack = pack_of(new_song(bits="24"), f"{odd}/pack", mono=True, targets=("club.ogg",))
    assert faults(pack) == []
    render_stems(new_song(), tmp_path / odd / "stems")
    assert verify_folder(tmp_path / odd / "stems").faults == ()


@pytest.mark.parametrize(
    "damaged",
    [b"", b"[]", b"{}", b'{"format": "padsketch-pack"}', b"\0", b'"\xff"', b'{"a":' * 200_000],
)
def test_a_damaged_manifest_is_named(tmp_path, damaged):
    (tmp_path / "manifest.json").write_bytes(damaged)
    with pytest.raises(InvalidFile, match=r"manifest\.json"):
        verify_folder(tmp_path)


def test_stems_are_still_stems(new_job, tmp_path):
    render_stems(new_job(), tmp_path / "stems")
    assert not is_pack(tmp_path / "stems")
    assert verify_folder(tmp_path / "stems").faults == ()

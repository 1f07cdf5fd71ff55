import msgspec
import numpy as np
import pytest
import soundfile

from padsketch.errors import InvalidFile
from padsketch.export.manifest import read_manifest, write_manifest
from padsketch.export.stems import render_stems
from padsketch.export.verify import verify_stems
from padsketch.model.edits import set_channel
from padsketch.storage import file_sha256

KICK = "01_kick_133.7bpm.wav"
SNARE = "02_snare_133.7bpm.wav"


@pytest.fixture
def stems(new_job, tmp_path):
    render_stems(new_job(), tmp_path / "stems")
    return tmp_path / "stems"


def sign_again(folder):
    """Let the manifest vouch for the files as they are now."""
    manifest = read_manifest(folder)
    files = {
        name: msgspec.structs.replace(entry, sha256=file_sha256(folder / name))
        for name, entry in manifest.files.items()
    }
    write_manifest(folder, msgspec.structs.replace(manifest, files=files))


def places(folder):
    return [fault.place for fault in verify_stems(folder).faults]


def test_untouched_stems_leave_exactly_nothing(stems):
    verdict = verify_stems(stems)
    assert verdict.faults == ()
    assert verdict.residual.peak == 0.0


@pytest.mark.parametrize("byte", [40, 200, 20_000, -1])
def test_one_flipped_bit_anywhere_is_found(stems, byte):
    data = bytearray((stems / KICK).read_bytes())
    data[byte] ^= 1
    (stems / KICK).write_bytes(data)
    assert places(stems)[0].startswith(KICK)


def test_a_changed_frame_is_found_in_the_sum_alone(stems):
    audio, rate = soundfile.read(stems / KICK, dtype="float32")
    audio[1234, 1] += 2.0**-20
    soundfile.write(stems / KICK, audio, rate, subtype="FLOAT")
    sign_again(stems)
    verdict = verify_stems(stems)
    assert [fault.place for fault in verdict.faults] == ["mix.wav, frame 1234"]
    assert verdict.residual.peak == pytest.approx(2.0**-20, rel=0.1)


def test_a_value_that_is_no_number_is_found(stems):
    audio, rate = soundfile.read(stems / KICK, dtype="float32")
    audio[77] = np.nan
    soundfile.write(stems / KICK, audio, rate, subtype="FLOAT")
    sign_again(stems)
    verdict = verify_stems(stems)
    assert [fault.place for fault in verdict.faults] == ["mix.wav, frame 77"]
    assert verdict.residual.peak == np.inf


def test_a_sum_too_small_to_be_a_normal_number_is_the_silence_that_the_engine_makes_of_it(stems):
    tiny = {KICK: 3.2e-37, SNARE: -3.15e-37}
    for name in read_manifest(stems).names:
        audio, rate = soundfile.read(stems / name, dtype="float32")
        audio[77] = tiny.get(name, 0.0)
        soundfile.write(stems / name, audio, rate, subtype="FLOAT")
    sign_again(stems)
    assert verify_stems(stems).faults == ()


def test_a_shorter_stem_is_found(stems):
    audio, rate = soundfile.read(stems / KICK, dtype="float32")
    soundfile.write(stems / KICK, audio[:-1], rate, subtype="FLOAT")
    sign_again(stems)
    assert places(stems) == [f"{KICK}, frame {len(audio) - 1}"]


def test_a_stem_of_another_rate_is_found(stems):
    audio, _ = soundfile.read(stems / KICK, dtype="float32")
    soundfile.write(stems / KICK, audio, 44_100, subtype="FLOAT")
    sign_again(stems)
    assert places(stems) == [KICK]


def test_swapped_files_are_found(stems):
    (stems / KICK).rename(stems / "other")
    (stems / SNARE).rename(stems / KICK)
    (stems / "other").rename(stems / SNARE)
    assert places(stems) == [KICK, SNARE]


def test_a_missing_stem_is_found(stems):
    (stems / SNARE).unlink()
    verdict = verify_stems(stems)
    assert [fault.place for fault in verdict.faults] == [SNARE]
    assert verdict.residual is None


@pytest.mark.parametrize("format", ["wav", "flac"])
@pytest.mark.parametrize("bits", ["16", "24"])
def test_rounding_of_integers_is_allowed_and_no_more(new_job, tmp_path, format, bits):
    quiet = new_job().project
    for pad in ("kick", "snare", "hat", "open", "organ", "drone"):
        quiet = set_channel(quiet, pad, level_db=-18.0)
    folder = tmp_path / "stems"
    render_stems(new_job(project=quiet, format=format, bits=bits), folder)
    verdict = verify_stems(folder)
    assert verdict.faults == ()
    assert 0.0 < verdict.residual.peak <= verdict.residual.allowed
    kick = folder / f"01_kick_133.7bpm.{format}"
    audio, rate = soundfile.read(kick, dtype="int32")
    audio[500] += 2 ** (32 - int(bits)) * 12
    soundfile.write(kick, audio, rate, subtype=f"PCM_{bits}")
    sign_again(folder)
    assert places(folder) == [f"mix.{format}, frame 500"]


def test_stems_that_clipped_are_named(new_job, tmp_path):
    loud = set_channel(new_job().project, "kick", level_db=12.0)
    report = render_stems(new_job(project=loud, bits="24"), tmp_path / "stems")
    clipped = [file.path.name for file in report.files if file.clipped]
    assert KICK in clipped
    faults = verify_stems(tmp_path / "stems").faults
    assert [fault.place for fault in faults[1:]] == clipped
    assert faults[0].place.startswith("mix.wav, frame ")


def test_a_folder_without_a_manifest_is_named(tmp_path):
    with pytest.raises(InvalidFile, match=r"manifest\.json"):
        verify_stems(tmp_path)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "other"}', "\x00", '{"format": "padsketch-stems"}']
)
def test_a_damaged_manifest_is_named(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(InvalidFile, match=r"manifest\.json"):
        verify_stems(tmp_path)


@pytest.mark.parametrize("name", ["../mix.wav", "/etc/hostname", "a/../../mix.wav", ""])
def test_a_manifest_reaches_no_file_outside_its_folder(stems, name):
    manifest = read_manifest(stems)
    files = {**manifest.files, name: manifest.files["mix.wav"]}
    write_manifest(stems, msgspec.structs.replace(manifest, mix=name, files=files))
    with pytest.raises(InvalidFile, match="not its own"):
        verify_stems(stems)

import numpy as np
import pytest
import soundfile
from tin_kit import RATE, write_ramp

from padsketch.errors import SampleError
from padsketch.model.treatment import Sound
from padsketch.storage import load_kit
from padsketch.storage.samples import MAX_SECONDS, load_samples, read_sample, stream_samples
from padsketch.storage.sources import SampleFolders


def stream_kit(folder, kit, receive):
    stream_samples(SampleFolders.of(folder, kit), kit.sounds.values(), RATE, receive)


def sine(frequency, rate, seconds=0.5):
    return np.sin(2 * np.pi * frequency * np.arange(int(rate * seconds)) / rate)


@pytest.mark.parametrize("channels", [1, 2])
def test_a_sample_at_the_engines_rate_is_not_touched(tmp_path, channels):
    write_ramp(tmp_path / "ramp.wav", 1000, channels)
    frames = read_sample(tmp_path / "ramp.wav", RATE)

    assert frames.shape == (1000, channels)
    assert frames.dtype == np.float32
    assert frames.flags.c_contiguous
    assert np.array_equal(frames[:, -1], np.arange(1000, dtype=np.float32) / 1000)


@pytest.mark.parametrize("rate", [44_100, 96_000])
def test_another_rate_changes_neither_pitch_nor_level(tmp_path, rate):
    soundfile.write(
        tmp_path / "a.wav", np.column_stack([sine(1000, rate)] * 2) * 0.5, rate, "FLOAT"
    )
    frames = read_sample(tmp_path / "a.wav", RATE)

    middle = slice(RATE // 8, RATE * 3 // 8)
    ideal = 0.5 * sine(1000, RATE)
    assert frames.shape == (RATE // 2, 2)
    assert frames.dtype == np.float32
    assert frames.flags.c_contiguous
    assert np.abs(frames[middle, 0] - ideal[middle]).max() < 1e-5


def test_going_down_in_rate_does_not_alias(tmp_path):
    soundfile.write(tmp_path / "a.wav", sine(30_000, 96_000), 96_000, "FLOAT")
    frames = read_sample(tmp_path / "a.wav", RATE)

    assert np.abs(frames[RATE // 8 : RATE * 3 // 8]).max() < 1e-5


@pytest.mark.parametrize("suffix", ["wav", "flac", "ogg", "aiff", "mp3"])
def test_every_promised_format_can_be_read(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, 0.5 * sine(440, RATE), RATE)

    assert np.abs(read_sample(path, RATE)).max() == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("suffix", ["wav", "flac", "aiff"])
def test_sixteen_bits_are_the_floats_that_libsndfile_makes_of_them(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    levels = np.random.default_rng(1).integers(-(2**15), 2**15, (5000, 2)).astype(np.int16)
    soundfile.write(path, levels, RATE, "PCM_16")

    assert np.array_equal(read_sample(path, RATE), soundfile.read(path, dtype="float32")[0])


def refused(path):
    with pytest.raises(SampleError) as caught:
        read_sample(path, RATE)
    assert caught.value.hint
    return caught.value.title


def test_what_cannot_be_a_sample_is_refused_in_words(tmp_path):
    write_ramp(tmp_path / "surround.wav", 10, channels=6)
    write_ramp(tmp_path / "empty.wav", 0)
    write_ramp(tmp_path / "long.wav", MAX_SECONDS * 1000 + 1, rate=1000)
    soundfile.write(tmp_path / "nan.wav", np.array([0.0, np.nan]), RATE, "FLOAT")
    (tmp_path / "notes.wav").write_text("buy milk")

    assert "6 channels" in refused(tmp_path / "surround.wav")
    assert "is empty" in refused(tmp_path / "empty.wav")
    assert "longer than 10 minutes" in refused(tmp_path / "long.wav")
    assert "no numbers" in refused(tmp_path / "nan.wav")
    assert "no audio" in refused(tmp_path / "notes.wav")
    assert "no such file" in refused(tmp_path / "gone.wav")
    assert "no such file" in refused(tmp_path)


def test_a_cut_off_flac_is_not_played_as_if_it_were_whole(tmp_path):
    path = tmp_path / "a.flac"
    soundfile.write(path, np.random.default_rng(1).uniform(-1, 1, RATE), RATE)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])

    assert "a.flac cannot be used" in refused(path)


def test_a_kits_samples_come_by_file_and_tell_how_far_they_are(kit_folder):
    told = []
    samples = load_samples(
        kit_folder, load_kit(kit_folder), RATE, lambda done, total: told.append((done, total))
    )

    assert list(samples) == ["kick_soft.wav", "kick.wav", "hat.wav"]
    assert {frames.shape for frames in samples.values()} == {(100, 1)}
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_every_unreadable_sample_is_told_at_once(kit_folder):
    kit = load_kit(kit_folder)
    (kit_folder / "kick.wav").write_text("no sound")
    (kit_folder / "hat.wav").unlink()
    with pytest.raises(SampleError, match="and 1 more") as caught:
        load_samples(kit_folder, kit, RATE)

    assert [fault.place for fault in caught.value.faults] == ["kick.wav", "hat.wav"]


def test_one_damaged_sample_does_not_keep_the_others_away(kit_folder):
    (kit_folder / "kick.wav").write_text("no sound")
    taken = {}
    with pytest.raises(SampleError, match=r"kick\.wav"):
        stream_kit(kit_folder, load_kit(kit_folder), taken.__setitem__)

    assert sorted(taken) == ["hat.wav", "kick_soft.wav"]


def test_of_a_thousand_samples_not_every_one_is_news(tmp_path):
    write_ramp(tmp_path / "ramp.wav", 10)
    told = []
    stream_samples(
        SampleFolders(tmp_path, ()),
        [Sound("ramp.wav")] * 1000,
        RATE,
        lambda name, frames: None,
        lambda done, total: told.append(done),
    )

    assert told == list(range(10, 1001, 10))


def test_the_first_file_asked_for_is_the_first_to_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr("padsketch.storage.samples.READERS", 1)
    for name in ("a.wav", "b.wav", "c.wav"):
        write_ramp(tmp_path / name, 10)
    taken = []
    folders, sounds = SampleFolders(tmp_path, ()), [Sound(f"{name}.wav") for name in "cab"]
    stream_samples(folders, sounds, RATE, lambda name, frames: taken.append(name))

    assert taken == ["c.wav", "a.wav", "b.wav"]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_no_broken_value_slips_through(tmp_path, value):
    frames = np.zeros((1000, 2), dtype=np.float32)
    frames[500, 1] = value
    soundfile.write(tmp_path / "a.wav", frames, RATE, "FLOAT")

    assert "no numbers" in refused(tmp_path / "a.wav")

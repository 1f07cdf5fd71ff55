"""`padsketch chop`: the frames of the source and nothing else, in a folder that is a kit."""

import os

import numpy as np
import pytest
import soundfile

from padsketch.formats.riff import Cue, WaveNotes, write_chunks
from padsketch.storage import load_kit

RATE = 44_100


def clicks(path, subtype, channels=2, count=8):
    """Eight noises in two seconds, as integers of a width."""
    rng = np.random.default_rng(7)
    frames = np.zeros((2 * RATE, channels))
    for at in range(count):
        start = at * 2 * RATE // count
        frames[start : start + 4_000] += (
            rng.uniform(-0.9, 0.9, (4_000, channels)) * np.exp(-np.arange(4_000) / 700)[:, None]
        )
    soundfile.write(path, frames, RATE, subtype=subtype)
    return path


def integers(path):
    return soundfile.read(path, dtype="int32", always_2d=True)[0]


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_U8"])
@pytest.mark.parametrize("channels", [1, 2])
def test_slices_are_the_source_bit_for_bit(padsketch_json, tmp_path, subtype, channels):
    source = clicks(tmp_path / "break.wav", subtype, channels)
    words = ("chop", source, "-o", tmp_path / "out", "--by", "equal", "--parts", 7)
    code, answer = padsketch_json(*words)
    assert code == 0
    files = [tmp_path / "out" / part["file"] for part in answer["slices"]]
    assert [file.name for file in files] == [f"break-{n:02d}.wav" for n in range(1, 8)]
    assert {soundfile.info(file).subtype for file in files} == {"PCM_24"}
    assert np.array_equal(np.concatenate([integers(file) for file in files]), integers(source))


def test_onsets_cut_where_the_sounds_begin(padsketch_json, tmp_path):
    source = clicks(tmp_path / "break.flac", "PCM_16")
    code, answer = padsketch_json("chop", source, "-o", tmp_path / "out")
    assert code == 0
    starts = np.array([part["start"] for part in answer["slices"]])
    assert np.abs(starts - np.arange(8) * RATE // 4).max() <= RATE // 1000
    assert [pad.choke for pad in load_kit(tmp_path / "out").pads] == [1] * 8


def test_the_grid_takes_the_tempo_of_the_name_or_of_the_option(padsketch_json, tmp_path):
    source = clicks(tmp_path / "break_120bpm.wav", "PCM_16")
    words = ("chop", source, "--by", "grid", "--division", "1/4")
    named = padsketch_json(*words, "-o", tmp_path / "a")[1]
    told = padsketch_json(*words, "-o", tmp_path / "b", "--bpm", "60")[1]
    assert (len(named["slices"]), len(told["slices"])) == (4, 2)


def test_cues_of_a_file_are_its_cuts(padsketch_json, tmp_path):
    source = clicks(tmp_path / "break.wav", "PCM_16")
    write_chunks(source, WaveNotes(cues=(Cue(0), Cue(1_000), Cue(50_000))))
    answer = padsketch_json("chop", source, "-o", tmp_path / "out", "--by", "cues")[1]
    assert [part["start"] for part in answer["slices"]] == [0, 1_000, 50_000]


def test_the_credits_say_where_the_slices_come_from(padsketch, tmp_path):
    source = clicks(tmp_path / "break.wav", "PCM_16")
    write_chunks(source, WaveNotes(info={"IART": "The Drummer", "ICOP": "CC-BY-4.0"}))
    padsketch("chop", source, "-o", tmp_path / "out")
    kit = load_kit(tmp_path / "out")
    credit = kit.credits["break-02.wav"]
    assert (credit.author, credit.licence) == ("The Drummer", "CC-BY-4.0")
    assert credit.source == "break"
    assert "0.250 to 0.500 s" in credit.note


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("--by", "cues"), id="no cues"),
        pytest.param(("--by", "equal", "--parts", "0"), id="no parts"),
        pytest.param(("--by", "equal", "--parts", "65"), id="more parts than pads"),
        pytest.param(("--by", "equal", "--bpm", "90"), id="a tempo for nothing"),
        pytest.param(("--sensitivity", "2"), id="too sensitive"),
        pytest.param(("--sensitivity", "nan"), id="no number"),
        pytest.param(("--by", "grid", "--bpm", "1e9"), id="no tempo"),
        pytest.param(("--by", "grid", "--bpm", "120", "--division", "1/7"), id="no division"),
    ],
)
def test_what_makes_no_slices_is_a_usage_error_and_writes_nothing(padsketch, tmp_path, words):
    source = clicks(tmp_path / "break.wav", "PCM_16")
    code, out, err = padsketch("chop", source, "-o", tmp_path / "out", *words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(b"\x1b[31mred\x07.wav", id="escapes"),
        pytest.param(b"\xff\xfe.wav", id="no text at all"),
        pytest.param("\u202egnp.wav".encode(), id="right to left"),
        pytest.param(b"nul.wav", id="a device"),
        pytest.param(b"..  ...wav", id="dots"),
        pytest.param(b'"]\n[pads].wav', id="TOML"),
        pytest.param("\N{CJK UNIFIED IDEOGRAPH-6F22}".encode() * 80 + b".wav", id="long"),
    ],
)
def test_a_hostile_name_makes_a_harmless_kit(padsketch, tmp_path, name):
    source = clicks(tmp_path / "plain.wav", "PCM_16", count=2).rename(tmp_path / os.fsdecode(name))
    code, out, err = padsketch("chop", source, "-o", tmp_path / "out")
    assert (code, err) == (0, "")
    assert out.replace("\n", "").isprintable()
    kit = load_kit(tmp_path / "out")
    assert all(file.isascii() and file.isprintable() for file in kit.files)
    assert all(pad.name.isprintable() for pad in kit.pads)


def test_a_file_that_is_no_sound_is_told(padsketch, tmp_path):
    (tmp_path / "a.wav").write_bytes(b"RIFF nothing at all")
    code, _, err = padsketch("chop", tmp_path / "a.wav", "-o", tmp_path / "out")
    assert code == 4
    assert "a.wav" in err


def test_only_an_old_kit_is_replaced_and_only_by_force(padsketch, tmp_path):
    source = clicks(tmp_path / "break.wav", "PCM_16")
    words = ("chop", source, "-o", tmp_path / "out")
    assert padsketch(*words)[0] == 0
    assert padsketch(*words)[0] == 1
    assert padsketch(*words, "--force", "--by", "equal", "--parts", "3")[0] == 0
    assert len(load_kit(tmp_path / "out").pads) == 3
    assert not (tmp_path / "out" / "break-04.wav").exists()
    (tmp_path / "out" / "mine.txt").write_text("keep")
    assert padsketch(*words, "--force")[0] == 1
    assert (tmp_path / "out" / "mine.txt").read_text() == "keep"

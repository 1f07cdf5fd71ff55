"""How fast a loop is: a wrong tempo fits nothing, a number in a name may be anything."""

import pytest
from made_sounds import RATE, beat, mono, note, placed, sine

from padsketch.analysis.tempo import Tempo, tempo_of

SILENCE = mono(0 * sine(100, 4.0))


def bpm_of(frames, name="", **more):
    tempo = tempo_of(frames, RATE, name, **more)
    return tempo and round(tempo.bpm, 2)


@pytest.mark.parametrize("bpm", [70, 88.5, 97, 120, 133.7, 174])
def test_a_loop_of_whole_bars_gives_its_tempo_exactly(bpm):
    tempo = tempo_of(beat(bpm, 8), RATE)
    assert tempo is not None
    assert tempo.source == "length"
    ratio = tempo.bpm / bpm
    assert min(abs(ratio / octave - 1) for octave in (0.5, 1, 2)) < 1e-4


@pytest.mark.parametrize("bpm", [88.5, 97, 120, 133.7])
def test_a_beat_that_ends_anywhere_is_heard_within_two_percent(bpm):
    frames = beat(bpm, 24)
    tempo = tempo_of(frames[: round(0.83 * len(frames))], RATE)
    assert tempo is not None
    assert tempo.bpm == pytest.approx(bpm, rel=0.02)


@pytest.mark.parametrize(
    ("name", "bpm"),
    [
        ("break 92bpm.wav", 92),
        ("Break_92BPM_dusty.wav", 92),
        ("bpm 140 loop.flac", 140),
        ("92.5 bpm", 92.5),
        ("drums_174_bpm", 174),
    ],
)
def test_a_name_that_says_bpm_is_believed(name, bpm):
    assert tempo_of(SILENCE, RATE, name) == Tempo(bpm, 1.0, "name")


@pytest.mark.parametrize(
    "name", ["loop_120", "120 loop.wav", "a-120-b.wav", "beat (120).wav", "01_amen_120"]
)
def test_a_bare_number_is_believed_when_it_makes_whole_bars(name):
    assert bpm_of(SILENCE, name) == 120


@pytest.mark.parametrize(
    "name",
    [
        "loop_97",
        "kick_64.wav",
        "piano C120.wav",
        "take120.wav",
        "2021-03-120.wav",
        "rec_11_60_120",
        "1200",
        "120_60",
        "mp3_128kbps",
    ],
)
def test_a_number_that_is_something_else_is_no_tempo(name):
    assert bpm_of(SILENCE, name) is None


def test_a_bare_number_is_believed_when_it_is_heard():
    frames = beat(120, 16)[: round(7.1 * RATE)]
    assert bpm_of(frames, "beat_121") == 121
    assert bpm_of(frames, "beat_93") == pytest.approx(120, rel=0.02)


def test_what_the_file_says_counts_after_its_name():
    assert bpm_of(SILENCE, acid_bpm=101.5) == 101.5
    assert bpm_of(SILENCE, "93bpm", acid_bpm=101.5) == 93
    assert bpm_of(SILENCE, beats=8) == 120


@pytest.mark.parametrize("nonsense", [0.0, -5.0, 1e30, float("nan"), float("inf")])
def test_a_damaged_file_says_no_tempo(nonsense):
    assert bpm_of(SILENCE, acid_bpm=nonsense) is None


@pytest.mark.parametrize("beats", [0, -4, 2**31])
def test_a_damaged_file_says_no_beats(beats):
    assert bpm_of(SILENCE, beats=beats) is None
    assert bpm_of(SILENCE[:0], beats=4) is None


def test_a_single_sound_has_no_tempo():
    assert bpm_of(placed([(0, note(110, 2))], 2)) is None
    assert bpm_of(SILENCE) is None
    assert bpm_of(SILENCE[:0]) is None


def test_half_and_double_keep_what_says_so():
    tempo = Tempo(87.0, 0.5, "length")
    assert tempo.double() == Tempo(174.0, 0.5, "length")
    assert tempo.double().half() == tempo


def test_a_hit_that_stutters_has_no_tempo():
    assert bpm_of(beat(230, 4)[: round(0.9 * RATE)]) is None

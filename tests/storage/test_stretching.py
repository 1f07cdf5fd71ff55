import numpy as np
import pytest
import soundfile

from padsketch.errors import Interrupted, SampleError
from padsketch.model.treatment import Treatment
from padsketch.storage import stretching
from padsketch.storage.samples import read_sample
from padsketch.storage.stretching import stretch_cached
from padsketch.storage.treatment import treated

RATE = 48_000


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "padsketch" / "stretched"


def beats(n_beats=4, apart=12_000):
    """Short dull knocks, one every `apart` frames, the right side softer."""
    times = np.arange(6000) / RATE
    knock = np.exp(-60 * times) * np.sin(2 * np.pi * 240 * times)
    row = np.zeros(n_beats * apart)
    for beat in range(n_beats):
        row[beat * apart : beat * apart + len(knock)] += 0.5 * knock
    return np.column_stack((row, 0.5 * row)).astype(np.float32)


def tone(hertz, seconds):
    times = np.arange(int(RATE * seconds)) / RATE
    return (0.4 * np.sin(2 * np.pi * hertz * times)).astype(np.float32)[:, None]


def attack(sound, near):
    """The frame around `near` before which all is quiet and after which it is not."""
    first = max(0, near - 2000)
    part = np.abs(sound[first : near + 2000, 0])
    return first + int(np.argmax(part > 0.3 * part.max()))


@pytest.mark.parametrize("ratio", [0.25, 0.61803, 1.1, 4.0])
@pytest.mark.parametrize("n_frames", [3, 1001, 48_000])
def test_the_length_is_exact(n_frames, ratio):
    sound = tone(220, 1.0)[:n_frames]
    assert len(stretch_cached(sound, RATE, ratio)) == round(n_frames * ratio)


@pytest.mark.parametrize("ratio", [0.6, 0.85, 1.2, 1.5])
def test_attacks_stay_on_their_beats(ratio):
    sound = beats()
    stretched = stretch_cached(sound, RATE, ratio)
    before = [attack(sound, beat * 12_000) for beat in range(4)]
    after = [attack(stretched, round(beat * 12_000 * ratio)) for beat in range(4)]
    late_ms = (np.array(after) - np.array(before) * ratio) / RATE * 1000
    assert np.abs(late_ms).max() < 3.0


@pytest.mark.parametrize("ratio", [0.5, 0.8, 1.3, 2.0])
def test_the_pitch_stays(ratio):
    stretched = stretch_cached(tone(440, 2.0), RATE, ratio)
    middle = stretched[len(stretched) // 4 : -len(stretched) // 4, 0]
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle)), 1 << 20))
    found = spectrum.argmax() * RATE / (1 << 20)
    assert abs(1200 * np.log2(found / 440)) < 2.0


def test_both_sides_are_stretched_together():
    stretched = stretch_cached(beats(), RATE, 1.3)
    assert np.abs(stretched[:, 1] - 0.5 * stretched[:, 0]).max() < 2e-3


def test_the_same_sound_is_always_stretched_to_the_same_bits(cache):
    first = stretch_cached(beats(), RATE, 1.3)
    kept = stretch_cached(beats(), RATE, 1.3)
    (entry,) = cache.iterdir()
    entry.unlink()
    again = stretch_cached(beats(), RATE, 1.3)
    assert np.array_equal(first, kept)
    assert np.array_equal(first, again)


def test_what_was_stretched_once_needs_no_other_process(monkeypatch):
    first = stretch_cached(beats(), RATE, 1.3)
    monkeypatch.setattr(stretching, "_WORKER", "nothing")
    assert np.array_equal(stretch_cached(beats(), RATE, 1.3), first)


@pytest.mark.parametrize(
    "damage", [b"", b"short", bytes(32 + 8 * 62_400)], ids=["empty", "short", "wrong"]
)
def test_a_damaged_cache_gives_no_damaged_sound(cache, damage):
    first = stretch_cached(beats(), RATE, 1.3)
    (entry,) = cache.iterdir()
    entry.write_bytes(damage)
    assert np.array_equal(stretch_cached(beats(), RATE, 1.3), first)


def test_a_cache_that_cannot_be_written_only_costs_time(cache):
    cache.parent.parent.joinpath("padsketch").write_text("a file where the folder should be")
    assert len(stretch_cached(beats(), RATE, 1.3)) == 62_400


def test_the_cache_does_not_grow_for_ever(cache, monkeypatch):
    monkeypatch.setattr(stretching, "ROOM", 1_000_000)
    for ratio in (1.1, 1.2, 1.3):
        stretch_cached(beats(), RATE, ratio)
    assert sum(entry.stat().st_size for entry in cache.iterdir()) <= 1_000_000
    assert len(list(cache.iterdir())) == 2


def test_another_ratio_is_another_sound():
    assert len(stretch_cached(beats(), RATE, 1.2)) != len(stretch_cached(beats(), RATE, 1.3))


def test_a_sound_is_not_stretched_beyond_the_longest_sample():
    with pytest.raises(SampleError, match="longer than 10 minutes"):
        stretch_cached(np.zeros((200_000, 1), dtype=np.float32), 1000, 4.0)


def test_work_that_nobody_wants_any_more_stops(cache):
    with pytest.raises(Interrupted):
        stretch_cached(beats(), RATE, 1.3, cancelled=lambda: True)
    assert not cache.exists()


def test_a_stretcher_that_fails_is_told(monkeypatch):
    monkeypatch.setattr(stretching, "_WORKER", "nothing")
    with pytest.raises(SampleError, match="the stretcher ended with"):
        stretch_cached(beats(), RATE, 1.3)


def test_a_reversed_sound_is_stretched_as_it_is_heard():
    sound = treated(beats(), RATE, Treatment(reverse=True, stretch=1.5))
    assert np.array_equal(sound, stretch_cached(beats()[::-1], RATE, 1.5))


def test_the_file_that_cannot_be_stretched_is_named(tmp_path, monkeypatch):
    soundfile.write(tmp_path / "door.wav", beats(), RATE)
    monkeypatch.setattr(stretching, "_WORKER", "nothing")
    with pytest.raises(SampleError, match=r"door\.wav cannot be used: it cannot be stretched"):
        read_sample(tmp_path / "door.wav", RATE, treatment=Treatment(stretch=2.0))


def test_a_machine_that_can_start_nothing_is_told(monkeypatch):
    monkeypatch.setattr(stretching.sys, "executable", "/nowhere/python")
    with pytest.raises(SampleError, match="the stretcher cannot run"):
        stretch_cached(beats(), RATE, 1.3)

"""What is said of a recording: faults on their side of the threshold, and nothing of clean ones."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from padsketch.analysis.take_check import take_check

RATE = 48_000
KITS = sorted((Path(__file__).parents[2] / "kits").glob("*/*.flac"))


def db(level):
    return 10.0 ** (level / 20.0)


def seconds(length):
    return np.arange(round(length * RATE)) / RATE


def sine(hz, level_db, length=1.5):
    """A sine whose peak is at a level."""
    return db(level_db) * np.sin(2 * np.pi * hz * seconds(length))


def hiss(rms_db, length=1.5, seed=1):
    noise = np.random.default_rng(seed).standard_normal(round(length * RATE))
    return db(rms_db) * noise


def drum(peak_db=-6.0, length=1.5, at=0.1):
    """Silence, a hit at a time in seconds that dies away, silence."""
    t = seconds(length) - at
    decay = np.where(t >= 0, np.exp(-t / 0.04), 0.0)
    tone = np.sin(2 * np.pi * 180 * t) + 0.3 * np.sin(2 * np.pi * 3100 * t)
    shape = decay * tone
    return db(peak_db) * shape / np.abs(shape).max()


def checked(*channels, is_loop=False):
    frames = np.stack(channels, axis=1).astype(np.float32)
    return take_check(frames, RATE, is_loop)


def test_nothing_is_said_of_a_clean_recording():
    assert checked(drum() + hiss(-75.0)) == ()
    assert checked(drum(), 0.5 * drum() + hiss(-70.0)) == ()


@pytest.mark.parametrize("path", KITS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_nothing_is_said_of_the_sounds_of_our_kits(path):
    frames, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert take_check(frames, rate) == ()


def test_silence_is_said_and_nothing_else():
    words = ("It is silent: nothing came in.",)
    assert checked(np.zeros(1000)) == words
    assert checked(hiss(-110.0)) == words
    assert take_check(np.zeros((0, 2), dtype=np.float32), RATE) == words
    assert checked(sine(440, -79.0)) != words


def clipped(gain_db, hz, length=1.5):
    return np.clip(sine(hz, gain_db, length), -1.0, 1.0)


@pytest.mark.parametrize(
    ("hz", "over"),
    [(20, 0.5), (30, 0.5), (55, 0.5), (110, 0.5), (440, 0.5), (1000, 0.5), (5000, 2)],
)
def test_what_goes_over_full_scale_is_said_and_full_scale_is_not(hz, over):
    assert "clipped" in " ".join(checked(clipped(over, hz), is_loop=True))
    assert "clipped" not in " ".join(checked(clipped(0.0, hz), is_loop=True))


def test_the_places_are_counted_and_the_first_is_named():
    loud = drum(-6.0, 3.0)
    for at in (0.5, 1.25, 2.0):
        loud[round(at * RATE) :][:40] = 1.0
    assert checked(loud) == ("It is clipped in 3 places, first at 0.50 s: turn the input down.",)
    once = drum(-6.0)
    once[RATE // 2 :][:2] = -1.0
    assert checked(once) == ("It is clipped in one place, at 0.50 s: turn the input down.",)


def test_one_value_at_full_scale_is_no_clipping():
    peak = drum(0.0)
    peak[np.abs(peak).argmax()] = 1.0
    assert checked(peak) == ()


def test_a_direct_current_is_said_and_a_kick_that_leans_is_not():
    assert "direct current of 0.5 %" in " ".join(checked(drum() + 0.005))
    assert "direct current" in " ".join(checked(drum() - db(-48.0)))
    assert "direct current" not in " ".join(checked(drum() + db(-52.0)))
    assert checked(drum() + 0.1 * (seconds(1.5) > 0.1) * np.exp(-seconds(1.5) / 0.1)) == ()


def hum(hz, rms_db):
    """What the mains leave behind, with two harmonics."""
    lines = [(1, 1.0), (2, 0.5), (3, 0.4)]
    tone = sum(gain * np.sin(2 * np.pi * hz * n * seconds(1.5) + n) for n, gain in lines)
    return db(rms_db) * tone / np.sqrt(np.mean(tone**2))


@pytest.mark.parametrize("hz", [50, 60])
def test_hum_is_named_with_its_frequency_and_level(hz):
    assert f"Hum of the mains at {hz} Hz, -50 dBFS." in checked(drum() + hum(hz, -50.0))
    assert f"Hum of the mains at {hz} Hz, -64 dBFS." in checked(drum() + hum(hz, -64.0))
    assert checked(drum() + hum(hz, -70.0)) == ()


def test_a_bass_is_no_hum():
    bass = sum(sine(49, -12.0 - 10.0 * n, 2.0) for n in range(3))
    assert not any("Hum" in words for words in checked(bass, is_loop=True))
    low = sine(50, -6.0, 2.0) * np.exp(-seconds(2.0) / 0.3)
    assert not any("Hum" in words for words in checked(low))


def test_other_frequencies_than_those_of_the_mains_are_no_hum():
    for hz in (40, 70, 55):
        assert not any("Hum" in words for words in checked(drum() + hum(hz, -50.0)))


def test_a_noise_floor_is_said_from_where_it_is_heard():
    assert "The noise floor is at -50 dBFS." in checked(drum() + hiss(-50.0))
    assert "The noise floor is at -58 dBFS." in checked(drum() + hiss(-58.0))
    assert checked(drum() + hiss(-63.0)) == ()


def test_noise_that_is_the_sound_is_no_floor():
    assert checked(hiss(-20.0), is_loop=True) == ()
    crash = hiss(-14.0, 3.0) * np.exp(-seconds(3.0) / 0.6)
    assert not any("floor" in words for words in checked(crash))


@pytest.mark.parametrize(("peak", "is_quiet"), [(-28.0, False), (-32.0, True)])
def test_what_is_too_quiet_is_said_with_its_peak(peak, is_quiet):
    words = f"It is quiet: its peak is at {peak:.0f} dBFS. Turn the input up."
    assert checked(drum(peak)) == ((words,) if is_quiet else ())


def test_a_sound_whose_attack_was_missed_is_said():
    missed = drum(at=0.1)[round(0.104 * RATE) :]
    assert any("cut off at the start" in words for words in checked(missed))
    assert not any("cut off" in words for words in checked(drum(at=0.0)))


def test_a_sound_that_goes_on_is_cut_off_at_the_end():
    torn = drum(at=0.1)[: round(0.14 * RATE)]
    assert any("cut off at the end" in words for words in checked(torn))
    assert not any("cut off" in words for words in checked(drum(at=0.1)[: round(0.35 * RATE)]))


def test_a_loop_may_begin_and_end_in_the_midst_of_sound():
    t = sine(440, -6.0)[7:-7]
    assert len(checked(t)) == 2
    assert checked(t, is_loop=True) == ()


def test_two_channels_that_are_one_are_said():
    assert "Both channels are the same: one would do." in checked(drum(), drum())
    other = drum() + db(-60.0) * drum(0.0, at=0.3)
    assert not any("same" in words for words in checked(drum(), other))


@pytest.mark.parametrize(("gains", "side"), [((1.0, 1e-4), "right"), ((1e-4, 1.0), "left")])
def test_a_dead_channel_is_named(gains, side):
    left, right = (gain * drum() for gain in gains)
    assert any(f"The {side} channel is dead" in words for words in checked(left, right))
    quiet = checked(drum(), db(-40.0) * drum())
    assert not any("dead" in words for words in quiet)


def test_a_channel_that_is_the_wrong_way_up_is_said():
    assert any("wrong way up" in words for words in checked(drum(), -0.8 * drum()))
    wide = hiss(-20.0, seed=1), hiss(-20.0, seed=2)
    assert checked(*wide, is_loop=True) == ()


def test_every_word_is_a_finished_sentence():
    worst = np.clip(drum(6.0)[round(0.101 * RATE) : -RATE] + 0.05, -1, 1)
    for words in checked(worst, -worst):
        assert words[0].isupper()
        assert words.endswith(".")


def test_the_shortest_recordings_are_no_trouble():
    for length in (1, 2, 5, 100, 5000):
        checked(drum(at=0.0)[:length] + 0.1)

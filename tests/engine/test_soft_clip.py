"""The soft clip: a curve that reaches full scale smoothly, and little that aliases."""

from itertools import pairwise

import numpy as np
import pytest
from mastering import BLOCKS, RATE, SoftClip, decibels, gain, noise, silence, sine

KNEE = gain(-3)


def curve(value):
    """Straight to the knee, then its slope falls as a smoothstep until full scale."""
    width = 2 * (1 - KNEE)
    u = np.clip((np.abs(value) - KNEE) / width, 0, 1)
    return np.sign(value) * (np.minimum(np.abs(value), KNEE) + width * (u - u**3 + u**4 / 2))


def clipped(sound, gain_db):
    """In step with the sound."""
    out = SoftClip().set(gain_db).process(np.concatenate([sound, silence(0.01)]))
    return out[SoftClip.latency :][: len(sound)]


@pytest.mark.parametrize("level_db", [-6.0, -2.0, 0.0, 6.0])
def test_a_slow_sound_follows_the_curve(level_db):
    sound = sine(50, 0.2, level_db)
    middle = slice(100, -100)
    expected = curve(sound * gain(6))
    assert np.abs(clipped(sound, 6) - expected)[middle].max() < 2e-4


def test_below_the_knee_only_the_gain_counts():
    sound = noise(0.2, -20)
    assert np.array_equal(clipped(sound, 12), sound * np.float32(gain(12)))


def test_off_passes_every_bit_of_any_level():
    sound = noise(0.2, 30)
    assert np.array_equal(clipped(sound, 0), sound)


def test_a_loud_bass_ends_at_full_scale():
    assert np.abs(clipped(sine(60, 0.2, 12), 24)).max() == pytest.approx(1, abs=0.02)


def test_the_first_decibel_fades_the_curve_in():
    """So that turning the knob up from nothing makes no step."""
    sound = sine(100, 0.1, 6)
    steps = [clipped(sound, amount) for amount in (0.0, 0.001, 0.01, 0.1, 1.0)]
    changes = [np.abs(after - before).max() for before, after in pairwise(steps)]
    assert changes[0] < 0.002
    assert changes == sorted(changes)


def alias_db(hertz):
    """The strongest part below 19 kHz that is no harmonic of a driven sine, against it, in dB."""
    out = clipped(sine(hertz, 1.0, 0), 6)[:, 0] * np.blackman(RATE)
    spectrum = np.abs(np.fft.rfft(out))
    bins = np.arange(19_000)
    is_harmonic = np.abs(bins - np.round(bins / hertz) * hertz) < 8
    return decibels(spectrum[:19_000][~is_harmonic].max() / spectrum.max())


@pytest.mark.parametrize("hertz", [997, 2477, 5003])
def test_little_aliases(hertz):
    """At the plain rate the same curve leaves -35 dB of a sine of 5 kHz."""
    assert alias_db(hertz) < -70


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    sound = np.concatenate([noise(0.1), silence(0.01), noise(0.1, -30), sine(200, 0.1, 3)])
    sound[6000:6100] = -0.0
    once = SoftClip().set(4).process(sound, 100_000)
    assert SoftClip().set(4).process(sound, block).tobytes() == once.tobytes()


def test_a_broken_frame_leaves_no_trace_after_a_reset():
    clip, sound = SoftClip().set(6), noise(0.1)
    broken = sound.copy()
    broken[-20:] = np.nan
    clip.process(broken)
    clip.reset()
    assert np.array_equal(clip.process(sound), SoftClip().set(6).process(sound))

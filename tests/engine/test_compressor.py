"""The compressor: the curve, the times, and nothing else done to the sound."""

import numpy as np
import pytest
from mastering import BLOCKS, RATE, Compressor, both, decibels, gain, noise, silence, sine

KNEE_DB = 6.0


def steady(level_db, seconds=1.0):
    return both(np.full(round(seconds * RATE), gain(level_db)))


def curve(level_db, threshold_db, ratio):
    """Reduction in dB, in double precision, from the definition of a soft knee."""
    over = level_db - threshold_db
    if over <= -KNEE_DB / 2:
        return 0.0
    if over < KNEE_DB / 2:
        return (1 - 1 / ratio) * (over + KNEE_DB / 2) ** 2 / (2 * KNEE_DB)
    return (1 - 1 / ratio) * over


def reductions(compressor, frames):
    """dB by which every frame of a steady sound was turned down."""
    out = compressor.process(frames)
    return decibels(frames[:, 0] / out[:, 0])


@pytest.mark.parametrize("ratio", [1.5, 4.0, 20.0])
@pytest.mark.parametrize("level_db", [-60.0, -23.5, -21.0, -20.0, -18.2, -6.0, 0.0, 18.0])
def test_a_steady_level_follows_the_curve(level_db, ratio):
    compressor = Compressor().set(-20, ratio, attack=1, release=10)
    reduction = reductions(compressor, steady(level_db))[-1]
    assert reduction == pytest.approx(curve(level_db, -20, ratio), abs=0.005)
    assert compressor.reduction() == pytest.approx(reduction, abs=0.005)


@pytest.mark.parametrize("milliseconds", [0.5, 10.0, 200.0])
def test_attack_and_release_cover_63_percent_in_their_time(milliseconds):
    compressor = Compressor().set(-20, 4, attack=milliseconds, release=milliseconds)
    frames = round(milliseconds * RATE / 1000)
    closing = reductions(compressor, steady(0, milliseconds / 50))
    assert closing[frames - 1] == pytest.approx(15 * (1 - np.exp(-1)), abs=0.1)
    opening = reductions(compressor, steady(-60, milliseconds / 50))
    assert opening[frames - 1] == pytest.approx(15 * np.exp(-1), abs=0.1)


def test_the_times_are_the_same_at_every_rate():
    ends = []
    for rate in (44_100, 48_000, 96_000, 192_000):
        compressor = Compressor(rate).set(-20, 4, attack=20)
        compressor.process(both(np.ones(rate // 50)))
        ends.append(compressor.reduction())
    assert np.ptp(ends) < 0.02


def test_both_sides_get_the_gain_of_the_louder_one():
    frames = steady(0) * np.array([1.0, 0.01], np.float32)
    out = Compressor().set().process(frames)
    assert np.allclose(out[:, 1] / frames[:, 1], out[:, 0] / frames[:, 0], rtol=1e-6)
    assert decibels(out[-1, 0]) == pytest.approx(-15, abs=0.01)


def test_it_ducks_to_another_sound():
    pad, kick = steady(-30), steady(0)
    out = (
        Compressor().set(release=50).process(pad, key=np.concatenate([kick[:24_000], pad[24_000:]]))
    )
    assert decibels(out[23_999, 0]) == pytest.approx(-45, abs=0.01)
    assert decibels(out[-1, 0]) == pytest.approx(-30, abs=0.01)


def test_make_up_raises_what_is_below_the_threshold():
    out = Compressor().set(makeup_db=9).process(steady(-40))
    assert decibels(out[-1, 0]) == pytest.approx(-31, abs=0.001)


def test_off_passes_every_bit():
    compressor = Compressor().set(threshold_db=-60, ratio=1)
    sound = noise(0.2)
    assert compressor.is_off()
    assert np.array_equal(compressor.process(sound), sound)


def test_below_the_knee_every_bit_passes():
    sound = noise(0.2, level_db=-24)
    assert np.array_equal(Compressor().set(threshold_db=-20).process(sound), sound)


def test_switched_off_it_opens_first_and_then_is_off():
    compressor = Compressor().set(-30, 10, release=20)
    compressor.process(steady(0))
    compressor.set(-30, 1, release=20)
    assert not compressor.is_off()
    opening = reductions(compressor, steady(0, 0.5))
    assert np.abs(np.diff(opening)).max() < 0.1
    assert compressor.is_off()
    assert opening[-1] == 0.0


@pytest.mark.parametrize("block", BLOCKS)
def test_blocks_do_not_matter(block):
    sound = np.concatenate([noise(0.1), silence(0.1), noise(0.05, -30), sine(90, 0.1)])
    settings = {"threshold_db": -25, "attack": 0.3, "release": 30, "makeup_db": 5}
    once = Compressor().set(**settings).process(sound, 100_000)
    assert np.array_equal(Compressor().set(**settings).process(sound, block), once)


@pytest.mark.parametrize("poison", [np.nan, np.inf, -np.inf, 3e38])
def test_a_broken_frame_leaves_no_trace_after_a_reset(poison):
    compressor, sound = Compressor().set(), noise(0.1)
    broken = sound.copy()
    broken[100] = poison
    compressor.process(broken)
    compressor.reset()
    assert np.array_equal(compressor.process(sound), Compressor().set().process(sound))


def test_a_broken_key_does_not_stay_in_the_gain():
    key, sound = silence(1), steady(-40)
    key[100] = np.nan
    out = Compressor().set(attack=0.1).process(sound, key=key)
    assert np.isfinite(out).all()
    assert decibels(out[-1, 0]) == pytest.approx(-40, abs=0.01)
